"""Who asks for a tidsplan, who answers, what a question must hold; and what IMDi's own plan must. No queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bosetting.innmelding.rules import plan_aar
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

Uke = tuple[int, int]
# Far above what the country has ever settled in a year: a number beyond it is a slip of the hand.
STORSTE_MAANED = 99_999


@dataclass(frozen=True, kw_only=True)
class NyForesporsel:
    """The weeks are (ISO year, week)."""

    fra: Uke
    til: Uke
    frist: date
    kommune_ider: Sequence[int]
    melding: str = ""


@dataclass(frozen=True, kw_only=True)
class Maanedstall:
    """W-07: `maaned` is the first day of it."""

    maaned: date
    antall: int
    merknad: str = ""


def kan_be_om_tidsplan(bruker: "tilgang.Hvem") -> bool:
    """Those at IMDi who also ask for the places."""
    return tilgang.har_imdi(bruker, Rettighet.ANMODNING_SKRIV)


def kan_svare(bruker: "tilgang.Hvem", kommune_id: int) -> bool:
    """B-002: the kommune itself, by its skriv role."""
    return tilgang.har(bruker, Rettighet.INNMELDING_SKRIV, kommune_id)


def kontroller(ny: NyForesporsel) -> None:
    """B-084: the plan is about weeks to come, and the frist lies before us."""
    if ny.fra < klokke.isouke(klokke.today()):
        raise Domenefeil("b084_uke_passert", _("Uken er passert. Velg en senere uke (B-084)."), felt="fra")
    if ny.til < ny.fra:
        raise Domenefeil("periode_baklengs", _("Til og med uke kan ikke være før fra uke."), felt="til")
    if ny.frist < klokke.today():
        raise Domenefeil("frist_passert", _("Svarfrist kan ikke være en dato som er passert."), felt="frist")
    if not ny.kommune_ider:
        raise Domenefeil("uten_kommuner", _("Velg minst ett fylke eller én kommune."), felt="kommuner")


def kan_legge_plan(bruker: "tilgang.Hvem") -> bool:
    """W-07: those at IMDi who also ask for the places."""
    return kan_be_om_tidsplan(bruker)


def mulige_maaneder() -> list[date]:
    """The month we are in, and those within sight of the kommuner's own plans."""
    i_dag, siste = klokke.today(), plan_aar()[-1]
    return [
        date(aar, maaned, 1)
        for aar in range(i_dag.year, siste + 1)
        for maaned in range(1, 13)
        if (aar, maaned) >= (i_dag.year, i_dag.month)
    ]


def kontroller_maaned(ny: Maanedstall) -> None:
    if ny.maaned not in mulige_maaneder():
        melding = _("Måned: velg denne måneden eller en som kommer.")
        raise Domenefeil("maaned_utenfor", melding, felt="maaned")
    if not 0 <= ny.antall <= STORSTE_MAANED:
        melding = _("Ventet antall må være fra 0 til %(storst)d.") % {"storst": STORSTE_MAANED}
        raise Domenefeil("antall_utenfor", melding, felt="antall")
