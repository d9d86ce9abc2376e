"""How long the access log is kept (security.md §8): long enough for complaint and control, then deleted.

What is deleted is said by a line at the end of the chain that it was in: which numbers, and the hash of the last of
them. So the chain can still be gone through from its first line that is left, and nothing can be taken out in silence.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.conf import settings
from django.db import connections, transaction
from django.db.models import Q, QuerySet

from imdinett.hendelse import hendelse, kjede
from imdinett.hendelse.models import Innsyn
from imdinett.hendelse.typer import Handling, Hendelsestype, Utfall
from imdinett.kjerne import klokke

BUNKE = 5_000


class Linje(NamedTuple):
    nr: int
    pk: int
    tid: datetime
    hash: str


class Sletting(NamedTuple):
    """A line that is there says that these numbers are gone."""

    nr: int
    fra: int
    til: int
    hash: str


def utlopte() -> QuerySet[Innsyn]:
    """The lines that have been kept for all the years of the setting that was in force when they were written.

    Without those that say what was deleted: they name nobody, and the chain needs them until a later one says it too.
    """
    return _utlopt().filter(slettet_til=None)


def _utlopt() -> QuerySet[Innsyn]:
    perioder: Sequence[tuple[date, int]] = settings.INNSYNSLOGG_OPPBEVARES_AAR
    slutter = [fra for fra, _aar in perioder[1:]]
    gjelder = Q(pk__in=[])
    for nr, (fra, aar) in enumerate(perioder):
        en = Q(tid__lt=klokke.starten_av(_beholdes_fra(aar)))
        if nr:  # the first period is also that of what came before it
            en &= Q(tid__gte=klokke.starten_av(fra))
        if nr < len(slutter):
            en &= Q(tid__lt=klokke.starten_av(slutter[nr]))
        gjelder |= en
    return Innsyn.objects.filter(gjelder)


def _beholdes_fra(aar: int) -> date:
    return klokke.om_maaneder(klokke.today(), -12 * aar)


def slett_utlopte() -> int:
    """All of them, in pieces; how many. Each piece leaves an event that says how many lines and which, never whom."""
    antall = 0
    for navn in sorted(utlopte().order_by().values_list("kjede", flat=True).distinct()):
        while bunke := _slett_en_bunke(navn):
            antall += bunke
    return antall


def _slett_en_bunke(navn: str) -> int:
    """Some of one chain, with the lines that say so, in one transaction on the log's connection.

    The event is committed before it: should the deletion fail, the lines are still there, and the next round says of
    them once more what it does.
    """
    with transaction.atomic(using=kjede.LOGG):
        kjede.laas([navn])
        # Locked, the chain has no other who deletes from it, and nobody who writes in it.
        linjer = [Linje(*rad) for rad in _bunke(navn).values_list("nr", "pk", "tid", "hash")]
        if not linjer:
            return 0
        slettes = list(_rekker(navn, linjer))
        kjede.legg_til([_linje_om(navn, sletting) for _fra, _til, sletting in slettes], kjede=navn)
        with connections[kjede.LOGG].cursor() as markor:
            for fra, til, _sletting in slettes:
                markor.execute("select imdinett_innsyn_slett(%s, %s, %s)", [navn, fra, til])
        with transaction.atomic():
            _si_fra(navn, linjer)
    return len(linjer)


def _bunke(navn: str) -> QuerySet[Innsyn]:
    foreldet = [en.nr for en in _foreldede(_slettinger(navn))]
    egne = _utlopt().filter(kjede=navn).filter(Q(slettet_til=None) | Q(nr__in=foreldet))
    return egne.order_by("nr")[:BUNKE]


def _slettinger(navn: str) -> list[Sletting]:
    rader = Innsyn.objects.filter(kjede=navn, slettet_til__isnull=False).order_by("nr")
    felter = rader.values_list("nr", "slettet_fra", "slettet_til", "slettet_hash")
    return [Sletting(nr, fra, til, hash_) for nr, fra, til, hash_ in felter if fra is not None and til is not None]


def _foreldede(slettinger: Sequence[Sletting]) -> Iterator[Sletting]:
    """A later line says all that they say."""
    for nr, en in enumerate(slettinger):
        if any(annen.fra <= en.fra and en.til <= annen.til for annen in slettinger[nr + 1 :]):
            yield en


def _rekker(navn: str, linjer: Iterable[Linje]) -> Iterator[tuple[int, int, Sletting]]:
    """Numbers that follow each other, and what is said of them together with what was deleted right beside them."""
    slettinger = _slettinger(navn)
    rekker: list[list[Linje]] = []
    for linje in linjer:
        if rekker and linje.nr == rekker[-1][-1].nr + 1:
            rekker[-1].append(linje)
        else:
            rekker.append([linje])
    for rekke in rekker:
        fra, til = rekke[0].nr, rekke[-1].nr
        foran = min((en.fra for en in slettinger if en.til == fra - 1), default=fra)
        bak = max((en for en in slettinger if en.fra == til + 1), key=lambda en: en.til, default=None)
        sletting = Sletting(0, foran, bak.til if bak else til, bak.hash if bak else rekke[-1].hash)
        slettinger.append(sletting)
        yield fra, til, sletting


def _linje_om(navn: str, sletting: Sletting) -> Innsyn:
    slag, _skille, hvem = navn.partition(":")
    return Innsyn(
        tid=klokke.now(),
        bruker_navn="IMDinett",
        enhet=hvem if slag == "enhet" else "",
        kommune_id=int(hvem) if slag == "kommune" else None,
        handling=Handling.SLETTE.value,
        utfall=Utfall.VIST.value,
        del_av="innsynslogg",
        kilde="jobb",
        beskrivelse=f"Oppbevaringstiden er ute for linje {sletting.fra} til {sletting.til} i kjeden.",
        slettet_fra=sletting.fra,
        slettet_til=sletting.til,
        slettet_hash=sletting.hash,
    )


def _si_fra(navn: str, linjer: Sequence[Linje]) -> None:
    tider = sorted(linje.tid for linje in linjer)
    hendelse.log(
        None,
        Hendelsestype.INNSYNSLOGG_SLETTET,
        Innsyn(pk=max(linje.pk for linje in linjer)),
        antall=len(linjer),
        kjede=navn,
        fra_nr=linjer[0].nr,
        til_nr=linjer[-1].nr,
        fra_dato=klokke.dag(tider[0]).isoformat(),
        til_dato=klokke.dag(tider[-1]).isoformat(),
    )
