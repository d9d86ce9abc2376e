"""`make bench`: the product on its own data folder, measured by `manage.py benk` and, as a whole country, `benk_land`.

ARGS='--bare-land' measures the country only, `--uten-land` everything else; `--behold-land` keeps one that is there.
"""

import os
import subprocess
import time
from collections.abc import Mapping

from oppsett.applikasjon import datastempel, gjor_klar, lag_miljo
from oppsett.kommando import kjor
from oppsett.port import ledig_port
from oppsett.postgres import Postgres
from oppsett.rester import enerett
from oppsett.si import si
from oppsett.stier import DATA, PYTHON, ROT, VENV
from oppsett.tilsyn import Tilsyn
from oppsett.tjenester import start_tjenester
from oppsett.utvikling import sett_opp
from oppsett.web import start_arbeidere

MAPPE = DATA / "benk"
LAND = "land"
BARE_LAND, UTEN_LAND, BEHOLD_LAND = "--bare-land", "--uten-land", "--behold-land"


def benk(argv: list[str]) -> int:
    resten = [ett for ett in argv if ett not in (BARE_LAND, UTEN_LAND, BEHOLD_LAND)]
    with enerett(MAPPE, "Målingen"), Tilsyn(MAPPE, stille=True) as tilsyn:
        biblioteker = sett_opp("dev", nettleser=False)
        tjenester = start_tjenester(tilsyn, MAPPE, flyktig=False, biblioteker=biblioteker, roller=True)
        miljo, _ = lag_miljo(tilsyn, MAPPE, tjenester, ledig_port())
        miljo["PATH"] = f"{VENV / 'bin'}:{os.environ.get('PATH', os.defpath)}"
        if UTEN_LAND not in argv:
            _mal_land(tjenester.postgres, miljo, behold=BEHOLD_LAND in argv)
        if BARE_LAND in argv:
            return 0
        if tjenester.postgres and not datastempel(MAPPE).ferskt():
            _ny_database(tjenester.postgres, miljo)
        gjor_klar(MAPPE, miljo, fast_database=tjenester.postgres is not None)
        tilsyn.ny_bolge()
        start_arbeidere(tilsyn, miljo)
        si("måler")
        return subprocess.run([str(PYTHON), "manage.py", "benk", *resten], env=miljo, cwd=ROT, check=False).returncode


def _ny_database(klynge: Postgres, miljo: Mapping[str, str]) -> None:
    """What was measured by another edition is of no use to this one."""
    navn = miljo["DATABASE_URL"].rpartition("/")[2]
    klynge.sql(f"drop database if exists {navn} with (force)")
    klynge.sql(f"create database {navn} owner portal")


def _mal_land(klynge: Postgres | None, miljo: Mapping[str, str], *, behold: bool) -> None:
    """In a database of its own, made anew; nobody works beside it."""
    if klynge is None:
        si("måler ikke et helt land: DATABASE_URL er en annen tjener, og landet trenger en egen database der")
        return
    # As the owner: what COPY has put in, is analyzed and its sequences moved.
    miljo = {navn: verdi for navn, verdi in miljo.items() if navn not in ("EIER_DATABASE_URL", "LOGG_DATABASE_URL")}
    miljo["DATABASE_URL"] = f"{klynge.url().rpartition('/')[0]}/{LAND}"
    finnes = klynge.sql(f"select 1 from pg_database where datname = '{LAND}'")
    argumenter: list[str] = []
    if not (behold and finnes):
        _ny_database(klynge, miljo)
        kjor(PYTHON, "manage.py", "migrate", "-v", "0", miljo=miljo)
        si("laster et helt land")
        start = time.monotonic()
        kjor(PYTHON, "manage.py", "last_land", miljo=miljo)
        argumenter = ["--lastet-paa", f"{time.monotonic() - start:.0f}"]
    si("måler et helt land")
    kjor(PYTHON, "manage.py", "benk_land", *argumenter, miljo=miljo)
