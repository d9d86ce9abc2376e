"""IMDi's messages: write one, take one down."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from imdinett.forvaltning.forms.imdi import Meldingskjema
from imdinett.forvaltning.forms.profil import Tomtskjema
from imdinett.forvaltning.models import Melding
from imdinett.forvaltning.services.meldinger import avslutt_melding, publiser_melding
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.views import Imdiside, Skjemaside

LISTE = "admin:imdinett_melding_changelist"


class _Melding(Imdiside, Skjemaside):
    rettighet = Rettighet.MELDING_SKRIV
    template_name = "imdinett/forvaltning/imdi_skjema.html"

    def kontekst(self, tittel: str, knapp: str, forklaring: str) -> dict[str, Any]:
        sti = [Lenke(_("Arbeidsflate"), reverse("admin:index")), Lenke(_("Meldinger"), reverse(LISTE)), Lenke(tittel)]
        return {
            "tittel": tittel,
            "knapp": knapp,
            "forklaring": forklaring,
            "ramme": "admin/base_site.html",
            "avbryt_url": reverse(LISTE),
            "brodsmuler": sti,
        }


class NyMelding(_Melding):
    form_class = Meldingskjema

    def get_initial(self) -> dict[str, Any]:
        return {
            "slag": Melding.Slag.INFO,
            "sted": Melding.Sted.FORSIDEN,
            "maalgruppe": Melding.Maalgruppe.ALLE,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        forklaring = _("Meldingen vises på siden du velger, i perioden. Skriv begge målformer.")
        return super().get_context_data(**self.kontekst(_("Ny melding"), _("Publiser meldingen"), forklaring), **kwargs)

    def utfor(self, form: Any) -> str:
        publiser_melding(bruker=self.bruker, innhold=form.innhold())
        messages.success(self.request, _("Meldingen er publisert."))
        return reverse(LISTE)


class AvsluttMelding(_Melding):
    form_class = Tomtskjema
    melding: Melding

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.melding = get_object_or_404(Melding.objects.order_by(), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        forklaring = _("«%(tittel)s» vises ikke lenger.") % {"tittel": self.melding}
        return super().get_context_data(
            **self.kontekst(_("Ta ned meldingen"), _("Ta ned meldingen"), forklaring), **kwargs
        )

    def utfor(self, form: Any) -> str:
        avslutt_melding(bruker=self.bruker, melding=self.melding)
        messages.success(self.request, _("Meldingen er tatt ned."))
        return reverse(LISTE)
