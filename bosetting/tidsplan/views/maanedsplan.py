"""W-07: IMDi tells how many it expects to be søkt ut, month by month. The kommuner read it on the page of the queue."""

from typing import Any

from django.contrib import messages
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from bosetting.tidsplan import rules, services
from bosetting.tidsplan.forms import Maanedsskjema
from bosetting.tidsplan.models import Maanedsplan
from bosetting.tidsplan.views.imdi import Imdileser
from imdinett.kjerne import klokke
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke
from imdinett.web.views import Skjemaside, Tekstside


class Maanedsplaner(Imdileser, Tekstside):
    """The months to come, and those that have passed below."""

    rettighet = Rettighet.IMDI_ADMIN
    template_name = "bosetting/tidsplan/imdi/maanedsplan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel = _("IMDis plan måned for måned")
        return super().get_context_data(
            title=tittel,
            brodsmuler=self.brodsmuler(Lenke(tittel)),
            rader=list(Maanedsplan.objects.synlig_for(self.bruker).select_related("endret_av").order_by("maaned")),
            denne=klokke.today().replace(day=1),
            kan_skrive=rules.kan_legge_plan(self.bruker),
            **kwargs,
        )


class EndreMaaned(Imdileser, Skjemaside):
    """One month, new or changed; the month in the address is filled in with what it is now."""

    rettighet = Rettighet.ANMODNING_SKRIV
    template_name = "bosetting/tidsplan/imdi/maanedsplan_endre.html"
    form_class = Maanedsskjema

    def get_initial(self) -> dict[str, Any]:
        try:
            maaned = parse_date(self.request.GET.get("maaned", ""))
        except ValueError:
            maaned = None
        rad = Maanedsplan.objects.synlig_for(self.bruker).filter(maaned=maaned).first() if maaned else None
        if rad is None:
            return {"maaned": maaned.isoformat() if maaned else ""}
        return {"maaned": rad.maaned.isoformat(), "antall": rad.antall, "merknad": rad.merknad}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tittel, oversikt = _("Endre planen for en måned"), reverse("imdi_maanedsplan")
        return super().get_context_data(
            title=tittel,
            brodsmuler=self.brodsmuler(Lenke(_("IMDis plan måned for måned"), oversikt), Lenke(tittel)),
            avbryt_url=oversikt,
            **kwargs,
        )

    def utfor(self, form: Maanedsskjema) -> str:
        rad = services.sett_maanedsplan(bruker=self.bruker, ny=form.ny())
        messages.success(self.request, _("Planen for %(maaned)s er lagret. Kommunene ser den nå.") % {"maaned": rad})
        return reverse("imdi_maanedsplan")
