"""What `test`, `exec` and `bench` share: the dev set, everything fetched, the servers up."""

import contextlib
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from oppsett.biblioteker import hent_libatomic, hent_pango
from oppsett.clamd import hent_clamd
from oppsett.node import hent_ressurser
from oppsett.oversettelser import kompiler
from oppsett.rester import enerett
from oppsett.statisk import samle
from oppsett.stier import DATA, VENV
from oppsett.tilsyn import Tilsyn
from oppsett.tjenester import Tjenester, start_tjenester
from oppsett.venv import installer

MAPPE = DATA / "test"


def sett_opp(sett: str, *, nettleser: bool) -> str:
    """Install and fetch; the Debian packages beside the Python ones, and with `nettleser` what a browser's driver
    needs. Returns the libraries' LD_LIBRARY_PATH."""
    with ThreadPoolExecutor(1) as ved_siden:
        pakker = ved_siden.submit(_debian, nettleser=nettleser)
        installer(sett)
        hent_ressurser()
        kompiler()
        samle()
        return pakker.result()


def _debian(*, nettleser: bool) -> str:
    stier = [hent_pango()]
    hent_clamd()
    if nettleser:
        stier.append(hent_libatomic())
    return ":".join(filter(None, stier))


@contextlib.contextmanager
def utviklingsmiljo(mappe: Path = MAPPE, *, nettleser: bool = False, flyktig: bool = True) -> Iterator[Tjenester]:
    with enerett(mappe, "En testkjøring"), Tilsyn(mappe, stille=True) as tilsyn:
        biblioteker = sett_opp("dev", nettleser=nettleser)
        tjenester = start_tjenester(tilsyn, mappe, flyktig=flyktig, biblioteker=biblioteker)
        tjenester.miljo["PATH"] = f"{VENV / 'bin'}:{os.environ.get('PATH', os.defpath)}"
        tjenester.miljo.setdefault("DJANGO_SETTINGS_MODULE", "imdinett.settings.test")
        yield tjenester
