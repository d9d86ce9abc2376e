"""A file written in a process of its own, so that its memory is its own. Nothing of Django before `setup`."""

import resource
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

import django


def skriv(format: str, rader: int, svar: Connection) -> None:
    """R2's columns for so many cases, to a file that nobody keeps: seconds, peak memory in MB, size in MB."""
    django.setup()
    from bosetting.rapport.services import person_eksport  # noqa: PLC0415  # app ready
    from imdinett.management.benk import filer  # noqa: PLC0415  # app ready
    from imdinett.web import eksport  # noqa: PLC0415  # app ready

    start = time.perf_counter()
    with tempfile.TemporaryFile() as fil:
        saker = filer.saker(rader).iterator(chunk_size=1000)
        innhold = person_eksport(filer.RAPPORT, saker, bruker=filer.bruker(), kommune=None, aar=None)
        eksport.write(innhold, eksport.Format(format), fil)
        svar.send((time.perf_counter() - start, _minne(), fil.tell() / 2**20))


def lag_rapportfil(format: str, aar: int | None, svar: Connection) -> None:
    """The whole job of the worker, with the line in the log and the file in the database."""
    django.setup()
    from bosetting.rapport import services  # noqa: PLC0415  # app ready
    from imdinett.management.benk import filer  # noqa: PLC0415  # app ready

    fil = filer.bestill(format, aar)
    start = time.perf_counter()
    services.lag_rapportfil(fil.pk)
    sekunder = time.perf_counter() - start
    fil.refresh_from_db()
    svar.send((sekunder, _minne(), fil.rader))


def _minne() -> float:
    """Peak memory in MB. On Linux `getrusage` never gives less than the parent had when it made this process."""
    status = Path("/proc/self/status")
    if status.exists():
        toppen = next(linje for linje in status.read_text().splitlines() if linje.startswith("VmHWM:"))
        return int(toppen.split()[1]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
