"""The kommune's pages: its cases, a new one, the dialogue, closing."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from imdinett.hendelse.hendelse import logg_innsyn
from imdinett.hendelse.typer import Handling
from imdinett.henvendelse import objekter, rules, services, uttrekk, visning
from imdinett.henvendelse.forms import Bekreft, Innleggsskjema, Listefilter, Nyskjema
from imdinett.henvendelse.models import Henvendelse
from imdinett.kjerne.feil import Kollisjon
from imdinett.opplasting.models import Opplasting
from imdinett.opplasting.services import motta
from imdinett.opplasting.views import Vedlegg as Filside
from imdinett.tilgang import skjerming, tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import hendelser
from imdinett.web.komponent import Lenke
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import Liste, Side, Skjemaside

HJELP = "sporre-imdi"


class Henvendelser(MedUttrekk, Liste):
    rettighet = Rettighet.HENVENDELSE_LES
    grunnlag = Henvendelse.objects
    template_name = "imdinett/henvendelse/liste.html"
    lagres = ("utvalg",)
    listefil = uttrekk.HENVENDELSER
    detaljside, detaljnokkel = "henvendelse", ("nummer",)
    sortering = Sortering({"nummer": ("nummer",), "status": ("tilstand",), "siden": ("tur_siden",)})

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if tilgang.har_imdi(self.bruker, Rettighet.HENVENDELSE_LES):
            return redirect("imdi_henvendelser")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def filter(self) -> Listefilter:
        return Listefilter(self.request.GET)

    def get_queryset(self) -> QuerySet[Any]:
        egne = Henvendelse.objects.synlig_for(self.bruker).filter(kommune=self.kommune)
        egne = egne.select_related("kommune", "ansvarlig")
        return egne.lukket() if self.filter.valgt == "lukket" else egne.apne()

    def filrader(self) -> QuerySet[Any]:
        return skjerming.uten_skjermede(self.get_queryset())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        data = super().get_context_data(**kwargs)
        return data | {
            "kommune": self.kommune,
            "rader": [visning.rad(en, "henvendelse") for en in data["page_obj"]],
            "faner": self.filter.faner(reverse("henvendelser")),
            "ny": Lenke(_("Ny henvendelse"), reverse("henvendelse_ny"))
            if rules.kan_opprette(self.bruker, self.kommune.pk)
            else None,
            "hjelpetema": HJELP,
            "brodsmuler": [Lenke(_("Hjem"), "/"), Lenke(_("Henvendelser"))],
        }


class MedVedlegg(Skjemaside):
    """A form with files: each is taken in with the right that reads the case."""

    def ta_imot(self, form: Any, kommune: Any, rettighet: Rettighet) -> list[Opplasting]:
        filer = form.cleaned_data["vedlegg"]
        return [motta(fil, bruker=self.bruker, kommune=kommune, rettighet=rettighet, felt="vedlegg") for fil in filer]


class NyHenvendelse(MedVedlegg):
    rettighet = Rettighet.HENVENDELSE_SKRIV
    template_name = "imdinett/henvendelse/ny.html"
    form_class = Nyskjema

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "bruker": self.bruker, "kommune": self.kommune}

    def utfor(self, form: Nyskjema) -> str:  # type: ignore[override]
        data = form.cleaned_data
        ny = services.NyHenvendelse(data["tema"], data["emne"], data["tekst"], form.gjelder)
        vedlegg = self.ta_imot(form, self.kommune, services.rettighet_for(form.gjelder))
        laget = services.opprett_henvendelse(bruker=self.bruker, kommune=self.kommune, ny=ny, vedlegg=vedlegg)
        messages.success(self.request, _("Henvendelse %(nummer)s er sendt til IMDi.") % {"nummer": laget.nummer})
        return reverse("henvendelse", args=[laget.nummer])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Henvendelser"), reverse("henvendelser")), Lenke(_("Ny henvendelse"))]
        return super().get_context_data(kommune=self.kommune, brodsmuler=sti, hjelpetema=HJELP, **kwargs)


class MedHenvendelse(Side):
    """One case that the user may read. What is about a person is logged before it is shown."""

    henvendelse: Henvendelse

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        synlige = Henvendelse.objects.synlig_for(self.bruker).select_related("kommune", "ansvarlig", "opprettet_av")
        self.henvendelse = get_object_or_404(synlige, nummer=kwargs["nummer"])
        return super().dispatch(request, *args, **kwargs)

    def utdrag(self) -> objekter.Utdrag | None:
        slag = objekter.for_kode(self.henvendelse.gjelder_type)
        if slag is None or slag.utdrag is None:
            return None
        return slag.utdrag(self.henvendelse.gjelder_id, self.henvendelse.kommune_id)

    def logg(self, utdrag: objekter.Utdrag | None) -> None:
        if utdrag:
            logg_innsyn(
                self.bruker,
                handling=Handling.LESE,
                beskrivelse=f"Leste henvendelse {self.henvendelse.nummer}",
                person_id=utdrag.person_id,
                saksnummer=utdrag.saksnummer[:12],
                kommune_id=self.henvendelse.kommune_id,
                del_av="henvendelse",
                formaal=f"Henvendelse {self.henvendelse.nummer}",
            )

    def felles(self, utdrag: objekter.Utdrag | None) -> dict[str, Any]:
        return {
            "henvendelse": self.henvendelse,
            "innlegg": visning.dialog(self.henvendelse),
            "fakta": visning.fakta(self.henvendelse),
            "merke": visning.merke(self.henvendelse),
            "tur": visning.tur(self.henvendelse),
            "gjelder_lenke": visning.gjelder_lenke(self.henvendelse, self.bruker),
            "hendelser": hendelser.panel(self.henvendelse, self.bruker),
            "personopplysninger": utdrag is not None,
        }

    def krev_enhet(self) -> None:
        tilgang.krev(rules.kan_skrive(self.bruker, self.henvendelse))
        if self.kommune.pk != self.henvendelse.kommune_id:
            raise Kollisjon(
                "annen_enhet",
                _(
                    "Henvendelsen gjelder %(kommune)s, men du arbeider for %(enhet)s. "
                    "Bytt kommune øverst på siden først."
                )
                % {"kommune": self.henvendelse.kommune, "enhet": self.kommune},
            )


class Henvendelsesside(MedHenvendelse, MedVedlegg):
    """The dialogue; POST writes in it, and opens a closed one again."""

    rettighet = Rettighet.HENVENDELSE_LES
    template_name = "imdinett/henvendelse/detalj.html"
    form_class = Innleggsskjema

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        tilgang.krev(rules.kan_skrive(self.bruker, self.henvendelse))
        return super().post(request, *args, **kwargs)

    def utfor(self, form: Innleggsskjema) -> str:  # type: ignore[override]
        self.krev_enhet()
        vedlegg = self.ta_imot(form, self.henvendelse.kommune, Rettighet(self.henvendelse.rettighet))
        services.skriv_fra_kommunen(
            bruker=self.bruker,
            henvendelse_id=self.henvendelse.pk,
            tekst=form.cleaned_data["tekst"],
            vedlegg=vedlegg,
        )
        messages.success(self.request, _("Meldingen er sendt til IMDi."))
        return reverse("henvendelse", args=[self.henvendelse.nummer])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        utdrag = self.utdrag()
        self.logg(utdrag)
        nummer = self.henvendelse.nummer
        return super().get_context_data(
            **self.felles(utdrag),
            kan_skrive=rules.kan_skrive(self.bruker, self.henvendelse),
            brodsmuler=[Lenke(_("Hjem"), "/"), Lenke(_("Henvendelser"), reverse("henvendelser")), Lenke(nummer)],
            hjelpetema=HJELP,
            **kwargs,
        )


class Lukk(MedHenvendelse, Skjemaside):
    rettighet = Rettighet.HENVENDELSE_SKRIV
    template_name = "imdinett/henvendelse/lukk.html"
    form_class = Bekreft

    def utfor(self, form: Bekreft) -> str:
        self.krev_enhet()
        services.lukk_henvendelse(bruker=self.bruker, henvendelse_id=self.henvendelse.pk)
        messages.success(self.request, _("Henvendelsen er lukket."))
        return reverse("henvendelse", args=[self.henvendelse.nummer])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        nummer = self.henvendelse.nummer
        url = reverse("henvendelse", args=[nummer])
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Henvendelser"), reverse("henvendelser")), Lenke(nummer, url)]
        return super().get_context_data(
            henvendelse=self.henvendelse,
            avbryt_url=url,
            brodsmuler=[*sti, Lenke(_("Lukk"))],
            **kwargs,
        )


class Vedlegg(MedHenvendelse, Filside):
    """A file of the dialogue, for those who may read it; clean ones only (decision 37)."""

    rettighet = (Rettighet.HENVENDELSE_LES,)

    def get(self, request: HttpRequest, uuid: str, **kwargs: Any) -> HttpResponseBase:
        rader = Opplasting.objects.filter(innlegg__henvendelse=self.henvendelse)
        opplasting = get_object_or_404(rader, uuid=uuid)
        self.logg(self.utdrag())
        return self.vis(opplasting)
