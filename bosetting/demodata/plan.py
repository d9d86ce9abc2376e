"""Who does what when in the demo year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.demodata import Demokommune
from imdinett.kjerne import klokke
from imdinett.kommune.models import Enhet, Kommune
from imdinett.tilgang.roller import Rolle

DAGER_TILBAKE = 300
DAGER_TIL_SISTE_KULL = 24


@dataclass(frozen=True)
class Deltaker:
    """A kommune of the demo and those who act for it."""

    plan: Demokommune
    kommune: Kommune
    skriv: Bruker
    administrator: Bruker


@dataclass(frozen=True)
class Plan:
    naa: datetime
    bosetter: Bruker
    anmoder: Bruker
    deltakere: tuple[Deltaker, ...]
    mottak: list[Enhet]
    husstander: int
    liten: bool
    rng: Random
    fra_mottak: list[str] = field(default_factory=list)

    @property
    def i_dag(self) -> date:
        return self.naa.date()

    def for_(self, dager: int, *, time: int = 9) -> datetime:
        """A working hour so many days ago."""
        return (self.naa - timedelta(days=dager)).replace(hour=time, minute=self.rng.randint(0, 59))

    @property
    def aar(self) -> list[int]:
        """The years in which lists are sent, and the next."""
        forste = (self.i_dag - timedelta(days=DAGER_TILBAKE)).year
        return sorted({forste, self.i_dag.year, self.i_dag.year + 1})


def lag_plan(
    ansatte: Mapping[Rolle, Bruker], kommunale: Mapping[Demokommune, Sequence[Bruker]], *, liten: bool
) -> Plan:
    kommuner = {rad.nummer: rad for rad in Kommune.objects.gyldige().filter(nummer__in=[k.nummer for k in kommunale])}
    mottak = [
        Enhet.objects.get_or_create(navn=navn, defaults={"type": Enhet.Type.MOTTAK})[0]
        for navn in ("Øvingsmottaket Nord", "Øvingsmottaket Sør", "Øvingsmottaket Vest")
    ]
    return Plan(
        naa=klokke.now(),
        bosetter=ansatte[Rolle.IMDI_BOSETTER_SKRIV],
        anmoder=ansatte[Rolle.IMDI_ANMODNING],
        deltakere=tuple(Deltaker(plan, kommuner[plan.nummer], folk[1], folk[0]) for plan, folk in kommunale.items()),
        mottak=mottak,
        husstander=40 if liten else 1000,
        liten=liten,
        rng=Random(2026),  # noqa: S311  # invented people, not secrets
    )
