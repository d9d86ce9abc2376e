"""How this machine's pip reaches its registry: uv and an empty machine are to do the same."""

import ast
import functools
import sys

from oppsett.feil import Oppsettfeil
from oppsett.kommando import les
from oppsett.stier import PYTHON


@functools.cache
def pip_valg() -> dict[str, str]:
    """Options by name, without section; the environment wins, as it does in pip."""
    for python in (str(PYTHON), sys.executable):
        try:
            return tolk(les(python, "-m", "pip", "config", "list"))
        except (Oppsettfeil, OSError):
            continue
    return {}


def tolk(utskrift: str) -> dict[str, str]:
    valg: dict[str, str] = {}
    for linje in sorted(utskrift.splitlines(), key=lambda linje: linje.startswith(":env:")):
        navn, likhet, verdi = linje.partition("=")
        omraade, _, valgnavn = navn.rpartition(".")
        if likhet and omraade in {"global", "install", ":env:"}:
            valg[valgnavn] = " ".join(str(ast.literal_eval(verdi)).split())
    return valg
