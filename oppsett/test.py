"""`make test`: the checks, then the suite; the last line is pytest's own."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

from oppsett.chromium import hent_chromium
from oppsett.maldatabase import klargjor_mal
from oppsett.si import si
from oppsett.sjekker import kjor_sjekker
from oppsett.stier import PYTHON, ROT
from oppsett.utvikling import utviklingsmiljo

# One more than there are cores: some always wait for the database, a browser or a worker. In the order of
# tests/conftest.py: xdist would move what is alone in its group to the end.
SAMTIDIG = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "loadgroup", "--no-loadscope-reorder"]
TESTMILJO = {"DJANGO_SETTINGS_MODULE": "imdinett.settings.test", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}


def test(argv: list[str]) -> int:
    with utviklingsmiljo(nettleser=True) as tjenester, ThreadPoolExecutor(2) as ved_siden:
        miljo = tjenester.miljo | TESTMILJO
        # One waits for the network and the other for the database: the checks have the machine meanwhile.
        chromium = ved_siden.submit(hent_chromium)
        mal = ved_siden.submit(klargjor_mal, tjenester.postgres, miljo) if tjenester.postgres else None
        feilet = kjor_sjekker(miljo)
        miljo["CHROMIUM"] = str(chromium.result())
        if mal:
            miljo["TEST_TEMPLATE"] = mal.result()
        si(f"sjekker som feilet: {', '.join(feilet)}" if feilet else "alle sjekkene er i orden")
        pytest = [str(PYTHON), "-m", "pytest", *(argv or SAMTIDIG)]
        kode = subprocess.run(pytest, env=miljo, cwd=ROT, stdin=subprocess.DEVNULL, check=False).returncode
    return kode or int(bool(feilet))
