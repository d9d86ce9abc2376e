"""The structure of kommuner over time, worked out from the list of changes. Pure: no database.

Which kommune goes on as the same legal unit when the number changes (decision 16):

- a new number or a new name: the kommune goes on;
- a merger: the one that keeps its number goes on and takes the others in; when all get a new number,
  a new unit begins and the old ones close;
- one whole kommune and a part of a split one: the whole one goes on (Hitra and Hamarøy in 2020);
- a split: the old one closes, with several successors and no single heir.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby


@dataclass(frozen=True)
class Endring:
    dato: date
    gammelt_nummer: str
    gammelt_navn: str
    nytt_nummer: str
    nytt_navn: str


@dataclass(frozen=True)
class Periode:
    """`fra` empty: since before the source begins."""

    nummer: str
    navn: str
    fra: date | None
    til: date | None = None


@dataclass(eq=False)
class Enhet:
    """One legal unit, with its numbers and names in order of time."""

    perioder: list[Periode]
    gyldig_til: date | None = None
    etterfolgere: list["Enhet"] = field(default_factory=list)

    @property
    def siste(self) -> Periode:
        return self.perioder[-1]


def build(endringer: Iterable[Endring], i_dag: Iterable[tuple[str, str]]) -> list[Enhet]:
    """Every unit there has been; `i_dag` is (number, name) of those that exist, also those never changed."""
    bok = _Bok()
    ordnet = sorted(endringer, key=lambda endring: (endring.dato, endring.gammelt_nummer))
    for dato, gruppe in groupby(ordnet, key=lambda endring: endring.dato):
        bok.apply(dato, list(gruppe))
    for nummer, navn in i_dag:
        bok.find_or_start(nummer, navn)
    return bok.enheter


class _Bok:
    """The units so far, and which of them holds each number now."""

    def __init__(self) -> None:
        self.enheter: list[Enhet] = []
        self.gjeldende: dict[str, Enhet] = {}

    def start(self, nummer: str, navn: str, fra: date | None) -> Enhet:
        enhet = Enhet([Periode(nummer, navn, fra)])
        self.enheter.append(enhet)
        return enhet

    def find_or_start(self, nummer: str, navn: str) -> Enhet:
        if nummer not in self.gjeldende:
            self.gjeldende[nummer] = self.start(nummer, navn, None)
        return self.gjeldende[nummer]

    def apply(self, dato: date, gruppe: Sequence[Endring]) -> None:
        """All changes of one day at once, so that numbers that swap places do not meet."""
        til: dict[str, list[str]] = defaultdict(list)
        fra: dict[str, list[str]] = defaultdict(list)
        for endring in gruppe:
            til[endring.gammelt_nummer].append(endring.nytt_nummer)
            fra[endring.nytt_nummer].append(endring.gammelt_nummer)
        gamle = {e.gammelt_nummer: self.find_or_start(e.gammelt_nummer, e.gammelt_navn) for e in gruppe}
        for nummer in gamle:
            del self.gjeldende[nummer]
        navn = {endring.nytt_nummer: endring.nytt_navn for endring in gruppe}
        arvinger = {nytt: heir(nytt, fra[nytt], til) for nytt in navn}
        for nytt, arving in arvinger.items():
            self.gjeldende[nytt] = self._continue(gamle, arving, nytt, navn[nytt], dato)
        for nummer in gamle.keys() - set(filter(None, arvinger.values())):
            self._close(gamle[nummer], dato, [self.gjeldende[nytt] for nytt in til[nummer]])

    def _continue(self, gamle: dict[str, Enhet], arving: str | None, nytt: str, navn: str, dato: date) -> Enhet:
        if arving is None:
            return self.start(nytt, navn, dato)
        enhet = gamle[arving]
        siste = enhet.siste
        if (siste.nummer, siste.navn) != (nytt, navn):
            enhet.perioder[-1] = Periode(siste.nummer, siste.navn, siste.fra, dato)
            enhet.perioder.append(Periode(nytt, navn, dato))
        return enhet

    def _close(self, enhet: Enhet, dato: date, etterfolgere: list[Enhet]) -> None:
        siste = enhet.siste
        enhet.perioder[-1] = Periode(siste.nummer, siste.navn, siste.fra, dato)
        enhet.gyldig_til = dato
        enhet.etterfolgere = etterfolgere


def heir(nytt: str, gamle: Sequence[str], til: dict[str, list[str]]) -> str | None:
    """The old number whose unit goes on under the new one, or None when a new unit begins."""
    if nytt in gamle:
        return nytt
    hele = [nummer for nummer in gamle if len(til[nummer]) == 1]
    return hele[0] if len(hele) == 1 else None


def uendret(dag: date, perioder: Iterable[tuple[str, date | None, date | None]]) -> tuple[date | None, date | None]:
    """First day, and first day after, of the time around a day when the same numbers were in force.

    `perioder` are (number, from, until). None: since before the source begins, and until now.
    """
    begynner: dict[date, set[str]] = defaultdict(set)
    slutter: dict[date, set[str]] = defaultdict(set)
    for nummer, fra, til in perioder:
        if fra:
            begynner[fra].add(nummer)
        if til:
            slutter[til].add(nummer)
    skifter = [skifte for skifte in begynner.keys() | slutter.keys() if begynner[skifte] != slutter[skifte]]
    return (
        max((skifte for skifte in skifter if skifte <= dag), default=None),
        min((skifte for skifte in skifter if skifte > dag), default=None),
    )
