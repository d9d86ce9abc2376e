"""`make bench`: the product on its own data folder, measured by `manage.py benk`."""

import os
import subprocess

from oppsett.applikasjon import gjor_klar, lag_miljo
from oppsett.port import ledig_port
from oppsett.rester import enerett
from oppsett.si import si
from oppsett.stier import DATA, PYTHON, ROT, VENV
from oppsett.tilsyn import Tilsyn
from oppsett.tjenester import start_tjenester
from oppsett.utvikling import sett_opp
from oppsett.web import start_arbeidere

MAPPE = DATA / "benk"


def benk(argv: list[str]) -> int:
    with enerett(MAPPE, "Målingen"), Tilsyn(MAPPE, stille=True) as tilsyn:
        biblioteker = sett_opp("dev", nettleser=False)
        tjenester = start_tjenester(tilsyn, MAPPE, flyktig=False, biblioteker=biblioteker)
        miljo, _ = lag_miljo(tilsyn, MAPPE, tjenester, ledig_port())
        gjor_klar(MAPPE, miljo, fast_database=tjenester.postgres is not None)
        tilsyn.ny_bolge()
        start_arbeidere(tilsyn, miljo)
        si("måler")
        miljo["PATH"] = f"{VENV / 'bin'}:{os.environ.get('PATH', os.defpath)}"
        return subprocess.run([str(PYTHON), "manage.py", "benk", *argv], env=miljo, cwd=ROT, check=False).returncode
