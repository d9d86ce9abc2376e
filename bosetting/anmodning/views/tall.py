"""The numbers of a draft: typed in a table that keeps what is typed, or read from a file after a dry run."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy, ngettext

from bosetting.anmodning import queries, rundevisning, tallfil
from bosetting.anmodning.forms import Importbekreftelse, Importskjema, Tallfilter, Tallrad, Talltabell
from bosetting.anmodning.kommunefil import MAKS_BYTE
from bosetting.anmodning.models import Anmodningsrunde
from bosetting.anmodning.rules import Tall
from bosetting.anmodning.services import runde as services
from bosetting.anmodning.services.runde import Tallkollisjon
from bosetting.anmodning.views.enrunde import Enrunde, adresse
from bosetting.anmodning.views.proving import Bekreftside, pakk, pakk_ut
from imdinett.opplasting.services import krev_ren
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.views import Skjemaside, Tekstside

RADER_PER_SIDE = 50


class Tallside(Enrunde, Tekstside):
    """Fifty kommuner at a time. Every button saves first, so turning the page loses nothing."""

    rettighet = Rettighet.ANMODNING_SKRIV
    undertittel = gettext_lazy("Tall for kommunene")
    template_name = "bosetting/anmodning/runde/tall.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        side = self._side()
        tabell = Talltabell(_rad(en) for en in side.object_list)
        return self.render_to_response(self.get_context_data(side=side, form=tabell))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sendt = set(request.POST.getlist("kommune"))
        alle = queries.tallkommuner(self.runde)
        tabell = Talltabell(_rad(en, request.POST) for en in alle if str(en.kommune.pk) in sendt)
        if not tabell.is_valid():
            return self._avvis(tabell, 422)
        try:
            with transaction.atomic():
                antall = services.lagre_tall(bruker=self.bruker, runde=self.runde, tall=tabell.endret())
        except Tallkollisjon as feil:
            tabell.meld_kollisjon(feil.endret)
            return self._avvis(tabell, 409)
        if antall:
            tekst = ngettext("Tallet for %(n)d kommune er lagret.", "Tallene for %(n)d kommuner er lagret.", antall)
            messages.success(request, tekst % {"n": antall})
        return redirect(self._videre())

    def _avvis(self, tabell: Talltabell, status: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data(side=self._side(), form=tabell), status=status)

    def _filter(self) -> Tallfilter:
        return Tallfilter(self.request.GET or None)

    def _side(self) -> Page[queries.Tallkommune]:
        filter_ = self._filter()
        rader = [en for en in queries.tallkommuner(self.runde) if filter_.slipper_gjennom(en)]
        return Paginator(rader, RADER_PER_SIDE).get_page(self.request.GET.get("side"))

    def _videre(self) -> str:
        """Where the pressed button leads: another page, another filter, or back to the round."""
        gaa = self.request.POST.get("gaa", "")
        if gaa == "runden":
            return adresse("anmodningsrunde", self.runde)
        spor = self.request.GET.copy()
        if gaa == "filter":
            spor = Tallfilter.fra_skjema(self.request.POST)
        elif gaa.isascii() and gaa.isdigit():
            spor["side"] = gaa
        hale = f"?{spor.urlencode()}" if spor else ""
        return adresse("anmodningsrunde_tall", self.runde) + hale

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            filter=self._filter(),
            sum=queries.rundesum(self.runde),
            forrige_aar=queries.forrige_aar(self.runde),
            **kwargs,
        )


def _rad(en: queries.Tallkommune, data: Any = None) -> Tallrad:
    verdier: dict[str, Any] = {"sett": services.som_sett(en.rad)}
    if en.rad:
        verdier |= {"antall": en.rad.antall, "herav_em": en.rad.herav_em, "begrunnelse": en.rad.begrunnelse}
    return Tallrad(data, kommune=en.kommune, forrige=en.forrige, initial=verdier)


class Importside(Enrunde, Skjemaside):
    """The dry run: what the file would change, and which rows are refused. Nothing is stored here."""

    rettighet = Rettighet.ANMODNING_SKRIV
    form_class = Importskjema
    engangs = False
    undertittel = gettext_lazy("Les inn tall fra fil")
    template_name = "bosetting/anmodning/runde/import.html"

    def utfor(self, form: Importskjema) -> HttpResponse:
        fil = form.cleaned_data["fil"]
        innhold = tallfil.les(krev_ren(fil.read(MAKS_BYTE + 1), felt="fil"), fil.name)
        tall = (rad.tall for rad in innhold.rader)
        rader = [[ett.kommune_id, ett.antall, ett.herav_em, ett.begrunnelse] for ett in tall]
        bekreft = Importbekreftelse(initial={"rader": pakk(_salt(self.runde), rader)})
        bekreft.engangsnokkel = str(uuid4())
        prove = rundevisning.prove(self.runde, innhold)
        kontekst = self.get_context_data(form=form, prove=prove, bekreft=bekreft, filnavn=fil.name)
        return self.render_to_response(kontekst)


class Importbekreft(Enrunde, Bekreftside):
    """The rows come back signed, so they are those that were shown."""

    rettighet = Rettighet.ANMODNING_SKRIV

    def velg_fil(self) -> str:
        return adresse("anmodningsrunde_import", self.runde)

    def utfor(self, form: Importbekreftelse) -> str:
        rader = pakk_ut(_salt(self.runde), form.cleaned_data["rader"])
        tall = [Tall(kommune_id=k, antall=a, herav_em=em, begrunnelse=b) for k, a, em, b in rader]
        antall = services.importer_tall(bruker=self.bruker, runde=self.runde, tall=tall)
        tekst = ngettext("Tallet for %(n)d kommune er lest inn.", "Tallene for %(n)d kommuner er lest inn.", antall)
        messages.success(self.request, tekst % {"n": antall})
        return adresse("anmodningsrunde", self.runde)


def _salt(runde: Anmodningsrunde) -> str:
    return f"anmodning-import-{runde.pk}"
