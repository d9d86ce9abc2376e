"""The queue of avvik at IMDi: the oldest first, with an owner, and closed with words (W-06)."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person import queries, services, uttrekk
from bosetting.person.forms import Avviksfilter, Lukkskjema
from bosetting.person.models import Avvik, Sak
from bosetting.person.views.felles import Registrering
from imdinett.web.komponent import Lenke
from imdinett.web.lister.views import MedUttrekk
from imdinett.web.views import Skjemaside, Tekstside

PER_SIDE = 50


class Avvikskoen(Registrering, MedUttrekk, Tekstside):
    """Cases by number, never by name: no look to log but when they are taken out."""

    tittel = gettext_lazy("Avvik")
    template_name = "bosetting/person/avvik_ko.html"
    lagres = ("vis",)
    listefil = uttrekk.AVVIK

    @cached_property
    def filter(self) -> Avviksfilter:
        return Avviksfilter(self.request.GET)

    def filrader(self) -> QuerySet[Avvik]:
        rader = queries.avvik_i_ko(self.bruker, self.filter.valgt)
        return rader.filter(sak__in=Sak.objects.uten_skjermede())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        vis = self.filter.valgt
        side = Paginator(queries.avvik_i_ko(self.bruker, vis), PER_SIDE).get_page(self.request.GET.get("side"))
        rader = [(en, uttrekk.dager_siden(en)) for en in side]
        faner = self.filter.faner(reverse("imdi_avvik"))
        return super().get_context_data(side=side, rader=rader, vis=vis, faner=faner, **kwargs)


class _Ettavvik(Registrering):
    avvik: Avvik

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.avvik = get_object_or_404(queries.avvik_i_ko(self.bruker, "alle"), pk=self.kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)


class TaAvvik(_Ettavvik):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        services.ta_avvik(bruker=self.bruker, avvik_id=pk)
        messages.success(request, _("Du er ansvarlig for avviket i sak %(sak)s.") % {"sak": self.avvik.sak})
        return redirect("imdi_avvik")


class LukkAvvik(_Ettavvik, Skjemaside):
    tittel = gettext_lazy("Lukk avviket")
    form_class = Lukkskjema
    template_name = "bosetting/person/avvik_lukk.html"

    def sti(self) -> list[Lenke]:
        return [Lenke(_("Avvik"), reverse("imdi_avvik")), *super().sti()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(avvik=self.avvik, avbryt_url=reverse("imdi_avvik"), **kwargs)

    def utfor(self, form: Lukkskjema) -> str:
        services.lukk_avvik(bruker=self.bruker, avvik=self.avvik, grunn=form.cleaned_data["grunn"])
        messages.success(self.request, _("Avviket i sak %(sak)s er lukket.") % {"sak": self.avvik.sak})
        return reverse("imdi_avvik")
