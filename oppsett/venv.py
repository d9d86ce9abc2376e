"""The project's virtual environment: locked packages with checked hashes, installed by uv (by pip if uv cannot)."""

import os
import subprocess
import sys
from pathlib import Path

from oppsett.feil import Oppsettfeil
from oppsett.kommando import kjor
from oppsett.pipvalg import pip_valg
from oppsett.si import si
from oppsett.stempel import Stempel, avtrykk
from oppsett.stier import PYTHON, ROT, VENV

UV = VENV / "bin" / "uv"
UV_NAVN = {"UV_DEFAULT_INDEX": "index-url", "UV_INDEX": "extra-index-url", "UV_FIND_LINKS": "find-links"}
LASER = {"demo": ROT / "requirements-demo.lock", "dev": ROT / "requirements-dev.lock"}


def installer(sett: str) -> None:
    """Install the "demo" or "dev" set; the dev set contains the demo set."""
    if _stempel(sett).ferskt() or (sett == "demo" and _stempel("dev").ferskt()):
        return
    if not PYTHON.exists():
        si("lager .venv")
        kjor(sys.executable, "-m", "venv", VENV)
    _hent_uv()
    si(f"installerer pakkene i {LASER[sett].name}")
    pip_installer(LASER[sett])
    _stempel(sett).sett()


def pip_installer(las: Path, *valg: str | Path) -> None:
    argv = [str(UV), "pip", "install", "-q", "--require-hashes", "-p", str(PYTHON), *map(str, valg), "-r", str(las)]
    if UV.exists() and subprocess.run(argv, env=_uv_miljo(), cwd=ROT, check=False).returncode == 0:
        return
    si("uv klarte det ikke; prøver med pip")
    _pip("install", "-q", "--require-hashes", *valg, "-r", las)


def _hent_uv() -> None:
    if UV.exists():
        return
    si("installerer uv")
    try:
        _pip("install", "-q", "--require-hashes", "-r", ROT / "requirements-uv.lock")
    except Oppsettfeil as feil:
        si(f"uten uv går det saktere: {feil}")


def _pip(*argv: str | Path) -> None:
    kjor(PYTHON, "-m", "pip", "--disable-pip-version-check", *argv)


def _stempel(sett: str) -> Stempel:
    return Stempel(f"oppsett-{sett}", avtrykk([LASER[sett]]), mappe=VENV)


def _uv_miljo() -> dict[str, str]:
    """uv reads neither pip's configuration nor the system's certificates by itself."""
    pip = pip_valg()
    # As pip does: any index will do, since the hash decides whether the file is the right one.
    miljo = {"UV_SYSTEM_CERTS": "1", "UV_INDEX_STRATEGY": "unsafe-best-match"}
    miljo |= {uv: pip[navn] for uv, navn in UV_NAVN.items() if navn in pip}
    return miljo | os.environ
