"""IMDi builds a list: those who wait on one side, the kommune and the draft on the other (ui.md 5.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from bosetting.anmodning.queries import Plassregnskap, plassregnskap, plassregnskap_for
from bosetting.anmodning.visning import onsketekst
from bosetting.fordeling import lister, matching, queries, services, venter, visning
from bosetting.fordeling.forms import Byggfilter, Byggskjema, Tomt, Ventefilter, mulige_aar
from bosetting.fordeling.models import Fordelingslinje, Husstandssvar
from bosetting.fordeling.states import Listetilstand
from bosetting.fordeling.views.imdi import Fordelingsside, MedListe
from bosetting.innmelding.models import Bolig
from bosetting.person.models import Sak
from bosetting.person.states import Sakstilstand
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.diagram import Plassbar, plassbar
from imdinett.web.komponent import Lenke
from imdinett.web.views import Skjemaside

PER_SIDE = 15
FORSLAG = 15


@dataclass(frozen=True)
class Utvalg:
    """What the address says: the filter, and the kommune and year that the list is for."""

    filter: Byggfilter
    kommuner: list[Kommune]
    kommune: Kommune | None
    aar: int


def plassbilde(kommune: Kommune, regnskap: Plassregnskap) -> Plassbar:
    tittel = _("%(kommune)s, plasser i %(aar)d") % {"kommune": kommune, "aar": regnskap.aar}
    return plassbar(tittel=tittel, vedtatt=regnskap.plasser, brukt=regnskap.brukt, bundet=regnskap.bundet)


def venstre(
    request: HttpRequest,
    filter: Ventefilter,
    kommune: Kommune | None,
    boliger: Sequence[Bolig] = (),
    sokt_for: str = "",
) -> dict[str, Any]:
    """The left pane: those who can be chosen, with what must be weighed; with a kommune, its homes that suit (W-10).

    `sokt_for` is the number of the household that a kommune is sought for: on top, and read also when the filter or
    another page hides it. `husstand` is None when it cannot be chosen.
    """
    kan_velges = venter.kan_velges(kommune)
    qs = venter.forst(venter.filtrert(kan_velges, filter.valg), sokt_for)
    side = Paginator(qs, PER_SIDE).get_page(request.GET.get("side"))
    vist = list(side)
    er_vist = any(en.nummer == sokt_for for en in vist)
    skjult = kan_velges.filter(nummer=sokt_for) if sokt_for and not er_vist else ()
    rader = venter.rader([*vist, *skjult], kommune)
    if kommune:
        rader = matching.med_boliger(rader, boliger)
    husstand = next((rad for rad in rader if rad.husstand.nummer == sokt_for), None)
    return {"filter": filter, "page_obj": side, "rader": rader[: len(vist)], "husstand": husstand}


def hoyre(
    regnskap: Plassregnskap, meldt: matching.Meldinger, husstander: Mapping[str, Sequence[Sak]], side: Any
) -> dict[str, Any]:
    """The right pane: what the kommune has told IMDi of weeks, EM, rule and homes, and wishes that bind nobody (W-13).

    `husstander` are those who are to be placed, by name: the homes that suit them come first (W-10, B-085).
    """
    kommune = side.valgt
    return {
        "valgt": kommune,
        "aar": regnskap.aar,
        "regnskap": regnskap,
        "plasser": plassbilde(kommune, regnskap),
        "meldt": matching.meldt_av(kommune, regnskap.aar, meldt, side.bruker),
        "boliger": matching.boligrader(meldt.boliger[kommune.pk], husstander),
        "plasseres": list(husstander),
        "onsker": onsketekst(regnskap.onsker),
    }


class NyListe(Fordelingsside, Skjemaside):
    """Choose a kommune, tick households, make a draft of them."""

    rettighet = Rettighet.FORDELING_SKRIV
    template_name = "bosetting/fordeling/imdi/bygg.html"
    form_class = Byggskjema

    @cached_property
    def utvalg(self) -> "Utvalg":
        kommuner = list(Kommune.objects.gyldige())
        filter = Byggfilter(self.request.GET, kommuner)
        valgt = next((kommune for kommune in kommuner if kommune.nummer == filter.valg.get("kommune")), None)
        return Utvalg(filter, kommuner, valgt, filter.valg.get("aar") or mulige_aar()[0])

    def utfor(self, form: Any) -> str:
        if self.utvalg.kommune is None:
            raise Domenefeil("ingen_kommune", _("Velg en kommune før du legger husstander i et utkast."))
        liste = services.opprett_liste(
            bruker=self.bruker,
            kommune=self.utvalg.kommune,
            plassaar=self.utvalg.aar,
            husstander=list(form.cleaned_data["husstander"]),
            overstyring=form.cleaned_data["overstyring"],
        )
        return reverse("imdi_fordeling_utkast", args=[liste.nummer])

    @property
    def valgt(self) -> Kommune | None:
        return self.utvalg.kommune

    @property
    def sokt_for(self) -> str:
        """The number of the household that a kommune is sought for."""
        return self.utvalg.filter.valg.get("husstand") or ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kommune, aar = self.valgt, self.utvalg.aar
        meldt = matching.meldinger([kommune], self.bruker) if kommune else None
        boliger = meldt.boliger[kommune.pk] if kommune and meldt else ()
        kontekst = venstre(self.request, self.utvalg.filter, kommune, boliger, self.sokt_for)
        husstand = kontekst["husstand"]
        if kommune and meldt:
            regnskap = plassregnskap(kommune, aar)
            plasseres = {husstand.navn: husstand.saker} if husstand else {}
            poeng = matching.forslag([kommune], {kommune.pk: regnskap}, meldt, husstand) if husstand else []
            kontekst |= {**hoyre(regnskap, meldt, plasseres, self), "poeng": poeng}
        else:
            kontekst |= {"valgt": None, "aar": aar, "forslag": self._forslag(husstand)}
        sti = self.brodsmuler(Lenke(_("Ny liste")))
        return super().get_context_data(**kontekst, brodsmuler=sti, **kwargs)

    def _forslag(self, husstand: venter.Ventende | None) -> list[Any]:
        """Those that fit the household best; without one, those with most free places. Four queries for the country."""
        kommuner = self.utvalg.kommuner
        alle = plassregnskap_for(kommuner, self.utvalg.aar)
        if husstand:
            mulige = matching.med_plass(kommuner, alle, husstand.saker)
            return matching.forslag(mulige, alle, matching.meldinger(mulige, self.bruker), husstand)[:FORSLAG]
        par = [(kommune, alle[kommune.pk]) for kommune in kommuner if (alle[kommune.pk].ledig or 0) > 0]
        return sorted(par, key=lambda ett: -(ett[1].ledig or 0))[:FORSLAG]


class Utkast(MedListe, Skjemaside):
    """The same two panes with a draft: add, take off, give up."""

    rettighet = Rettighet.FORDELING_SKRIV
    template_name = "bosetting/fordeling/imdi/bygg.html"
    form_class = Byggskjema

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.liste.tilstand != Listetilstand.UTKAST:
            return redirect(self.adresse)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if fjernes := request.POST.get("fjern", ""):
            if fjernes.isdecimal():
                services.fjern_husstand(bruker=self.bruker, liste_id=self.liste.pk, husstand_id=int(fjernes))
            return redirect(request.get_full_path())
        if "forkast" in request.POST:
            services.forkast_utkast(bruker=self.bruker, liste_id=self.liste.pk)
            tekst = _("Utkastet til liste %(nummer)s er forkastet.") % {"nummer": self.liste.nummer}
            messages.success(request, tekst)
            return redirect("imdi_fordeling")
        return super().post(request, *args, **kwargs)

    @transaction.atomic
    def utfor(self, form: Any) -> str:
        for husstand in form.cleaned_data["husstander"]:
            services.legg_til_husstand(bruker=self.bruker, liste_id=self.liste.pk, husstand_id=husstand.pk)
        return self.request.get_full_path()

    @property
    def valgt(self) -> Kommune:
        return self.liste.kommune

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        meldt = matching.meldinger([self.valgt], self.bruker)
        paa = paa_listen(self)
        return super().get_context_data(
            **venstre(self.request, Ventefilter(self.request.GET), self.valgt, meldt.boliger[self.valgt.pk]),
            **paa,
            **hoyre(
                plassregnskap(self.valgt, self.liste.plassaar),
                meldt,
                {rad.navn: rad.saker for rad in paa["paa_listen"]},
                self,
            ),
            poeng=[],
            brodsmuler=self.sti(_("Utkast")),
            **kwargs,
        )


@dataclass(frozen=True)
class PaaListen:
    """A household on the draft. `klar` is false when somebody in it no longer is bosettingsklar."""

    svar: Husstandssvar
    saker: list[Sak]
    medlemmer: list[str]
    klar: bool

    @property
    def navn(self) -> str:
        return _("Husstand %(bokstav)s") % {"bokstav": self.svar.bokstav}


def paa_listen(side: MedListe) -> dict[str, Any]:
    """The draft: its households, their number of persons, and the mix against all who wait. Two queries."""
    synlige = Fordelingslinje.objects.all().synlig_for(side.bruker).filter(liste=side.liste)
    linjer = synlige.order_by("husstandssvar__bokstav", "pk")
    samlet: dict[Husstandssvar, list[Sak]] = {}
    for linje in linjer.select_related("husstandssvar", "sak__person", "sak__kartlegging"):
        samlet.setdefault(linje.husstandssvar, []).append(linje.sak)
    saker = [sak for gruppe in samlet.values() for sak in gruppe]
    return {
        "paa_listen": [
            PaaListen(
                svar,
                gruppe,
                [venter.medlem(queries.fakta_om(sak)) for sak in gruppe],
                all(sak.tilstand == Sakstilstand.BOSETTINGSKLAR for sak in gruppe),
            )
            for svar, gruppe in samlet.items()
        ],
        "em": sum(sak.er_em for sak in saker),
        "storrelse": visning.storrelse(len(saker), len(samlet)),
        "blanding": venter.sammensetning(svar.husstand_id for svar in samlet),
    }


class Send(MedListe, Skjemaside):
    """The check page: what the kommune will be asked, by when, and who is told."""

    rettighet = Rettighet.FORDELING_SKRIV
    template_name = "bosetting/fordeling/imdi/send.html"
    form_class = Tomt

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.liste.tilstand != Listetilstand.UTKAST:
            return redirect(self.adresse)
        return super().get(request, *args, **kwargs)

    def utfor(self, form: Any) -> str:
        services.send_liste(bruker=self.bruker, liste_id=self.liste.pk)
        tekst = _("Listen er sendt til %(kommune)s.") % {"kommune": self.liste.kommune}
        messages.success(self.request, tekst)
        return self.adresse

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        husstander = venter.ventende().filter(husstandssvar__liste=self.liste).order_by("husstandssvar__bokstav")
        return super().get_context_data(
            **paa_listen(self),
            rader=venter.rader(husstander, self.liste.kommune),
            regnskap=plassregnskap(self.liste.kommune, self.liste.plassaar),
            frist=services.svarfrist(),
            mottakere=lister.antall_mottakere(self.liste.kommune),
            brodsmuler=self.sti(_("Se over listen")),
            **kwargs,
        )
