"""The page where the log reader makes a person's own copy, and the files (security.md §8, GDPR art. 15)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from bosetting.innsynskopi import rules, services, visning
from bosetting.innsynskopi.forms import Kopiskjema
from bosetting.innsynskopi.models import Innsynskopi
from imdinett.kjerne.feil import Kollisjon
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import nedlasting
from imdinett.web.views import Imdiside, Side, Skjemaside


class _Kopiside(Side):
    """The kommune's administrator has the right in the own kommune, and no copy to make."""

    rettighet = Rettighet.INNSYNSLOGG_LES

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        tilgang.krev(rules.kan_lage(self.bruker))
        return super().dispatch(request, *args, **kwargs)


class Innsynskopier(_Kopiside, Imdiside, Skjemaside):
    form_class = Kopiskjema
    template_name = "bosetting/innsynskopi/kopier.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        egne = Innsynskopi.objects.all().synlig_for(self.bruker).uten_innhold().select_related("sak")
        return super().get_context_data(title=_("Innsyn for personen selv"), kopier=egne, **kwargs)

    def utfor(self, form: Kopiskjema) -> str:
        kopi = services.lag_innsynskopi(bruker=self.bruker, **form.cleaned_data)
        messages.success(self.request, _("Kopien for sak %(sak)s er laget.") % {"sak": kopi.sak.nummer})
        return reverse("innsynskopi")


class _Kopifil(_Kopiside):
    @cached_property
    def kopi(self) -> Innsynskopi:
        egne = Innsynskopi.objects.all().synlig_for(self.bruker).select_related("sak__person")
        return get_object_or_404(egne, uuid=self.kwargs["uuid"])

    def vedlegg(self, endelse: str) -> dict[str, str]:
        return nedlasting.hode(f"innsyn-sak-{self.kopi.sak.nummer}.{endelse}")


class KopiPdf(_Kopifil):
    def get(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        if self.kopi.pdf is None:
            raise Kollisjon("uten_pdf", _("PDF-en er ikke laget ennå. Prøv igjen om et minutt."))
        pdf = bytes(self.kopi.pdf)
        services.apne(bruker=self.bruker, kopi=self.kopi)
        return HttpResponse(pdf, content_type="application/pdf", headers=self.vedlegg("pdf"))


class KopiJson(_Kopifil):
    def get(self, request: HttpRequest, uuid: UUID) -> HttpResponse:
        kopi = self.kopi
        services.apne(bruker=self.bruker, kopi=kopi)
        with translation.override(kopi.sprak):
            innhold = visning.som_data(kopi)
        return JsonResponse(innhold, json_dumps_params={"ensure_ascii": False}, headers=self.vedlegg("json"))
