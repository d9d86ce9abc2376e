"""IMDi builds a list: those who wait on one side, the kommune and the draft on the other (ui.md 5.7)."""

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
from bosetting.fordeling import lister, queries, services, venter, visning
from bosetting.fordeling.forms import Byggfilter, Byggskjema, Tomt, Ventefilter, mulige_aar
from bosetting.fordeling.models import Fordelingslinje, Husstandssvar
from bosetting.fordeling.states import Listetilstand
from bosetting.fordeling.views.imdi import Fordelingsside, MedListe
from bosetting.innmelding.queries import ledige_boliger
from bosetting.innmelding.slag import boligtekst
from bosetting.person.models import Sak
from bosetting.person.states import Sakstilstand
from imdinett.bruker.models import Bruker
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


def meldt_inn(kommune: Kommune, regnskap: Plassregnskap, bruker: Bruker) -> dict[str, Any]:
    """What the kommune has told IMDi: its free homes (B-085), and wishes that bind nobody (W-13)."""
    boliger = [(boligtekst(bolig), bolig.pk) for bolig in ledige_boliger(kommune, bruker)]
    return {"boliger": boliger, "onsker": onsketekst(regnskap.onsker)}


def venstre(request: HttpRequest, filter: Ventefilter, kommune: Kommune | None) -> dict[str, Any]:
    """The left pane: those who can be chosen, with what must be weighed."""
    qs = venter.filtrert(venter.kan_velges(kommune), filter.valg)
    side = Paginator(qs, PER_SIDE).get_page(request.GET.get("side"))
    return {"filter": filter, "page_obj": side, "rader": venter.rader(side, kommune)}


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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        valgt, aar = self.utvalg.kommune, self.utvalg.aar
        regnskap = plassregnskap(valgt, aar) if valgt else None
        return super().get_context_data(
            **venstre(self.request, self.utvalg.filter, valgt),
            valgt=valgt,
            aar=aar,
            regnskap=regnskap,
            plasser=plassbilde(valgt, regnskap) if valgt and regnskap else None,
            forslag=[] if valgt else self._forslag(),
            **(meldt_inn(valgt, regnskap, self.bruker) if valgt and regnskap else {}),
            brodsmuler=self.brodsmuler(Lenke(_("Ny liste"))),
            **kwargs,
        )

    def _forslag(self) -> list[tuple[Kommune, Plassregnskap]]:
        """The kommuner with most free places. Four queries for the whole country."""
        kommuner = self.utvalg.kommuner
        alle = plassregnskap_for(kommuner, self.utvalg.aar)
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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        regnskap = plassregnskap(self.liste.kommune, self.liste.plassaar)
        return super().get_context_data(
            **venstre(self.request, Ventefilter(self.request.GET), self.liste.kommune),
            **paa_listen(self),
            valgt=self.liste.kommune,
            aar=self.liste.plassaar,
            regnskap=regnskap,
            plasser=plassbilde(self.liste.kommune, regnskap),
            **meldt_inn(self.liste.kommune, regnskap, self.bruker),
            brodsmuler=self.sti(_("Utkast")),
            **kwargs,
        )


@dataclass(frozen=True)
class PaaListen:
    """A household on the draft. `klar` is false when somebody in it no longer is bosettingsklar."""

    svar: Husstandssvar
    medlemmer: list[str]
    klar: bool


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
