"""Mottak's dates: who of the residents has moved into the kommune, and when (B-043–B-046, W-03)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.bosatt import queries, services
from bosetting.bosatt.forms import Husstandsskjema
from bosetting.bosatt.models import Kilde
from bosetting.bosatt.views import Husstandsskjemaside, registrert_tekst
from bosetting.person.models import Sak
from bosetting.person.views.mottak import Enhetsside
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke


class Flyttedatoer(Enhetsside, Husstandsskjemaside):
    """One date on top, one field per resident of the household. Who lives elsewhere, or has moved out, is not here."""

    rettighet = Rettighet.FLYTTEDATO_SKRIV
    tittel = gettext_lazy("Flyttedato")
    del_av = "flyttedato"
    formaal = gettext_lazy("Registrering av flyttedato for egne beboere")
    template_name = "bosetting/bosatt/mottak/flyttedato.html"
    saker: list[Sak]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.saker = queries.husstand_i_mottak(self.bruker, kwargs["uuid"])
        if not self.saker:
            raise Http404
        self.status = queries.mottaksstatus(self.saker)
        return super().dispatch(request, *args, **kwargs)

    def viste(self) -> list[Sak]:
        return self.saker

    def sti(self) -> list[Lenke]:
        return [Lenke(_("Beboere"), reverse("beboere")), Lenke(str(self.tittel))]

    def get_form_kwargs(self) -> dict[str, Any]:
        registrert = queries.meldt_fra_mottak(self.bruker, self.kwargs["uuid"])
        return {**super().get_form_kwargs(), "apne": self.status.apne, "registrert": registrert}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            status=self.status, enhet=self.saker[0].mottak, avbryt_url=reverse("beboere"), **kwargs
        )

    def utfor(self, form: Husstandsskjema) -> str:
        nye = services.registrer_for_husstand(bruker=self.bruker, datoer=form.datoer, kilde=Kilde.MOTTAK)
        messages.success(self.request, registrert_tekst(len(nye)))
        return f"{reverse('beboere')}?steg=ferdig"
