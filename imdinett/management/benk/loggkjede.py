"""How fast lines go into the access log, on one chain and on sixteen, beside a plain insert of as much in the same run.

Several write at once, as the threads of the web do. The plain insert is of an event: a row of the other log, about as
long and as indexed, committed alone.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import close_old_connections

from imdinett.hendelse import kjede, kjedekontroll
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.hendelse.typer import Handling, Hendelsestype, Utfall
from imdinett.kjerne import klokke

SKRIVERE = 8
LINJER = 4_000
# A machine that others use too changes its pace by half from one minute to the next.
RUNDER = 3


@dataclass(frozen=True)
class Loggmaaling:
    """Lines in a second."""

    vanlig: float
    en_kjede: float
    seksten_kjeder: float

    @property
    def forhold(self) -> float:
        return self.seksten_kjeder / self.vanlig

    @property
    def forhold_en(self) -> float:
        return self.en_kjede / self.vanlig


def mal(si: Callable[[str], None]) -> list[Loggmaaling]:
    """In the order of their ratios, so that the one in the middle stands for them. Raises when a chain is not whole."""
    ut = []
    for nr in range(RUNDER):
        vanlig = _mal(_hendelse)
        en = _mal(lambda skriver: _linje(skriver, "benk:en"))
        seksten = _mal(lambda skriver: _linje(skriver, f"benk:{skriver % 16:02d}"))
        si(f"innsynsloggen {nr + 1}: {vanlig:.0f} vanlige, {en:.0f} på én kjede, {seksten:.0f} på seksten, per sekund")
        ut.append(Loggmaaling(vanlig, en, seksten))
    for navn in ("benk:en", *(f"benk:{nr:02d}" for nr in range(16))):
        if kjedekontroll.kontroller(navn).brudd:
            raise RuntimeError(f"Kjeden {navn} henger ikke sammen.")
    return sorted(ut, key=lambda ett: ett.forhold)


def _mal(skriv: Callable[[int], None]) -> float:
    start = time.perf_counter()
    with ThreadPoolExecutor(SKRIVERE) as skrivere:
        list(skrivere.map(lambda nr: _og_gi_fra_seg(skriv, nr), range(LINJER)))
    return LINJER / (time.perf_counter() - start)


def _og_gi_fra_seg(skriv: Callable[[int], None], nr: int) -> None:
    """The connection goes back to the pool, as after a request."""
    skriv(nr)
    close_old_connections()


def _hendelse(nr: int) -> None:
    Hendelse.objects.create(
        tid=klokke.now(),
        type=Hendelsestype.RAPPORT_HENTET.value,
        bruker_navn="Kari Eksempel",
        rolle="Kommune_Bosetter_Skriv",
        gjelder_type="sak",
        gjelder_id=str(nr),
        gjelder_navn="Åpnet personmappen: oversikt.",
        data={},
        ip="192.0.2.1",
    )


def _linje(nr: int, navn: str) -> None:
    linje = Innsyn(
        tid=klokke.now(),
        bruker_id=nr % 50,
        bruker_navn="Kari Eksempel",
        rolle="Kommune_Bosetter_Skriv",
        handling=Handling.LESE.value,
        utfall=Utfall.VIST.value,
        person_id=nr,
        del_av="Oversikt",
        ip="192.0.2.1",
        beskrivelse="Åpnet personmappen: oversikt.",
    )
    kjede.legg_til([linje], kjede=navn)
