"""Who may do what with a list, and what an answer must hold. No queries."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from bosetting.fordeling.states import Svar
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.fordeling.models import Fordelingsliste

MAKS_HUSSTANDER = 26
MINSTE_BEGRUNNELSE = 10
STORSTE_BEGRUNNELSE = 1000
STORSTE_GRUNN = 300


def kan_fordele(bruker: "tilgang.Hvem") -> bool:
    """Make, send and recall lists: IMDi only."""
    return tilgang.har_imdi(bruker, Rettighet.FORDELING_SKRIV)


def kan_besvare(bruker: "tilgang.Hvem", liste: "Fordelingsliste") -> bool:
    """B-002: only skriv, in the kommune that was asked."""
    return tilgang.har(bruker, Rettighet.FORDELING_BESVAR, liste.kommune_id)


def avtrykk(svar: str, uke_aar: int | None, uke: int | None, kode: str, begrunnelse: str) -> str:
    """A short mark of one answer, so that a page can tell whether its user has changed it."""
    return sha256(repr((svar, uke_aar, uke, kode, begrunnelse)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Ukevindu:
    """B-065: the weeks in which a household may come; an open end is None."""

    fra: tuple[int, int] | None = None
    til: tuple[int, int] | None = None
    kreves: bool = False

    def har(self, uke: tuple[int, int]) -> bool:
        return (self.fra is None or uke >= self.fra) and (self.til is None or uke <= self.til)


def ukevindu(perioder: list[tuple[date | None, date | None]], *, kreves: bool) -> Ukevindu:
    """The weeks that suit every member: from the latest tidligst ankomst to the earliest innreisefrist."""
    fra = [klokke.isouke(tidligst) for tidligst, _frist in perioder if tidligst]
    til = [klokke.isouke(frist) for _tidligst, frist in perioder if frist]
    return Ukevindu(max(fra, default=None), min(til, default=None), kreves)


def mangel(*, svar: str, uke: tuple[int, int] | None, kode: str, begrunnelse: str, vindu: Ukevindu) -> str:
    """What stops this household's answer from being approved, in words; empty when nothing does."""
    if svar == Svar.JA:
        return _ukemangel(uke, vindu)
    if svar != Svar.NEI:
        return _("mangler svar.")
    if not begrunnelse.strip():
        return _("mangler begrunnelse. Ingen på listen kan godkjennes før nei er begrunnet.")
    if len(begrunnelse.strip()) < MINSTE_BEGRUNNELSE:
        return _("har for kort begrunnelse. Skriv minst %(antall)d tegn.") % {"antall": MINSTE_BEGRUNNELSE}
    if not kode:
        return _("mangler årsak.")
    return ""


def _ukemangel(uke: tuple[int, int] | None, vindu: Ukevindu) -> str:
    if uke is None:
        return _("mangler bosettingsuke. Den må være med for overføringsflyktninger.") if vindu.kreves else ""
    if uke < klokke.isouke(klokke.today()):
        return _("har en bosettingsuke som er passert. Velg en senere uke.")
    if not vindu.har(uke):
        return _("har en bosettingsuke utenfor tiden fra tidligst mulig ankomst til innreisefristen.")
    return ""
