"""IMDi's pages on a round: what all letters share, the check page, the sending."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bosetting.anmodning import queries, rundevisning
from bosetting.anmodning.forms import Rundeskjema, Sendeskjema
from bosetting.anmodning.services import runde as services
from bosetting.anmodning.states import Rundetype
from bosetting.anmodning.views.enrunde import Enrunde, adresse
from imdinett.brev.queries import fremdrift
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import hendelser
from imdinett.web.komponent import Lenke
from imdinett.web.views import Imdiside, Skjemaside, Tekstside


class NyRunde(Imdiside, Skjemaside):
    rettighet = Rettighet.ANMODNING_SKRIV
    form_class = Rundeskjema
    template_name = "bosetting/anmodning/runde/skjema.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel, oversikt = _("Ny anmodningsrunde"), reverse("anmodningsrunder")
        sti = [Lenke(_("Arbeidsflate"), reverse("admin:index")), Lenke(_("Anmodning"), oversikt), Lenke(tittel)]
        return super().get_context_data(title=tittel, brodsmuler=sti, avbryt_url=oversikt, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"aar": self.request.GET.get("aar"), "type": self.request.GET.get("type", Rundetype.ORDINAR)}

    def utfor(self, form: Rundeskjema) -> str:
        runde = services.opprett_runde(
            bruker=self.bruker,
            aar=form.cleaned_data["aar"],
            type=Rundetype(form.cleaned_data["type"]),
            innhold=form.innhold(),
        )
        return adresse("anmodningsrunde_tall", runde)


class Rundeside(Enrunde, Tekstside):
    """The round whole: its sum beside the need, its numbers, its letters, its events."""

    rettighet = Rettighet.IMDI_ADMIN
    krever_utkast = False
    template_name = "bosetting/anmodning/runde/runde.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            merker=[rundevisning.merke(self.runde)],
            fakta=rundevisning.fakta(self.runde),
            sum=queries.rundesum(self.runde),
            mangler=len(queries.uten_tall(self.runde)) if self.er_utkast else 0,
            advarsler=rundevisning.advarsler(self.runde),
            rader=rundevisning.tabell(self.runde),
            hendelser=hendelser.panel(self.runde, self.bruker),
            **kwargs,
        )


class EndreRunde(Enrunde, Skjemaside):
    rettighet = Rettighet.ANMODNING_SKRIV
    form_class = Rundeskjema
    undertittel = gettext_lazy("Endre runden")
    template_name = "bosetting/anmodning/runde/skjema.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "runde": self.runde}

    def get_initial(self) -> dict[str, Any]:
        return Rundeskjema.verdier(self.runde)

    def utfor(self, form: Rundeskjema) -> str:
        services.endre_runde(
            bruker=self.bruker,
            runde=self.runde,
            endret_nr=form.cleaned_data["endret_nr"] or 0,
            innhold=form.innhold(),
        )
        return adresse("anmodningsrunde", self.runde)


class RestenNull(Enrunde, Skjemaside):
    """Those without a number are not asked, and get a letter that says so (decision 25)."""

    rettighet = Rettighet.ANMODNING_SKRIV
    form_class = forms.Form
    undertittel = gettext_lazy("Sett 0 for resten")
    template_name = "bosetting/anmodning/runde/resten.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(kommuner=queries.uten_tall(self.runde), **kwargs)

    def utfor(self, form: forms.Form) -> str:
        antall = services.sett_resten_til_null(bruker=self.bruker, runde=self.runde)
        tekst = ngettext("%(n)d kommune har fått tallet 0.", "%(n)d kommuner har fått tallet 0.", antall)
        messages.success(self.request, tekst % {"n": antall})
        return adresse("anmodningsrunde", self.runde)


class SeOverRunde(Enrunde, Skjemaside):
    """The check page: frozen numbers, the sum, what is unusual; then one letter per kommune."""

    rettighet = Rettighet.ANMODNING_SKRIV
    form_class = Sendeskjema
    undertittel = gettext_lazy("Se over og send")
    template_name = "bosetting/anmodning/runde/se_over.html"

    def get_initial(self) -> dict[str, Any]:
        return {"endret_nr": self.runde.endret_nr}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rader = rundevisning.tabell(self.runde)
        return super().get_context_data(
            fakta=rundevisning.fakta(self.runde),
            sum=queries.rundesum(self.runde),
            mangler=queries.uten_tall(self.runde),
            advarsler=rundevisning.advarsler(self.runde),
            rader=rader,
            antall_brev=sum(not queries.er_lik(rad.anmodning, rad.forrige) for rad in rader),
            antall_like=sum(queries.er_lik(rad.anmodning, rad.forrige) for rad in rader),
            **kwargs,
        )

    def utfor(self, form: Sendeskjema) -> str:
        services.send_runde(bruker=self.bruker, runde=self.runde, endret_nr=form.cleaned_data["endret_nr"])
        return adresse("anmodningsrunde_fremdrift", self.runde)


class Fremdrift(Enrunde, Tekstside):
    """How many letters SvarUT has accepted. The page asks again by itself until all are settled."""

    rettighet = Rettighet.IMDI_ADMIN
    krever_utkast = False
    undertittel = gettext_lazy("Utsending")
    template_name = "bosetting/anmodning/runde/fremdrift.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.er_utkast:
            return redirect(adresse("anmodningsrunde", self.runde))
        return super().get(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        bit_ = getattr(self.request, "htmx", False)
        return ["komponenter/fremdrift.html"] if bit_ else [self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        brev = fremdrift("anmodning", self.runde.anmodninger.values_list("pk", flat=True))
        return super().get_context_data(
            brev=brev,
            ferdig=brev.ferdig,
            totalt=brev.totalt,
            feilet=brev.feilet,
            tekst=_("Brev til kommunene"),
            url=adresse("anmodningsrunde_fremdrift", self.runde),
            **kwargs,
        )
