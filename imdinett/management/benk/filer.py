"""Long files with persons in them: time and peak memory at two sizes, beside the database's own COPY of the same."""

import multiprocessing
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from bosetting.person.models import Sak
from bosetting.rapport import services
from bosetting.rapport.models import Rapportfil
from bosetting.rapport.queries.personer import BOSATTE, som_rader
from imdinett.bruker.models import Bruker
from imdinett.forvaltning.demodata import DOMENE
from imdinett.kjerne import klokke
from imdinett.management.benk import skriver
from imdinett.web.eksport import Format

RAPPORT = BOSATTE
STORRELSER = (10_000, 100_000)
FORMATER = (Format.CSV, Format.MASKIN, Format.XLSX)
GANGER = 3
# What R2 shows, as the tables have it.
KOLONNER = (
    "person__duf_nummer",
    "person__fornavn",
    "person__etternavn",
    "person__fodselsdato__year",
    "kategori",
    "husstand__nummer",
    "kommune__visningsnavn",
    "utsokingsdato",
    "bosettingsdato",
)


@dataclass(frozen=True)
class Filmaaling:
    """`copy_s` is the bare COPY of the same rows, in the same run; 0 when there is none to compare with."""

    navn: str
    rader: int
    sekunder: float
    minne_mb: float
    copy_s: float = 0.0

    @property
    def forhold(self) -> float:
        return self.sekunder / self.copy_s


def saker(rader: int) -> QuerySet[Any]:
    """R2 without its choice of state, so that there are enough of them."""
    return som_rader(Sak.objects.all())[:rader]


def bruker() -> Bruker:
    return Bruker.objects.get(epost=f"bosetter_skriv.imdi@{DOMENE}")


def bestill(format: str, aar: int | None) -> Rapportfil:
    return services.bestill_rapportfil(
        bruker=bruker(),
        rapport=RAPPORT,
        kommune=None,
        aar=aar,
        format=Format(format),
        formaal="Måler hvor fort rapporten er.",
        rader=0,
    )


def mal_alle(si: Callable[[str], None]) -> list[Filmaaling]:
    """The best of some runs: another process on the machine only makes them slower."""
    ut = []
    for rader in STORRELSER:
        copy_s = min(_copy(rader) for _gang in range(GANGER))
        for format in FORMATER:
            svar = [_i_egen_prosess(skriver.skriv, str(format), rader) for _gang in range(GANGER)]
            sekunder, minne = min(ett[0] for ett in svar), max(ett[1] for ett in svar)
            si(f"{rader} rader som {format}: {sekunder:.1f} s, {minne:.0f} MB")
            ut.append(Filmaaling(str(format), rader, sekunder, minne, copy_s))
    return ut


def mal_jobber(si: Callable[[str], None]) -> list[Filmaaling]:
    """The worker's job from the order to the finished file: one year, then all of them."""
    ut = []
    for format in (Format.CSV, Format.XLSX):
        for aar in (klokke.today().year - 1, None):
            sekunder, minne, rader = _i_egen_prosess(skriver.lag_rapportfil, str(format), aar)
            si(f"jobben, {rader} rader som {format}: {sekunder:.1f} s, {minne:.0f} MB")
            ut.append(Filmaaling(str(format), rader, sekunder, minne))
    return ut


def _i_egen_prosess(hva: Callable[..., None], *argumenter: Any) -> Any:
    kontekst = multiprocessing.get_context("spawn")
    inn, ut = kontekst.Pipe(duplex=False)
    barn = kontekst.Process(target=hva, args=(*argumenter, ut))
    barn.start()
    ut.close()
    try:
        return inn.recv()
    except EOFError as feil:
        raise RuntimeError("Filen ble ikke ferdig.") from feil
    finally:
        barn.join()


def _copy(rader: int) -> float:
    sql, parametre = saker(rader).values_list(*KOLONNER).query.sql_with_params()
    start = time.perf_counter()
    with tempfile.TemporaryFile() as fil, connection.cursor() as markor:
        hel = markor.mogrify(sql, parametre)
        with markor.copy(f"copy ({hel}) to stdout with (format csv, delimiter ';')") as kopi:
            for bit_ in kopi:
                fil.write(bit_)
    return time.perf_counter() - start
