"""W-09: the kommune's weekly plan as a grid. Every button works without script; one check page stores it all."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bosetting.innmelding import planvisning, rules
from bosetting.innmelding.planskjema import Fyllskjema, Limskjema, Planskjema, fylttekst, utfylt
from bosetting.innmelding.queries import plan
from bosetting.innmelding.services.plan import Plankollisjon, endre_plan
from bosetting.innmelding.slag import SLAG
from bosetting.innmelding.views.felles import Innmeldingsside
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import eksport
from imdinett.web.komponent import Fane
from imdinett.web.skjema import Skjema
from imdinett.web.views import Skjemaside

AAR_TILBAKE = 1


class Antallplasser(Innmeldingsside, Skjemaside):
    """One year, one row per week. Reading is open to all who read innmeldinger; every button needs skriv."""

    rettighet = Rettighet.INNMELDING_LES
    tittel = gettext_lazy("Antall plasser")
    template_name = "bosetting/innmelding/plan.html"
    form_class = Planskjema

    def finn(self) -> None:
        aarene = rules.plan_aar()
        self.aarene = range(aarene[0] - AAR_TILBAKE, aarene[-1] + 1)
        if self.kwargs["aar"] not in self.aarene:
            raise Http404
        self.plan = plan(self.valgt, self.kwargs["aar"], self.bruker)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        if "format" in request.GET:
            return planvisning.fil(self.plan, self.valgt, self.bruker, request.GET["format"])
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tilgang.krev(rules.kan_melde_inn(self.bruker, self.valgt.pk))
        handling = request.POST.get("handling")
        if handling == "send":
            return super().post(request, *args, **kwargs)
        if handling == "fyll":
            return self._fyll(Fyllskjema(request.POST, plan=self.plan))
        if handling == "lim":
            return self._fyll(Limskjema(request.POST, plan=self.plan))
        if handling == "endre":
            return self._vis(skjema=utfylt(self.plan, request.POST.dict()))
        return self._se_over(self.get_form())

    def _fyll(self, form: Fyllskjema | Limskjema) -> HttpResponse:
        """Fill the fields, keep what else is typed, store nothing."""
        data = self.request.POST.dict()
        if not form.is_valid():
            return self._vis(422, form=form, skjema=utfylt(self.plan, data), **{**self._verktoy(), _navn(form): form})
        nye = form.uker()
        return self._vis(skjema=utfylt(self.plan, data, nye), fylt=fylttekst(len(nye)))

    def _se_over(self, form: Planskjema) -> HttpResponse:
        if form.is_valid() and not (endringer := form.endringer()):
            form.add_error(None, _("Du har ikke endret noen uker."))
        if not form.is_valid():
            return self.form_invalid(form)
        kontekst = self.get_context_data(form=form, skjema=form, endringer=endringer)
        return render(self.request, "bosetting/innmelding/plan_se_over.html", kontekst)

    def form_valid(self, form: Planskjema) -> HttpResponse:
        try:
            return super().form_valid(form)
        except Plankollisjon as feil:
            self.plan = form.plan = plan(self.valgt, self.plan.aar, self.bruker)
            form.meld_kollisjon(feil.uker)
            return self._vis(409, form=form, skjema=form, **self._verktoy())

    def utfor(self, form: Planskjema) -> str:
        antall = endre_plan(bruker=self.bruker, kommune=self.valgt, svar=form.svar())
        tekst = ngettext("Planen er endret for %(n)d uke.", "Planen er endret for %(n)d uker.", antall)
        messages.success(self.request, tekst % {"n": antall})
        return self.adresse()

    def form_invalid(self, form: Planskjema) -> HttpResponse:
        return self._vis(422, form=form, skjema=form, **self._verktoy())

    def _verktoy(self) -> dict[str, Skjema]:
        """What is typed to fill many weeks stays when something else on the page is wrong."""
        skrevet = self.request.POST.dict()
        return {
            "fyll": Fyllskjema(plan=self.plan, initial=skrevet),
            "lim": Limskjema(plan=self.plan, initial=skrevet),
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "plan": self.plan}

    def _vis(self, status: int = 200, *, form: Any = None, **kontekst: Any) -> HttpResponse:
        """`form` is the one whose errors stand on top; without it nothing was wrong."""
        return self.render_to_response(self.get_context_data(form=form, **kontekst), status=status)

    def adresse(self, aar: int | None = None) -> str:
        return reverse("antall_plasser", args=[self.valgt.nummer, aar or self.plan.aar])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        skjema = kwargs.get("skjema") or kwargs.get("form") or self.get_form()
        kan_skrive = rules.kan_melde_inn(self.bruker, self.valgt.pk) and bool(self.plan.aapne)
        kontekst = {
            "form": None,
            "fyll": Fyllskjema(plan=self.plan),
            "lim": Limskjema(plan=self.plan),
            **kwargs,
            "skjema": skjema,
            "plan": self.plan,
            "rader": skjema.rader(),
            "kan_skrive": kan_skrive,
            "nokkeltall": planvisning.nokkeltall(self.plan),
            "diagram": planvisning.diagram(self.plan),
            "faner": [Fane(str(aar), self.adresse(aar), aktiv=aar == self.plan.aar) for aar in self.aarene],
            "historikk_url": self.oversikt(SLAG["antall-plasser"]),
            "lenker": eksport.lenker(""),
            "adresse": self.adresse(),
        }
        return super().get_context_data(**kontekst)


def _navn(form: Skjema) -> str:
    return "fyll" if isinstance(form, Fyllskjema) else "lim"
