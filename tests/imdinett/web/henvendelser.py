"""Many rows of one list, cheaply: the kommune's henvendelser, all as old and in the same state."""

from typing import Any

from imdinett.henvendelse.models import Henvendelse
from imdinett.kjerne import klokke
from imdinett.tilgang.rettighet import Rettighet


def henvendelser(bruker: Any, kommune: Any, antall: int, *, etter: int = 0) -> list[str]:
    """Their numbers, in order."""
    naa = klokke.now()
    rader = Henvendelse.objects.bulk_create(
        Henvendelse(
            nummer=f"H-{kommune.pk}-{nr:03}",
            kommune=kommune,
            tema="annet",
            emne=f"Spørsmål {nr}",
            rettighet=Rettighet.HENVENDELSE_LES,
            opprettet_tid=naa,
            opprettet_av=bruker,
            tur_siden=naa,
        )
        for nr in range(etter, etter + antall)
    )
    return [rad.nummer for rad in rader]
