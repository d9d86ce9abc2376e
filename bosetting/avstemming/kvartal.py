"""A quarter of a year, and which of them kommuner are asked about."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.utils.translation import gettext as _

from imdinett.kjerne import klokke
from imdinett.web import norsk


@dataclass(frozen=True, order=True)
class Kvartal:
    aar: int
    nr: int

    @classmethod
    def med(cls, dag: date) -> Self:
        return cls(dag.year, (dag.month + 2) // 3)

    def __str__(self) -> str:
        return _("%(nr)d. kvartal %(aar)d") % {"nr": self.nr, "aar": self.aar}

    @property
    def kode(self) -> str:
        """2026-3"""
        return f"{self.aar}-{self.nr}"

    @property
    def maaneder(self) -> list[date]:
        """The first day of each month."""
        return [date(self.aar, 3 * self.nr - 2 + n, 1) for n in range(3)]

    @property
    def maanedsnavn(self) -> list[str]:
        """Juli 2026"""
        return [norsk.maaned(maaned).capitalize() for maaned in self.maaneder]

    @property
    def forste_dag(self) -> date:
        return self.maaneder[0]

    @property
    def siste_dag(self) -> date:
        return (self.maaneder[2] + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    @property
    def frist(self) -> date:
        """The last day for an answer."""
        return self._dager_etter(settings.AVSTEMMING_FRIST_DAGER)

    @property
    def paaminnes(self) -> date:
        """From this day those that have not answered are reminded by themselves."""
        return self._dager_etter(settings.AVSTEMMING_PAAMINNES_DAGER)

    def _dager_etter(self, rader: tuple[tuple[date, int], ...]) -> date:
        return self.siste_dag + timedelta(days=klokke.fra_dato(rader, self.siste_dag))


def ferdige() -> list[Kvartal]:
    """W-02: the quarters that are over, newest first, from the first one that is reconciled here."""
    kvartaler, dag = [], settings.AVSTEMMING_FRA
    while (ett := Kvartal.med(dag)).siste_dag < klokke.today():
        kvartaler.append(ett)
        dag = ett.siste_dag + timedelta(days=1)
    return kvartaler[::-1]
