"""`exec`: any command, with the development environment and the servers up around it."""

import subprocess

from oppsett.feil import Oppsettfeil
from oppsett.stier import ROT
from oppsett.utvikling import utviklingsmiljo


def kjor_med_tjenester(argv: list[str]) -> int:
    if not argv:
        raise Oppsettfeil("Bruk: python3 -m oppsett exec KOMMANDO …")
    with utviklingsmiljo() as tjenester:
        try:
            return subprocess.run(argv, env=tjenester.miljo, cwd=ROT, check=False).returncode
        except FileNotFoundError:
            raise Oppsettfeil(f"Finner ikke kommandoen {argv[0]}.") from None
