"""The checks before the tests: all of them run, and what failed is told before pytest starts."""

import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from oppsett.si import si
from oppsett.stier import PYTHON, ROT, VENV

BIN = VENV / "bin"


@dataclass(frozen=True)
class Sjekk:
    navn: str
    argv: tuple[str, ...]


def _verktoy(navn: str, program: str, *argv: str) -> Sjekk:
    return Sjekk(navn, (str(BIN / program), *argv))


def _manage(navn: str, *argv: str) -> Sjekk:
    return Sjekk(navn, (str(PYTHON), "manage.py", *argv))


SAMTIDIG = 2
# The longest first: the others pass beside it.
SJEKKER = (
    _verktoy("typer", "mypy"),
    _verktoy("format", "ruff", "format", "--check", "."),
    _verktoy("lint", "ruff", "check", "."),
    _verktoy("importkontrakter", "lint-imports"),
    _verktoy("malformat", "djlint", "--check", "templates"),
    _verktoy("maler", "djlint", "--lint", "templates"),
    _manage("migreringer", "makemigrations", "--check", "--dry-run"),
    _manage("tekster", "tekster", "--sjekk"),
)


def kjor_sjekker(miljo: dict[str, str]) -> list[str]:
    """The names of those that failed; their output is shown."""
    with ThreadPoolExecutor(SAMTIDIG) as samtidig:
        bestod = list(samtidig.map(lambda sjekk: _bestaar(sjekk, miljo), SJEKKER))
    return [sjekk.navn for sjekk, ok in zip(SJEKKER, bestod, strict=True) if not ok]


def _bestaar(sjekk: Sjekk, miljo: dict[str, str]) -> bool:
    ferdig = subprocess.run(
        sjekk.argv,
        cwd=ROT,
        env=miljo,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    utfall = f"{sjekk.navn}: i orden" if ferdig.returncode == 0 else f"{sjekk.navn}: FEIL\n{ferdig.stdout.rstrip()}"
    si(utfall)
    return ferdig.returncode == 0
