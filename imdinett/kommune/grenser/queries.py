"""Which borders there are, for a page with a map. A process reads them once, and looks again after a minute."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from time import monotonic

from imdinett.kommune.grenser.forenkling import Plass
from imdinett.kommune.inndeling import uendret
from imdinett.kommune.models import Kommunegrenser, Kommunenummer

# Borders are loaded some times in ten years, and the page with the map of 357 kommuner is measured against its SQL.
LESES_IGJEN_ETTER = 60


@dataclass(frozen=True)
class Grensesett:
    """Good for every day from `fra` until `til`, in which the numbers are those of `gyldig_fra`."""

    pk: int
    gyldig_fra: date
    kilde: str
    lisens: str
    avtrykk: str
    plasser: Mapping[str, Plass]
    fra: date | None
    til: date | None

    def holder(self, dag: date) -> bool:
        return (self.fra is None or self.fra <= dag) and (self.til is None or dag < self.til)


class _Husket:
    lest = 0.0
    sett: tuple[Grensesett, ...] | None = None


def glem() -> None:
    """The next page looks again."""
    _Husket.sett = None


def grenser_paa(dag: date) -> Grensesett | None:
    """The borders to draw the kommuner of a day with: the last that had begun to apply, else the first after."""
    naa, sett = monotonic(), _Husket.sett
    if sett is None or naa - _Husket.lest > LESES_IGJEN_ETTER:
        sett = _read()
        _Husket.lest, _Husket.sett = naa, sett
    if not sett:
        return None
    gode = [ett for ett in sett if ett.holder(dag)]
    begynt = [ett for ett in gode if ett.gyldig_fra <= dag]
    return next(iter([*begynt[-1:], *gode]), None)


def _read() -> tuple[Grensesett, ...]:
    felt = ("pk", "gyldig_fra", "kilde", "lisens", "avtrykk", "plasser")
    rader = list(Kommunegrenser.objects.order_by("gyldig_fra").values_list(*felt))
    if not rader:
        return ()
    perioder = list(Kommunenummer.objects.values_list("nummer", "gyldig_fra", "gyldig_til"))
    return tuple(
        Grensesett(
            pk,
            gyldig_fra,
            kilde,
            lisens,
            avtrykk,
            {nummer: Plass(*plass) for nummer, plass in plasser.items()},
            *uendret(gyldig_fra, perioder),
        )
        for pk, gyldig_fra, kilde, lisens, avtrykk, plasser in rader
    )
