"""Who asks for a tidsplan, who answers, and what a question must hold. No queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

Uke = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class NyForesporsel:
    """The weeks are (ISO year, week)."""

    fra: Uke
    til: Uke
    frist: date
    kommune_ider: Sequence[int]
    melding: str = ""


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
