"""The started product: web, worker, beat, simulator and mail catcher as real processes, on a database of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import psycopg
from redis import Redis

from oppsett import clamd
from oppsett.applikasjon import lag_miljo
from oppsett.port import ledig_port
from oppsett.stier import ROT
from oppsett.tilsyn import Tilsyn
from oppsett.tjenester import Tjenester, grunnmiljo
from oppsett.web import start_arbeidere, start_web, vent_pa_web

# Seconds instead of minutes (decision 33): the waits are settings. Each sweep rings for every letter that waits, so
# one per second would bury 357 of them in their own messages.
RASKT = {"UTBOKS_FEIER_HVERT": "10", "SVARUT_STATUS_HVERT": "5", "UTBOKS_VENT_FORST": "1"}


@dataclass(frozen=True)
class Produkt:
    url: str
    simulator: str
    database: str

    def brev(self) -> list[dict[str, Any]]:
        """Every letter that SvarUT has accepted."""
        return httpx.get(f"{self.simulator}/_kontroll/brev").json()

    def brev_pdf(self, brev_id: str) -> bytes:
        return httpx.get(f"{self.simulator}/_kontroll/brev/{brev_id}.pdf").content

    def epost(self, til: str) -> list[dict[str, Any]]:
        return httpx.get(f"{self.simulator}/_kontroll/epost", params={"til": til}).json()


@contextmanager
def startet(mappe: Path, *, klargjor: tuple[str, ...]) -> Iterator[Produkt]:
    """Start it, with demo data made by `manage.py klargjor`."""
    port = ledig_port()
    with (
        _egen_database(os.environ["DATABASE_URL"], os.environ["TEST_TEMPLATE"]) as database,
        Tilsyn(mappe, stille=True) as tilsyn,
    ):
        biblioteker = os.environ.get("LD_LIBRARY_PATH", "")
        miljo = grunnmiljo(biblioteker) | {
            "DATABASE_URL": database,
            "REDIS_URL": _egen_ko(os.environ["REDIS_URL"]),
            "CLAMD_ADRESSE": os.environ.get("CLAMD_ADRESSE") or clamd.start(tilsyn, mappe),
        }
        miljo, simulator = lag_miljo(tilsyn, mappe, Tjenester(miljo, None), port)
        miljo |= RASKT
        for navn in ("TEST_TEMPLATE", "TEST_SUFFIX", "PYTEST_XDIST_WORKER", "PYTEST_CURRENT_TEST"):
            miljo.pop(navn, None)
        subprocess.run(
            [sys.executable, "manage.py", "klargjor", *klargjor], cwd=ROT, env=miljo, check=True, capture_output=True
        )
        vent_pa_web(start_web(tilsyn, miljo, port), port)
        start_arbeidere(tilsyn, miljo)
        yield Produkt(f"http://localhost:{port}", simulator.url, database)


def _egen_ko(url: str) -> str:
    """A queue that no other product's worker reads, without what an earlier one left in it."""
    egen = f"{url.rsplit('/', 1)[0]}/{2 + os.getpid() % 14}"
    with Redis.from_url(egen) as forbindelse:
        forbindelse.flushdb()
    return egen


@contextmanager
def _egen_database(url: str, mal: str) -> Iterator[str]:
    navn = f"e2e_{os.getpid()}"
    deler = urlsplit(url)
    with psycopg.connect(deler._replace(path="/postgres").geturl(), autocommit=True) as forbindelse:
        forbindelse.execute(f'drop database if exists "{navn}" with (force)')
        forbindelse.execute(f'create database "{navn}" template "{mal}"')
        yield deler._replace(path=f"/{navn}").geturl()
        forbindelse.execute(f'drop database if exists "{navn}" with (force)')
