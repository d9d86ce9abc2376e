"""The application's own processes."""

import http.client
import urllib.error
import urllib.request
from pathlib import Path

from oppsett.port import vent_til
from oppsett.prosess import Prosess
from oppsett.stier import VENV
from oppsett.tilsyn import Tilsyn

BIN = VENV / "bin"
_direkte = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def uten_eier(miljo: dict[str, str]) -> dict[str, str]:
    """What runs has no way to the tables' owner."""
    return {navn: verdi for navn, verdi in miljo.items() if navn != "EIER_DATABASE_URL"}


def start_web(tilsyn: Tilsyn, miljo: dict[str, str], port: int) -> Prosess:
    argv = ["imdinett.wsgi", "-b", f"127.0.0.1:{port}", "-k", "gthread", "-w", "2", "--threads", "4"]
    return tilsyn.start("web", [BIN / "gunicorn", *argv, "--preload", "--no-control-socket"], uten_eier(miljo))


def vent_pa_web(prosess: Prosess, port: int) -> None:
    vent_til(lambda: svarer_ok(f"http://127.0.0.1:{port}/healthz"), "Nettsiden", 90, prosess.krev_levende)


def start_arbeidere(tilsyn: Tilsyn, miljo: dict[str, str]) -> None:
    celery: list[str | Path] = [BIN / "celery", "-A", "imdinett.celery"]
    plan = tilsyn.mappe / "beat"
    tilsyn.start("worker", [*celery, "worker", "-l", "INFO"], uten_eier(miljo))
    tilsyn.start("beat", [*celery, "beat", "-l", "INFO", "--pidfile=", "-s", plan], uten_eier(miljo))


def svarer_ok(url: str) -> bool:
    try:
        with _direkte.open(url, timeout=2) as svar:
            return bool(svar.status == 200)
    except (OSError, urllib.error.URLError, http.client.HTTPException):
        return False
