"""The letter in the portal: text, status, PDF. And IMDi's queue."""

from typing import Any, ClassVar

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from imdinett.brev import arkivpakke, behandling, kolister, status, uttrekk, visning
from imdinett.brev.forms import Bekreft, Kofilter, KomFram
from imdinett.brev.handlinger import HANDLINGER, Handling
from imdinett.brev.innsyn import logg_brev
from imdinett.hendelse.typer import Handling as Innsynshandling
from imdinett.tilgang import skjerming
from imdinett.tilgang.rettighet import Rettighet
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.synlighet import PERSON
from imdinett.web import hendelser, nedlasting
from imdinett.web.komponent import Lenke
from imdinett.web.lister import naboer
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import Imdiside, Liste, Side, Skjemaside


class _Brevside(Side):
    """One letter that the user may read; what is about a person is logged before it is shown."""

    rettighet = (Rettighet.ANMODNING_LES, Rettighet.SAK_LES)

    @cached_property
    def brev(self) -> Forsendelse:
        rader = Forsendelse.objects.brev().synlig_for(self.bruker).select_related("kommune")
        return get_object_or_404(rader, uuid=self.kwargs["uuid"])

    def logg(self, handling: Innsynshandling, hva: str) -> None:
        logg_brev(self.bruker, self.brev, handling, hva)


class Brev(_Brevside, TemplateView):
    template_name = "imdinett/brev/brev.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.logg(Innsynshandling.LESE, "Leste brev")
        return super().get_context_data(
            **kwargs,
            brev=self.brev,
            tekst=mark_safe(self.brev.innhold["html"]),  # noqa: S308  # made by our own template, escaped there
            fakta=visning.fakta(self.brev),
            merke=status.merke(self.brev),
            har_pdf=hasattr(self.brev, "fil"),
            kan_arkiveres=arkivpakke.kan_arkiveres(self.brev),
            hendelser=hendelser.panel(self.brev, self.bruker),
            brodsmuler=[Lenke(_("Hjem"), "/"), Lenke(self.brev.tittel)],
            hjelpetema="lese-brev",
            personopplysninger=self.brev.slag.startswith(PERSON),
        )


class BrevPdf(_Brevside):
    """The stored bytes, as they were sent."""

    def get(self, request: HttpRequest, uuid: str) -> HttpResponse:
        if not hasattr(self.brev, "fil"):
            raise Http404
        self.logg(Innsynshandling.UTSKRIFT, "Hentet PDF av brev")
        hode = nedlasting.hode(visning.pdfnavn(self.brev), vises="last-ned" not in request.GET)
        return HttpResponse(bytes(self.brev.fil.pdf), content_type="application/pdf", headers=hode)


class Arkivpakke(_Brevside):
    """W-20: the letter for the kommune's archive, to whoever may read the letter."""

    def get(self, request: HttpRequest, uuid: str) -> HttpResponse:
        pakke = arkivpakke.for_brev(self.brev, self.bruker)
        self.logg(Innsynshandling.EKSPORT, "Hentet arkivpakke med brev")
        return arkivpakke.svar(pakke)


# ---- IMDi's queue
class Brevko(Imdiside, MedUttrekk, Liste):
    rettighet = Rettighet.BREVKO_SKRIV
    template_name = "imdinett/brev/ko.html"
    # What is searched for can be anything: it is not kept.
    lagres = ("utvalg", "kanal")
    listefil = uttrekk.BREVKO
    detaljside, detaljnokkel = "brevko_detalj", ("uuid",)
    # Not by recipient: who a private person is stands in the letter only. Its own order is by what needs a person.
    sortering = Sortering(
        {"forsendelse": ("tittel",), "kanal": ("kanal",), "forsok": ("forsok",), "tidspunkt": ("sist_tid",)}
    )

    @cached_property
    def filter(self) -> Kofilter:
        return Kofilter(self.request.GET)

    def get_queryset(self) -> Any:
        return self.filter.filtrer(kolister.ko_for(self.bruker))

    def filrader(self) -> Any:
        return skjerming.uten_skjermede(self.get_queryset())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        data = super().get_context_data(**kwargs)
        return data | {
            "title": _("Brevkø"),
            "filter": self.filter,
            "rader": [visning.korad(en) for en in data["page_obj"]],
            "utvalg": visning.utvalg(kolister.tell(self.bruker), self.request.GET.get("utvalg", "")),
            **visning.fremdrift_siste(self.bruker),
        }


class Fremdrift(Imdiside, TemplateView):
    """The bar over the queue, fetched again by htmx while something is on its way."""

    rettighet = Rettighet.BREVKO_SKRIV
    template_name = "imdinett/brev/_fremdrift.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, **visning.fremdrift_siste(self.bruker))


class _Korad(Imdiside):
    rettighet = Rettighet.BREVKO_SKRIV

    @cached_property
    def rad(self) -> Forsendelse:
        rader = Forsendelse.objects.synlig_i_brevko(self.bruker)
        return get_object_or_404(rader.select_related("kommune", "erstatter"), uuid=self.kwargs["uuid"])


class Kodetalj(_Korad, TemplateView):
    template_name = "imdinett/brev/kodetalj.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rad = self.rad
        return super().get_context_data(
            **kwargs,
            title=rad.tittel,
            rad=rad,
            merke=status.merke(rad),
            fakta=visning.fakta_imdi(rad),
            erstattet_av=getattr(rad, "erstattet_av", None),
            kan_arkiveres=arkivpakke.kan_arkiveres(rad),
            handlinger=[
                Lenke(str(en.knapp), naboer.videre(self.request, reverse("brevko_handling", args=[rad.uuid, kode])))
                for kode, en in HANDLINGER.items()
                if en.kan(rad)
            ],
            hendelser=hendelser.panel(rad, self.bruker),
        )


class Kohandling(_Korad, Skjemaside):
    """One act on one row: a page that says what will happen, and a button."""

    template_name = "imdinett/brev/handling.html"
    skjemaer: ClassVar[dict[str, type[Form]]] = {"kom-fram": KomFram}

    @cached_property
    def handling(self) -> Handling:
        try:
            return HANDLINGER[self.kwargs["handling"]]
        except KeyError:
            raise Http404 from None

    def get_form_class(self) -> type[Form]:
        return self.skjemaer.get(self.kwargs["handling"], Bekreft)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs,
            title=str(self.handling.knapp),
            rad=self.rad,
            rad_url=naboer.videre(self.request, reverse("brevko_detalj", args=[self.rad.uuid])),
            handling=self.handling,
            kan=self.handling.kan(self.rad),
        )

    def utfor(self, form: Form) -> str:
        ny = self.handling.utfor(bruker=self.bruker, pk=self.rad.pk, **form.cleaned_data)
        messages.success(self.request, str(self.handling.kvittering))
        if self.handling.utfor is behandling.skriv_ut:
            return reverse("brev_pdf", args=[ny.uuid])
        return naboer.videre(self.request, reverse("brevko_detalj", args=[ny.uuid]))
