"""The values of one criterion, read from a file after a dry run."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.anmodning.forms import Importbekreftelse
from bosetting.anmodning.kommunefil import MAKS_BYTE
from bosetting.anmodning.modell import verdifil
from bosetting.anmodning.modell.forms import Verdifilskjema
from bosetting.anmodning.modell.models import Rundekriterium
from bosetting.anmodning.modell.services import verdier as services
from bosetting.anmodning.modell.states import Verdikilde
from bosetting.anmodning.modell.views.side import Modellunderside
from bosetting.anmodning.views.enrunde import adresse
from bosetting.anmodning.views.proving import Bekreftside, pakk, pakk_ut
from imdinett.opplasting.services import krev_ren
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.views import Skjemaside


class Ettkriterium(Modellunderside, Skjemaside):
    """The criterion in the address, one whose values come from a file."""

    rettighet = Rettighet.ANMODNING_SKRIV
    kriterium: Rundekriterium

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        kriterier = Rundekriterium.objects.filter(kilde=Verdikilde.FIL, kode=kwargs["kode"]).select_related("runde")
        self.kriterium = get_object_or_404(kriterier, runde__aar=kwargs["aar"], runde__versjon=kwargs["versjon"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def undertittel(self) -> str:  # type: ignore[override]
        return _("Les inn verdier: %(kriterium)s") % {"kriterium": self.kriterium}


class Verdiside(Ettkriterium):
    """The dry run: which values the file has, and which rows are refused. Nothing is stored here."""

    form_class = Verdifilskjema
    engangs = False
    template_name = "bosetting/anmodning/modell/verdier.html"

    def utfor(self, form: Verdifilskjema) -> HttpResponse:
        fil = form.cleaned_data["fil"]
        innhold = verdifil.les(krev_ren(fil.read(MAKS_BYTE + 1), felt="fil"), fil.name)
        rader = [[rad.kommune.pk, str(rad.verdi)] for rad in innhold.rader]
        bekreft = Importbekreftelse(initial={"rader": pakk(_salt(self.kriterium), [fil.name, rader])})
        bekreft.engangsnokkel = str(uuid4())
        kontekst = self.get_context_data(form=form, prove=innhold, bekreft=bekreft, filnavn=fil.name)
        return self.render_to_response(kontekst)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        args = [self.runde.aar, self.runde.versjon, self.kriterium.kode]
        return super().get_context_data(
            kriterium=self.kriterium,
            har_verdier=self.kriterium.verdier.count(),
            lagre_url=reverse("anmodningsmodell_verdier_lagre", args=args),
            **kwargs,
        )


class Verdibekreft(Bekreftside, Ettkriterium):
    """The values come back signed, so they are those that were shown."""

    def velg_fil(self) -> str:
        args = [self.runde.aar, self.runde.versjon, self.kriterium.kode]
        return reverse("anmodningsmodell_verdier", args=args)

    def utfor(self, form: Importbekreftelse) -> str:
        filnavn, rader = pakk_ut(_salt(self.kriterium), form.cleaned_data["rader"])
        verdier = {pk: Decimal(verdi) for pk, verdi in rader}
        antall = services.importer_verdier(
            bruker=self.bruker, kriterium=self.kriterium, verdier=verdier, filnavn=filnavn
        )
        tekst = ngettext("%(n)d verdi er lest inn.", "%(n)d verdier er lest inn.", antall)
        messages.success(self.request, tekst % {"n": antall})
        return adresse("anmodningsmodell", self.runde)


def _salt(kriterium: Rundekriterium) -> str:
    return f"anmodning-verdier-{kriterium.pk}"
