"""Who may do what with a list, and what an answer must hold. No queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from bosetting.fordeling import profil
from bosetting.fordeling.profil import INGEN_BEHOV, Profilbehov, Profiltilbud, Ungdom
from bosetting.fordeling.states import Svar
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.nummer import har_personnummer
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.fordeling.models import Fordelingsliste

MAKS_HUSSTANDER = 26
MINSTE_BEGRUNNELSE = 10
STORSTE_BEGRUNNELSE = 1000
STORSTE_GRUNN = 300
STORSTE_SPORSMAAL = 1000
STORSTE_SVAR = 2000


def kan_fordele(bruker: "tilgang.Hvem") -> bool:
    """Make, send and recall lists, and answer what is asked of them: IMDi only."""
    return tilgang.har_imdi(bruker, Rettighet.FORDELING_SKRIV)


def kan_besvare(bruker: "tilgang.Hvem", liste: "Fordelingsliste") -> bool:
    """B-002, W-14: only skriv, in the kommune that was asked; it also asks IMDi before it answers."""
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


# ---- W-14: a question before the answer
def pause_slutt(spurt: date) -> date:
    """W-14: the last day on which a question can hold the frist back; how many weekdays is a dated setting."""
    return klokke.arbeidsdager_etter(spurt, klokke.fra_dato(settings.SPORSMAAL_PAUSE_ARBEIDSDAGER, spurt))


def frist_etter_pause(frist: date, spurt: date, slutt: date) -> date:
    """W-14: the days left when the kommune asked are left when the pause ends. A frist that was past stays past."""
    if frist < spurt:
        return frist
    return frist + (min(slutt, pause_slutt(spurt)) - spurt)


def kontroller_tekst(tekst: str, *, felt: str, storst: int) -> str:
    """W-14, B-034: what is asked and answered names nobody."""
    tekst = tekst.strip()
    if len(tekst) < MINSTE_BEGRUNNELSE:
        melding = _("Teksten må ha minst %(antall)d tegn.") % {"antall": MINSTE_BEGRUNNELSE}
        raise Domenefeil("for_kort", melding, felt=felt)
    if len(tekst) > storst:
        raise Domenefeil("for_lang", _("Teksten kan ha høyst %(antall)d tegn.") % {"antall": storst}, felt=felt)
    if har_personnummer(tekst):
        melding = _("Teksten kan ikke ha DUF-nummer eller fødselsnummer. Husstanden er uten navn før vedtaket (B-034).")
        raise Domenefeil("b034_nummer", melding, felt=felt)
    return tekst


# ---- ui.md 5.7: how well a kommune fits a household. A help to look by: it stops nothing and decides nothing.
@dataclass(frozen=True, kw_only=True)
class Husstandsbilde:
    """What of a household is weighed. `enslige_mindrearige` are those of 15 years or more: B-087. `onsker` (W-13) are
    the wishes of a kommune that would be about it; `har_tilknytning`: close family or AMOT somewhere."""

    personer: int
    enslige_mindrearige: int = 0
    trenger_tilrettelegging: bool = False
    trenger_helsetjenester: bool = False
    onsker: frozenset[str] = frozenset()
    har_tilknytning: bool = False
    profil: Profilbehov = INGEN_BEHOV


@dataclass(frozen=True, kw_only=True)
class Kommunebilde:
    """What of a kommune is weighed. `ledig` of `plasser` are of the kind that the household takes (B-071); `meldt` is
    reported and not taken, in the weeks in which it may come; `boliger` are those that suit it (W-10)."""

    ledig: int
    plasser: int
    meldt: int = 0
    boliger: int = 0
    em_kapasitet: int = 0
    kan_tilrettelegge: bool = False
    kan_helsetjenester: bool = False
    onsker: frozenset[str] = frozenset()
    er_tilknyttet: bool = False
    profil: Profiltilbud | None = None


@dataclass(frozen=True)
class Matchdel:
    """A part of the score. `poeng` is None where the part has nothing to say about such a household."""

    kode: str
    poeng: int | None
    av: int


@dataclass(frozen=True)
class Matching:
    """The sum is of the parts as they are shown, so that it can be checked by eye."""

    deler: tuple[Matchdel, ...]

    @property
    def poeng(self) -> int:
        return sum(en.poeng for en in self.deler if en.poeng is not None)

    @property
    def av(self) -> int:
        return sum(en.av for en in self.deler if en.poeng is not None)


def matching(
    kommune: Kommunebilde, husstand: Husstandsbilde, vekter: Mapping[str, int], *, naer_km: int = 0
) -> Matching:
    """Each part gives the share of its weight that the kommune fulfils, rounded to whole points, half a point up.

    `ledig` is the share of the decided places that are free: those with many unused places are preferred (P21, P66).
    `naer_km` is how near a hospital is near (W-18).
    """
    andeler: dict[str, Fraction | None] = {
        "tilknytning": Fraction(kommune.er_tilknyttet) if husstand.har_tilknytning else None,
        "ledig": _andel(kommune.ledig, kommune.plasser),
        "meldt": _andel(kommune.meldt, husstand.personer),
        "bolig": _andel(kommune.boliger, 1),
        "behov": _behov(kommune, husstand),
        "onske": Fraction(bool(kommune.onsker & husstand.onsker)) if husstand.onsker else None,
        **profil.andeler(kommune.profil, husstand.profil, naer_km),
    }
    return Matching(tuple(Matchdel(kode, _poeng(vekter[kode], andel), vekter[kode]) for kode, andel in andeler.items()))


def _behov(kommune: Kommunebilde, husstand: Husstandsbilde) -> Fraction | None:
    """B-086 and W-13: the mean of the needs that the household has; None when it has none."""
    trengs = [
        (husstand.enslige_mindrearige, _andel(kommune.em_kapasitet, husstand.enslige_mindrearige)),
        (husstand.trenger_tilrettelegging, Fraction(kommune.kan_tilrettelegge)),
        (husstand.trenger_helsetjenester, Fraction(kommune.kan_helsetjenester)),
    ]
    andeler = [andel for trenger, andel in trengs if trenger]
    return sum(andeler, Fraction(0)) / len(andeler) if andeler else None


def _andel(har: int, av: int) -> Fraction:
    return min(max(Fraction(har, av), Fraction(0)), Fraction(1)) if av else Fraction(0)


def _poeng(vekt: int, andel: Fraction | None) -> int | None:
    return None if andel is None else int(vekt * andel + Fraction(1, 2))


def matchvekter(dag: date) -> dict[str, int]:
    """The weights in force on a day: dated settings, for no source gives them."""
    return {kode: klokke.fra_dato(rader, dag) for kode, rader in settings.MATCHING_VEKTER.items()}


def naer_sykehus(dag: date) -> int:
    """W-18: within so many kilometres a hospital is near enough for every point."""
    return klokke.fra_dato(settings.MATCHING_SYKEHUS_KM, dag)


def ungdom(dag: date) -> Ungdom:
    """W-18: in these ages somebody without videregående is on the way through it."""
    return Ungdom(
        klokke.fra_dato(settings.MATCHING_UNGDOM_FRA, dag), klokke.fra_dato(settings.MATCHING_UNGDOM_UNDER, dag)
    )


def matchuker(plassaar: int) -> Ukevindu:
    """The weeks that are weighed: so many from this one, or from the first of a year that has not begun."""
    fra = max(klokke.today(), klokke.mandag(plassaar, 1))
    uker = klokke.fra_dato(settings.MATCHING_UKER, klokke.today())
    return Ukevindu(klokke.isouke(fra), klokke.isouke(fra + timedelta(weeks=uker - 1)))
