"""What the country has before anybody comes: its kommuner, those who work there, and how long back it goes."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple
from uuid import UUID

from imdinett.kjerne import klokke

AAR = 10
MAANEDER = 12 * AAR
DAGER = 3650


class Hvem(NamedTuple):
    """Somebody who does something, as the logs name them."""

    pk: int
    navn: str
    rolle: str


class Ansatte(NamedTuple):
    bosetter: Hvem
    anmoder: Hvem
    administrator: Hvem


def ny_uuid(rng: Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)


@dataclass(frozen=True)
class Landkommune:
    """One kommune, and its part of the persons."""

    pk: int
    nummer: str
    navn: str
    vekt: int
    skriv: Hvem
    les: Hvem
    administrator: Hvem


class Plass(NamedTuple):
    """B-028: whose place it is, of which year, and whether it is for an enslig mindreårig."""

    kommune_id: int
    aar: int
    er_em: bool


@dataclass
class Land:
    """The plan, and what the steps leave for each other.

    `plasser` are places used or held, counted as they are. `saker` has the key of the case, which is the person's too,
    its number, and its kommune or 0.
    """

    naa: datetime
    rng: Random
    ansatte: Ansatte
    kommuner: list[Landkommune]
    mottak: list[int]
    plasser: Counter[Plass] = field(default_factory=Counter)
    saker: list[tuple[int, str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._vekter = list(accumulate(kommune.vekt for kommune in self.kommuner))

    @property
    def i_dag(self) -> date:
        return klokke.dag(self.naa)

    @property
    def aarene(self) -> range:
        """Every year in which somebody may have come."""
        return range(klokke.dag(self.naa - timedelta(days=DAGER)).year, self.i_dag.year + 1)

    def trekk_kommune(self) -> Landkommune:
        return self.rng.choices(self.kommuner, cum_weights=self._vekter)[0]

    def skjer(self, andel: float) -> bool:
        return self.rng.random() < andel

    def trekk_sak(self) -> tuple[int, str, int]:
        return self.saker[int(self.rng.random() * len(self.saker))]

    def trekk_tid(self) -> datetime:
        return self.naa - timedelta(minutes=int(self.rng.random() * DAGER * 24 * 60))

    def uuid(self) -> UUID:
        return ny_uuid(self.rng)

    def etter(self, tid: datetime, minst: int, mest: int) -> datetime:
        """A moment of an office day so many days later."""
        ny = tid + timedelta(days=self.rng.randint(minst, mest))
        return ny.replace(hour=self.rng.randint(7, 13), minute=self.rng.randint(0, 59))
