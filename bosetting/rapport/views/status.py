"""W-07: when persons may come to the kommune, why they have not, and what IMDi plans. Reading only."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from bosetting.innmelding.rules import plan_aar
from bosetting.innmelding.views.felles import Innmeldingsside
from bosetting.rapport.queries.ko import Grunnlag, Ko, Koplass, ko_for
from bosetting.tidsplan.models import Maanedsplan
from imdinett.forvaltning.models import Melding
from imdinett.forvaltning.queries import meldinger
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk
from imdinett.web.komponent import Nokkeltall, Rad
from imdinett.web.views import Tekstside


@dataclass(frozen=True)
class Korad:
    """A week in the table, in words."""

    plass: Koplass
    foran: str
    samme_uke: str
    nummer: str
    ventet: str


class Status(Innmeldingsside, Tekstside):
    """The same page for those who read and those who write in the kommune; IMDi sees what the kommune sees."""

    rettighet = Rettighet.INNMELDING_LES
    tittel = gettext_lazy("Når kommer flyktningene?")
    hjelpetema = "nar-kommer-flyktningene"
    template_name = "bosetting/rapport/status.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ko, i_dag = ko_for(self.valgt), klokke.today()
        aar, _uke = klokke.isouke(i_dag)
        return super().get_context_data(
            meldinger=meldinger(Melding.Sted.STATUS, imdi=tilgang.er_imdi(self.bruker), sprak=get_language() or "nb"),
            tall=figures(ko),
            rader=[row(en, ko.grunnlag) for en in ko.uker],
            usikkert_fra=uncertain_from(ko),
            grunnlag=facts(ko.grunnlag),
            uker=ko.grunnlag.uker,
            plan=list(Maanedsplan.objects.synlig_for(self.bruker).fra(i_dag).order_by("maaned")),
            plan_url=reverse("antall_plasser", args=[self.valgt.nummer, aar]),
            **kwargs,
        )


def figures(ko: Ko) -> list[Nokkeltall]:
    return [
        Nokkeltall(norsk.tall(ko.ledig), _("ledige plasser dere har meldt inn")),
        Nokkeltall(norsk.tall(ko.grunnlag.klare), _("personer i landet er bosettingsklare nå")),
        Nokkeltall(_pace(ko.grunnlag), _("søkt ut i uken i hele landet")),
    ]


def facts(tall: Grunnlag) -> list[Rad]:
    """The inputs of the estimate."""
    return [
        Rad(_("Bosettingsklare i hele landet nå"), norsk.tall(tall.klare)),
        Rad(
            ngettext("Søkt ut den siste uken", "Søkt ut de siste %(n)d ukene", tall.uker) % {"n": tall.uker},
            _("%(antall)s (%(dager)s)")
            % {"antall": norsk.tall(tall.sokt_ut), "dager": norsk.periode(tall.fra, tall.til)},
        ),
        Rad(_("Søkt ut i en gjennomsnittlig uke"), _pace(tall)),
    ]


def _pace(tall: Grunnlag) -> str:
    """One decimal where the number is not whole."""
    return norsk.tall(float(tall.takt), 0 if tall.takt.denominator == 1 else 1)


def row(plass: Koplass, tall: Grunnlag) -> Korad:
    foran = norsk.tall(plass.foran)
    nummer = ""
    if plass.nummer is not None:
        nummer = _("%(nr)d av %(alle)d kommuner") % {"nr": plass.nummer, "alle": plass.kommuner}
    if plass.kommuner == 1:
        nummer = _("bare dere")
    return Korad(
        plass=plass,
        foran=_("minst %(antall)s") % {"antall": foran} if plass.foran_er_minst else foran,
        samme_uke=_("vises ikke") if plass.samme_uke is None else norsk.tall(plass.samme_uke),
        nummer=nummer or (_("vises ikke") if plass.ledig else "–"),
        ventet=expected(plass, tall),
    )


def uncertain_from(ko: Ko) -> str:
    """The first week with more places before it than persons who are ready."""
    uke = next((en for en in ko.uker if en.mangler_personer), None)
    return norsk.i_setning(_week(uke.mandag)) if uke else ""


def expected(plass: Koplass, tall: Grunnlag) -> str:
    """Uke 50, 2026 · Uke 50–52, 2026 · Uke 50, 2026 til uke 3, 2027 · Etter 2028"""
    if not plass.ledig:
        return _("Ingen ledige plasser")
    if not tall.takt:
        return _("Kan ikke beregnes")
    if plass.venter_fra is None:
        return _("Etter %(aar)d") % {"aar": plan_aar()[-1]}
    if plass.venter_til is None:
        return _("%(uke)s eller senere") % {"uke": _week(plass.venter_fra)}
    if plass.venter_fra == plass.venter_til:
        return _week(plass.venter_fra)
    (aar, fra_uke), (til_aar, til_uke) = klokke.isouke(plass.venter_fra), klokke.isouke(plass.venter_til)
    if aar == til_aar:
        return _("Uke %(fra)d–%(til)d, %(aar)d") % {"fra": fra_uke, "til": til_uke, "aar": aar}
    fra, til = _week(plass.venter_fra), _week(plass.venter_til)
    return _("%(fra)s til %(til)s") % {"fra": fra, "til": norsk.i_setning(til)}


def _week(mandag: date) -> str:
    aar, uke = klokke.isouke(mandag)
    return _("Uke %(uke)d, %(aar)d") % {"uke": uke, "aar": aar}
