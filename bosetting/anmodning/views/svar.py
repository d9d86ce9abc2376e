"""IMDi's overview of a year: who has answered, who has not, who is late; and the purring."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.anmodning import queries, rules, svarvisning
from bosetting.anmodning.forms import Purreskjema, Svarfilter
from bosetting.anmodning.services import runde as services
from bosetting.anmodning.views.enrunde import Imdileser
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.views import Skjemaside, Tekstside


class Aarsliste(Imdileser, Tekstside):
    """Every round, newest year first."""

    rettighet = Rettighet.IMDI_ADMIN
    template_name = "bosetting/anmodning/runde/liste.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel = _("Anmodning")
        return super().get_context_data(
            title=tittel,
            brodsmuler=[Lenke(_("Arbeidsflate"), reverse("admin:index")), Lenke(tittel)],
            rader=svarvisning.rundeliste(),
            kan_skrive=rules.kan_lage_runde(self.bruker),
            **kwargs,
        )


class _Aarside(Imdileser):
    @property
    def aar(self) -> int:
        aar: int = self.kwargs["aar"]
        return aar

    def sti(self, *siste: Lenke) -> list[Lenke]:
        return [
            Lenke(_("Arbeidsflate"), reverse("admin:index")),
            Lenke(_("Anmodning"), reverse("anmodningsrunder")),
            Lenke(_("Svar for %(aar)d") % {"aar": self.aar}, reverse("anmodningssvar", args=[self.aar])),
            *siste,
        ]


class Svaroversikt(_Aarside, Tekstside):
    rettighet = Rettighet.IMDI_ADMIN
    template_name = "bosetting/anmodning/runde/svar.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        alle = queries.svarene(self.aar)
        if not alle:
            raise Http404
        filter_ = Svarfilter(self.request.GET or None, fylker=svarvisning.fylker(alle))
        return super().get_context_data(
            title=_("Svar på anmodningen for %(aar)d") % {"aar": self.aar},
            brodsmuler=self.sti(),
            tall=svarvisning.nokkeltall(alle),
            filter=filter_,
            rader=[svarvisning.rad(svar) for svar in alle if filter_.slipper_gjennom(svar)],
            alle_valgt=self.request.GET.get("velg") == "alle",
            kan_skrive=rules.kan_lage_runde(self.bruker),
            **kwargs,
        )


class Purreside(_Aarside, Skjemaside):
    """First the check page with exactly the chosen ids; then, confirmed, the e-mails (decision 25)."""

    rettighet = Rettighet.ANMODNING_SKRIV
    form_class = Purreskjema
    http_method_names = ["post"]
    template_name = "bosetting/anmodning/runde/purring.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "aar": self.aar}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel = _("Purr kommunene")
        return super().get_context_data(title=tittel, brodsmuler=self.sti(Lenke(tittel)), aar=self.aar, **kwargs)

    def form_invalid(self, form: Purreskjema) -> HttpResponse:
        """Nothing chosen is said where the choosing is done."""
        messages.error(self.request, " ".join(str(feil) for feil in form.errors.get("anmodning", ())))
        return redirect("anmodningssvar", self.aar)

    def form_valid(self, form: Purreskjema) -> HttpResponse:
        if "bekreft" in self.request.POST:
            return super().form_valid(form)
        utvalg = svarvisning.purreutvalg(form.cleaned_data["anmodning"])
        return self.render_to_response(self.get_context_data(form=form, utvalg=utvalg))

    def utfor(self, form: Purreskjema) -> str:
        purret = services.purr(bruker=self.bruker, anmodninger=list(form.cleaned_data["anmodning"]))
        tekst = ngettext("Purring er sendt til %(n)d kommune.", "Purring er sendt til %(n)d kommuner.", len(purret))
        messages.success(self.request, tekst % {"n": len(purret)})
        return reverse("anmodningssvar", args=[self.aar])
