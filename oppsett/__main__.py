"""python3 -m oppsett demo | kode EPOST | test | bench | exec KOMMANDO … | ny-maskin"""

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from oppsett.benk import benk
from oppsett.demo import demo
from oppsett.engangskode import kode
from oppsett.feil import Oppsettfeil
from oppsett.kjoring import kjor_med_tjenester
from oppsett.ny_maskin import ny_maskin
from oppsett.si import si
from oppsett.test import test

KOMMANDOER: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "kode": kode,
    "test": test,
    "bench": benk,
    "exec": kjor_med_tjenester,
    "ny-maskin": ny_maskin,
}
AVBRUTT = 130


def main(argv: list[str]) -> int:
    if not argv or argv[0] not in KOMMANDOER:
        print(__doc__)
        return 2
    os.umask(0o022)
    for sig in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sig, _avbryt)
    try:
        return KOMMANDOER[argv[0]](argv[1:])
    except KeyboardInterrupt:
        si("avbrutt")
        return AVBRUTT
    except Oppsettfeil as feil:
        si(f"FEIL: {feil}")
        return 1


def _avbryt(nummer: int, ramme: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
