"""IMDi's queue: what waits for IMDi first, the dialogue, the answer."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from imdinett.henvendelse import rules, services, uttrekk, visning
from imdinett.henvendelse.forms import Bekreft, Kofilter, Svarskjema
from imdinett.henvendelse.models import Henvendelse
from imdinett.henvendelse.states import Henvendelsestilstand
from imdinett.henvendelse.views import MedHenvendelse, MedVedlegg
from imdinett.tilgang import skjerming, tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.lister.rekkefolge import Sortering
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import BareImdi, Imdiside, Liste, Skjemaside


class LesesAvImdi(BareImdi):
    """Kommuner have the right to read too, on pages of their own (decision 11)."""

    rettighet = imdi_rettighet = Rettighet.HENVENDELSE_LES


class Ko(LesesAvImdi, MedUttrekk, Liste):
    """Oldest turn first; the chosen part of the queue is in the address."""

    grunnlag = Henvendelse.objects
    template_name = "imdinett/henvendelse/imdi_ko.html"
    lagres = ("utvalg",)
    listefil = uttrekk.HENVENDELSER
    detaljside, detaljnokkel = "imdi_henvendelse", ("nummer",)
    sortering = Sortering(
        {
            "nummer": ("nummer",),
            "kommune": ("kommune__sortering",),
            "status": ("tilstand",),
            "siden": ("tur_siden",),
            "ansvarlig": ("ansvarlig__navn",),
        }
    )

    @cached_property
    def filter(self) -> Kofilter:
        return Kofilter(self.request.GET)

    def filrader(self) -> QuerySet[Any]:
        return skjerming.uten_skjermede(self.get_queryset())

    def get_queryset(self) -> QuerySet[Any]:
        alle = Henvendelse.objects.synlig_for(self.bruker).select_related("kommune", "ansvarlig")
        alle = alle.order_by("tur_siden", "pk")
        match self.filter.valgt:
            case "mine":
                return alle.apne().filter(ansvarlig=self.bruker)
            case "kommunen":
                return alle.venter_kommune()
            case "lukket":
                return alle.lukket().order_by("-lukket_tid", "-pk")
        return alle.venter_imdi()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        data = super().get_context_data(**kwargs)
        return data | {
            "title": _("Henvendelser"),
            "rader": [visning.rad(en, "imdi_henvendelse") for en in data["page_obj"]],
            "faner": self.filter.faner(reverse("imdi_henvendelser")),
        }


class Henvendelsesside(LesesAvImdi, MedHenvendelse, MedVedlegg):
    """The dialogue and, while it is open, what support may see of the person; POST answers."""

    template_name = "imdinett/henvendelse/imdi_detalj.html"
    form_class = Svarskjema

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        tilgang.krev(rules.kan_behandle(self.bruker))
        return super().post(request, *args, **kwargs)

    def utfor(self, form: Svarskjema) -> str:  # type: ignore[override]
        vedlegg = self.ta_imot(form, self.henvendelse.kommune, Rettighet(self.henvendelse.rettighet))
        til = Henvendelsestilstand(form.cleaned_data["til"])
        services.svar_fra_imdi(
            bruker=self.bruker,
            henvendelse_id=self.henvendelse.pk,
            tekst=form.cleaned_data["tekst"],
            til=til,
            vedlegg=vedlegg,
        )
        messages.success(self.request, _("Svaret er sendt til kommunen."))
        return reverse("imdi_henvendelser")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        utdrag = self.utdrag()
        self.logg(utdrag)
        return super().get_context_data(
            **self.felles(utdrag),
            title=self.henvendelse.nummer,
            utdrag=utdrag if self.henvendelse.er_apen else None,
            kan_behandle=rules.kan_behandle(self.bruker) and self.henvendelse.er_apen,
            **kwargs,
        )


class Ta(Imdiside, MedHenvendelse, Skjemaside):
    rettighet = Rettighet.HENVENDELSE_BEHANDLE
    template_name = "imdinett/henvendelse/imdi_ta.html"
    form_class = Bekreft

    def utfor(self, form: Bekreft) -> str:
        services.ta_henvendelse(bruker=self.bruker, henvendelse_id=self.henvendelse.pk)
        messages.success(self.request, _("Henvendelsen er din."))
        return reverse("imdi_henvendelse", args=[self.henvendelse.nummer])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        avbryt = reverse("imdi_henvendelse", args=[self.henvendelse.nummer])
        return super().get_context_data(
            henvendelse=self.henvendelse, title=_("Ta henvendelsen"), avbryt_url=avbryt, **kwargs
        )
