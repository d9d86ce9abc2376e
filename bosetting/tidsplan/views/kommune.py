"""The kommune reads what IMDi asks, goes to its plan, and says when it is ready."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.innmelding.views.felles import Innmeldingsside
from bosetting.tidsplan import queries, rules, services
from bosetting.tidsplan.forms import Bekreftskjema
from bosetting.tidsplan.models import Tidsplansvar
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import hendelser, norsk
from imdinett.web.komponent import Lenke, Rad
from imdinett.web.views import Skjemaside


class Tidsplan(Innmeldingsside, Skjemaside):
    rettighet = Rettighet.INNMELDING_LES
    tittel = gettext_lazy("Tidsplan")
    template_name = "bosetting/tidsplan/tidsplan.html"
    form_class = Bekreftskjema

    def finn(self) -> None:
        rader = queries.med_siste(Tidsplansvar.objects.synlig_for(self.bruker))
        rader = rader.select_related("foresporsel", "kommune", "besvart_av")
        self.svar = get_object_or_404(rader, pk=self.kwargs["pk"], kommune=self.valgt)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        tilgang.krev(rules.kan_svare(self.bruker, self.valgt.pk))
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        foresporsel = self.svar.foresporsel
        meldt = queries.meldt_i_perioden(foresporsel, self.valgt).get(self.valgt.pk, 0)
        return super().get_context_data(
            svar=self.svar,
            rader=[
                Rad(_("Fra"), norsk.uke_med_dager(foresporsel.fra_mandag)),
                Rad(_("Til og med"), norsk.uke_med_dager(foresporsel.til_mandag)),
                Rad(_("Svarfrist"), norsk.dato(foresporsel.frist)),
                Rad(_("Meldt inn i perioden"), norsk.tall(meldt)),
            ],
            er_endret=queries.er_endret(self.svar),
            planer=self._planer(),
            kan_skrive=rules.kan_svare(self.bruker, self.valgt.pk),
            hendelser=hendelser.panel(self.svar, self.bruker),
            **kwargs,
        )

    def _planer(self) -> list[Lenke]:
        """The grids of the years in the period."""
        fra, til = (
            klokke.isouke(dag)[0] for dag in (self.svar.foresporsel.fra_mandag, self.svar.foresporsel.til_mandag)
        )
        return [
            Lenke(
                _("Meld inn plasser for %(aar)d") % {"aar": aar},
                reverse("antall_plasser", args=[self.valgt.nummer, aar]),
            )
            for aar in range(fra, til + 1)
        ]

    def utfor(self, form: Bekreftskjema) -> str:
        services.bekreft_plan(bruker=self.bruker, svar=self.svar)
        messages.success(self.request, _("IMDi ser at planen er klar. Du kan endre den når noe endrer seg."))
        return reverse("tidsplan", args=[self.valgt.nummer, self.svar.pk])
