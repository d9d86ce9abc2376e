"""Who hears of an anmodning that is not answered (decision 25)."""

from collections.abc import Iterable
from dataclasses import dataclass

from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import Rolle, roller_med


@dataclass(frozen=True)
class Purremottakere:
    """Those who can register the vedtak, and the administrators who cannot."""

    svarer: list[Bruker]
    andre: list[Bruker]

    @property
    def alle(self) -> list[Bruker]:
        return sorted([*self.svarer, *self.andre], key=lambda bruker: bruker.pk)


def purremottakere(kommuner: Iterable[Kommune]) -> dict[int, Purremottakere]:
    """Decision 25: active skriv users and administrators. One query."""
    svarer = roller_med(Rettighet.KOMMUNEVEDTAK_SKRIV)
    brukere = tildeling.aktives_roller_i(kommuner, svarer | {Rolle.KOMMUNE_ADMINISTRATOR})
    return {
        pk: Purremottakere(
            [bruker for bruker, roller in deres.items() if roller & svarer],
            [bruker for bruker, roller in deres.items() if not roller & svarer],
        )
        for pk, deres in brukere.items()
    }
