"""A report as plain values: columns, rows, sums. Built once; page, chart, map and files read the same."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property
from types import MappingProxyType
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from bosetting.rapport.rules import INGEN, Skjuling
from imdinett.web import norsk
from imdinett.web.tegn import tegn

LANDET = "landet"
EGEN = "egen"


class Kilde(StrEnum):
    PUBLISERT = "publisert"
    BEREGNET = "beregnet"


class Skjult(StrEnum):
    KILDEN = "kilden"
    PERSONVERN = "personvern"


@dataclass(frozen=True)
class Celle:
    """A number, a number that may not be shown, or none at all: never 0 for what is unknown (B-021)."""

    verdi: int | None = None
    skjult: Skjult | None = None
    tekst: str = ""

    @property
    def vis(self) -> str:
        if self.skjult:
            return ":"
        if self.verdi is None:
            return self.tekst or norsk.STREK
        return norsk.tall(self.verdi)

    @property
    def les(self) -> str:
        """What is read out instead of a sign that says nothing aloud."""
        if self.skjult == Skjult.KILDEN:
            return _("skjult i kilden")
        if self.skjult == Skjult.PERSONVERN:
            return _("skjult av hensyn til personvernet")
        return "" if self.verdi is not None or self.tekst else _("ikke registrert")

    @cached_property
    def html(self) -> SafeString:
        """As it stands in a table. Where the sign says nothing aloud, something else is read."""
        if self.verdi is not None and not self.skjult:
            return SafeString(norsk.tall(self.verdi))
        if not (les := self.les):
            return tegn("{}", self.vis)
        return tegn('<span aria-hidden="true">{}</span><span class="ds-sr-only">{}</span>', self.vis, les)


TOM = Celle()


def tallceller(celler: Iterable[Celle]) -> SafeString:
    """The cells of a row of figures. Drawn here: a template takes several times as long for a whole country."""
    return SafeString("".join(f'<td class="tall">{celle.html}</td>' for celle in celler))


@dataclass(frozen=True)
class Kolonne:
    nokkel: str
    navn: str
    forklaring: str

    @property
    def overskrift(self) -> str:
        """«Anmodet, herav EM» stands as «herav EM» beside «Anmodet»; read aloud it is whole."""
        hva, skille, del_ = self.navn.partition(", ")
        return tegn('<span class="ds-sr-only">{}, </span>{}', hva, del_) if skille else self.navn


class Raarad(NamedTuple):
    """A kommune's figures before anything is hidden for the reader. Never leaves the queries.

    Like `Rad` a tuple: there is one for each kommune of the country, and a frozen object takes twice as long.
    """

    kommune_id: int
    nummer: str
    navn: str
    navn_offisielt: str
    fylke: str
    sortering: str
    tall: Mapping[str, int | None]
    skjult_i_kilden: frozenset[str] = frozenset()
    tekster: Mapping[str, str] = MappingProxyType({})
    merknad: str = ""
    dagens_nummer: str = ""


class Rad(NamedTuple):
    kommune_id: int
    nummer: str
    navn: str
    navn_offisielt: str
    fylke: str
    sortering: str
    celler: Mapping[str, Celle]
    merknad: str = ""
    dagens_nummer: str = ""

    @property
    def undernavn(self) -> str:
        """The official name where the kommune has more than one («Kárášjohka – Karasjok»)."""
        return self.navn_offisielt if norsk.STREK in self.navn_offisielt else ""


@dataclass(frozen=True)
class Gruppe:
    """One fylke and its sums."""

    navn: str
    celler: Mapping[str, Celle]


@dataclass(frozen=True)
class Tabell:
    kilde: Kilde
    aar: int
    omraade: str
    kolonner: Sequence[Kolonne]
    rader: Sequence[Rad]
    summer: Mapping[str, Celle]
    grupper: Sequence[Gruppe]
    fylker: Sequence[str]
    per_dato: date | None = None
    kilde_navn: str = ""
    publisert: Mapping[str, Celle] | None = None
    merknad: str = ""
    uten_tall: Sequence[str] = ()
    har_gamle_numre: bool = False

    def skjulte(self, nokkel: str) -> int:
        return sum(rad.celler[nokkel].skjult is not None for rad in self.rader)


def select(raarader: Sequence[Raarad], omraade: str, kommune_id: int | None) -> list[Raarad]:
    """The rows of the whole country, of one fylke, or of the reader's own kommune."""
    if omraade == LANDET:
        return list(raarader)
    if omraade == EGEN:
        return [rad for rad in raarader if rad.kommune_id == kommune_id]
    return [rad for rad in raarader if rad.fylke == omraade]


def show(raarader: Sequence[Raarad], kolonner: Sequence[Kolonne], skjulinger: Mapping[str, Skjuling]) -> list[Rad]:
    """The rows as the reader may see them. Most figures of a country are the same few: each is one cell."""
    celle = cache(Celle)
    skjules = [(k.nokkel, skjulinger.get(k.nokkel, INGEN).nokler) for k in kolonner]
    return [
        Rad(
            rad.kommune_id,
            rad.nummer,
            rad.navn,
            rad.navn_offisielt,
            rad.fylke,
            rad.sortering,
            {nokkel: celle(*_visible(rad, nokkel, nokler)) for nokkel, nokler in skjules},
            rad.merknad,
            rad.dagens_nummer,
        )
        for rad in raarader
    ]


def _visible(rad: Raarad, nokkel: str, skjules: frozenset[str]) -> tuple[int | None, Skjult | None, str]:
    if nokkel in rad.skjult_i_kilden:
        return (None, Skjult.KILDEN, "")
    if rad.nummer in skjules:
        return (None, Skjult.PERSONVERN, "")
    return (rad.tall.get(nokkel), None, rad.tekster.get(nokkel, ""))


def sums(
    raarader: Sequence[Raarad],
    kolonner: Sequence[Kolonne],
    skjulinger: Mapping[str, Skjuling],
    er_skjult: Callable[[Skjuling], bool],
) -> dict[str, Celle]:
    """The sum of each column; empty where no row has a figure, hidden where it would give one away."""
    ut = {}
    for kolonne in kolonner:
        tall = [verdi for rad in raarader if (verdi := rad.tall.get(kolonne.nokkel)) is not None]
        skjult = er_skjult(skjulinger.get(kolonne.nokkel, INGEN))
        ut[kolonne.nokkel] = Celle(skjult=Skjult.PERSONVERN) if skjult else Celle(sum(tall) if tall else None)
    return ut


def groups(raarader: Sequence[Raarad], kolonner: Sequence[Kolonne], skjulinger: Mapping[str, Skjuling]) -> list[Gruppe]:
    """The fylker in the order of their numbers."""
    fylker: dict[str, list[Raarad]] = {}
    for rad in sorted(raarader, key=lambda rad: rad.nummer):
        fylker.setdefault(rad.fylke, []).append(rad)
    return [
        Gruppe(navn, sums(rader, kolonner, skjulinger, lambda skjuling, navn=navn: navn in skjuling.grupper))  # type: ignore[misc]
        for navn, rader in fylker.items()
    ]


def sum_row(
    raarader: Sequence[Raarad], kolonner: Sequence[Kolonne], skjulinger: Mapping[str, Skjuling], omraade: str
) -> dict[str, Celle]:
    """The sum of the selected rows; one kommune alone has none."""
    if omraade == EGEN:
        return {}
    if omraade == LANDET:
        return sums(raarader, kolonner, skjulinger, lambda skjuling: skjuling.total)
    return sums(raarader, kolonner, skjulinger, lambda skjuling: omraade in skjuling.grupper)
