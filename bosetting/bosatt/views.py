"""The kommune's lists of persons, and the pages where a bosettingsdato is set and corrected."""

from collections.abc import Collection
from typing import Any, ClassVar

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.bosatt import mappe_visning, queries, rules, services, uttrekk
from bosetting.bosatt.forms import Husstandsskjema, Personfilter, Retteskjema, Utendatofilter
from bosetting.bosatt.mappe_views import MedSak
from bosetting.bosatt.utvalg_views import MAKS_VALGT
from bosetting.person.models import Sak
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.kjerne.feil import Kollisjon
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk
from imdinett.web.komponent import Filtervalg, Lenke
from imdinett.web.lister.merking import MedValg
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import Liste, Side, Skjemaside

HJELP = "registrere-bosettingsdato"


# ---- lists: no names, so no line in the access log but for those that are taken out
class Personer(MedUttrekk, Liste):
    """Own cases whose folder is open. IMDi sees the country's."""

    rettighet = Rettighet.SAK_LES
    grunnlag = Sak.objects
    template_name = "bosetting/bosatt/personer.html"
    filterskjema: ClassVar[type[Personfilter]] = Personfilter
    lagres: ClassVar[tuple[str, ...]] = ("kategori", "status", "avvik", "adresse")
    listefil = uttrekk.PERSONER
    detaljside, detaljnokkel = "personmappe", ("person__uuid",)
    sortering = Sortering(
        {
            "sak": ("nummer",),
            "kommune": ("kommune__sortering",),
            "husstand": ("husstand__nummer",),
            "kategori": ("kategori",),
            "sokt_ut": ("utsokingsdato",),
            "status": ("tilstand",),
            "ansvarlig": ("ansvarlig__navn",),
        },
        standard="sokt_ut",
    )

    def sorterbare(self) -> Collection[str]:
        return [felt for felt in super().sorterbare() if self.er_imdi or felt != "kommune"]

    @cached_property
    def filter(self) -> Personfilter:
        return self.filterskjema(self.request.GET)

    @property
    def er_imdi(self) -> bool:
        return tilgang.har_imdi(self.bruker, Rettighet.SAK_LES)

    def get_queryset(self) -> QuerySet[Any]:
        return self._ordnet(queries.apne_mapper(Sak.objects.all().synlig_for(self.bruker), self.bruker))

    def filrader(self) -> QuerySet[Any]:
        """A household is as large as it is for those in no protection group: a file can be passed on."""
        synlige = Sak.objects.all().synlig_for(self.bruker).uten_skjermede()
        return self._ordnet(queries.apne_mapper(synlige, AnonymousUser()))

    def _ordnet(self, qs: Any) -> QuerySet[Any]:
        qs = qs if self.er_imdi else qs.filter(kommune=self.kommune)
        return queries.ordnet(self._filtrer(qs))

    def _filtrer(self, qs: Any) -> Any:
        return queries.filtrer(
            qs,
            kategori=self.filter.valgt("kategori"),
            status=self.filter.valgt("status"),
            avvik=self.filter.valgt("avvik"),
            adresse=self.filter.valgt("adresse"),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontekst = super().get_context_data(**kwargs)
        rader = [
            (sak, mappe_visning.listemerker(sak), mappe_visning.dager_sokt_ut(sak)) for sak in kontekst["page_obj"]
        ]
        return {
            **kontekst,
            "rader": rader,
            "filter": self.filter,
            "valgte": self._valgte(),
            "nullstill_url": self.uten_filter(),
            "er_imdi": self.er_imdi,
            "hjelpetema": HJELP,
            "brodsmuler": [Lenke(_("Hjem"), "/"), Lenke(_("Personer"))],
        }

    def _valgte(self) -> list[Filtervalg]:
        ut = []
        for felt in self.filter.visible_fields():
            verdi = self.filter.valgt(felt.name)
            if verdi:
                uten = self.request.GET.copy()
                uten.pop(felt.name, None)
                ut.append(Filtervalg(f"{felt.label}: {_i_ord(felt, verdi)}", f"?{uten.urlencode()}"))
        return ut


def _i_ord(felt: Any, verdi: Any) -> str:
    valg = dict(getattr(felt.field, "choices", ()))
    return str(valg[verdi]) if verdi in valg else norsk.kortdato(verdi)


class UtenBosettingsdato(MedValg, Personer):
    """Søkt ut, not settled: whom the kommune, or mottak, still owes a date."""

    template_name = "bosetting/bosatt/uten_dato.html"
    filterskjema = Utendatofilter
    lagres = ("kategori", "avvik", "sokt_for")
    listefil = uttrekk.UTEN_DATO
    valgfelt, valgnokkel, maks_valgt = "sak", "nummer", MAKS_VALGT

    def _filtrer(self, qs: Any) -> Any:
        return queries.filtrer(
            qs.uten_bosettingsdato(),
            kategori=self.filter.valgt("kategori"),
            avvik=self.filter.valgt("avvik"),
            sokt_for=self.filter.valgt("sokt_for"),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kontekst = super().get_context_data(**kwargs)
        kan_skrive = rules.er_imdi_bosetter(self.bruker) or (
            not self.er_imdi and tilgang.har(self.bruker, Rettighet.BOSETTINGSDATO_SKRIV, self.kommune.pk)
        )
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Personer"), reverse("personer")), Lenke(_("Uten bosettingsdato"))]
        return {**kontekst, "kan_skrive": kan_skrive, "brodsmuler": sti}


# ---- one household
def registrert_tekst(antall: int) -> str:
    tekst = ngettext(
        "Bosettingsdato er registrert for %(antall)d person.",
        "Bosettingsdato er registrert for %(antall)d personer.",
        antall,
    )
    return tekst % {"antall": antall}


class MedSkriverett(Side):
    """B-002, ui.md §3: the role, and the kommune that one acts for right now."""

    def krev_skriv(self, sak: Sak) -> None:
        tilgang.krev(rules.kan_registrere(self.bruker, sak))
        egen: Kommune | None = getattr(self.request, "aktiv_kommune", None)
        if egen is not None and egen.pk != sak.kommune_id:
            raise Kollisjon(
                "annen_enhet",
                _("Saken gjelder %(kommune)s, men du arbeider for %(enhet)s. Bytt kommune øverst på siden først.")
                % {"kommune": sak.kommune, "enhet": egen},
            )


class Husstandsskjemaside(Skjemaside):
    """What was typed for somebody whom a colleague has given another date meanwhile, is told, and nothing is saved."""

    form_class = Husstandsskjema

    def form_valid(self, form: Husstandsskjema) -> HttpResponse:  # type: ignore[override]
        if form.kollisjoner:
            return self.render_to_response(self.get_context_data(form=form), status=409)
        return super().form_valid(form)


class Husstandsdatoer(MedSkriverett, Husstandsskjemaside):
    """One date on top, one field per person, saved in one go (W-03, B-045). Names are shown, so looks are logged."""

    rettighet = (Rettighet.BOSETTINGSDATO_SKRIV, Rettighet.BOSETTINGSDATO_LES, Rettighet.RAPPORT_LES)
    template_name = "bosetting/bosatt/husstand.html"
    saker: list[Sak]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.saker = queries.husstand(self.bruker, kwargs["uuid"], getattr(request, "aktiv_kommune", None))
        if not self.saker:
            raise Http404
        self.krev_skriv(self.saker[0])
        self.status = queries.datostatus(self.saker, som_kommune=not rules.er_imdi_bosetter(self.bruker))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "apne": self.status.apne, "registrert": self.status.registrert}

    def utfor(self, form: Husstandsskjema) -> str:  # type: ignore[override]
        nye = services.registrer_for_husstand(bruker=self.bruker, datoer=form.datoer)
        messages.success(self.request, registrert_tekst(len(nye)))
        return reverse("uten_bosettingsdato")

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        for sak in self.saker:
            hendelse.logg_innsyn(
                self.bruker,
                handling=Handling.LESE,
                person_id=sak.person_id,
                saksnummer=sak.nummer,
                kommune_id=sak.kommune_id,
                del_av=_("Bosettingsdato for husstanden"),
                formaal=_("Registrering av bosettingsdato"),
                beskrivelse=_("Åpnet siden for bosettingsdato for husstanden."),
            )
        return super().render_to_response(context, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Personer"), reverse("personer"))]
        sti += [Lenke(_("Uten bosettingsdato"), reverse("uten_bosettingsdato")), Lenke(_("Registrer dato"))]
        return super().get_context_data(
            saker=self.saker,
            status=self.status,
            enhet=self.saker[0].kommune,
            avbryt_url=reverse("uten_bosettingsdato"),
            hjelpetema=HJELP,
            brodsmuler=sti,
            personopplysninger=True,
            **kwargs,
        )


class RettDato(MedSak, MedSkriverett, Skjemaside):
    """B-047. The kommune corrects its own entry, IMDi any."""

    template_name = "bosetting/bosatt/rett_dato.html"
    form_class = Retteskjema

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._krev()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._krev()
        return super().post(request, *args, **kwargs)

    def _krev(self) -> None:
        self.krev_skriv(self.sak)
        self.gjeldende = queries.gjeldende_bosetting(self.sak)
        if self.gjeldende is None:
            raise Kollisjon("ikke_bosatt", _("Sak %(sak)s har ingen bosettingsdato å rette.") % {"sak": self.sak})
        if rules.er_imdi_bosetter(self.bruker):
            return
        tilgang.krev(rules.kan_rette(self.gjeldende.kilde))
        if sperre := rules.rette_sperre(queries.forst_registrert(self.sak)):
            raise Kollisjon("rettefristen_er_ute", sperre)

    def get_initial(self) -> dict[str, Any]:
        return {"versjon": self.sak.versjon}

    def utfor(self, form: Retteskjema) -> str:  # type: ignore[override]
        data = form.cleaned_data
        services.rett_bosettingsdato(
            bruker=self.bruker, sak_id=self.sak.pk, dato=data["dato"], grunn=data["grunn"], versjon=data["versjon"]
        )
        messages.success(self.request, _("Bosettingsdatoen i sak %(sak)s er rettet.") % {"sak": self.sak})
        return self.adresse("personmappe_bosetting")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            sak=self.sak,
            gjeldende=self.gjeldende,
            enhet=self.sak.kommune,
            avbryt_url=self.adresse("personmappe_bosetting"),
            hjelpetema=HJELP,
            brodsmuler=self.brodsmuler(_("Rett bosettingsdato")),
            **kwargs,
        )
