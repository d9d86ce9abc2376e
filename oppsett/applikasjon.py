"""The application's environment and the steps that make its data ready; used by the demo and by the benchmark."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from oppsett.engangskode import TABELL, skriv_tabell
from oppsett.feil import Oppsettfeil
from oppsett.kommando import kjor
from oppsett.nokler import Nokler
from oppsett.si import si
from oppsett.simulator import Simulator, start_simulator
from oppsett.stempel import Stempel, avtrykk
from oppsett.stier import PYTHON, ROT
from oppsett.tilsyn import Tilsyn
from oppsett.tjenester import Tjenester

APPER = ("imdinett", "bosetting", "tilskudd", "nir")


def lag_miljo(tilsyn: Tilsyn, mappe: Path, tjenester: Tjenester, port: int) -> tuple[dict[str, str], Simulator]:
    """Start the simulator and return the whole environment of web, worker and beat."""
    nokler = Nokler(mappe)
    hemmelig = nokler.miljo()
    simulator = start_simulator(tilsyn, mappe, nokler, hemmelig)
    opplasting = mappe / "opplastinger"
    opplasting.mkdir(mode=0o700, parents=True, exist_ok=True)
    egne = {
        "DJANGO_SETTINGS_MODULE": "imdinett.settings.local",
        "NETTADRESSE": f"http://localhost:{port}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "OPPLASTING_MAPPE": str(opplasting),
        "SIKKERHETSANSVARLIG_EPOST": "sikkerhet@demo.example",
        "DEMO_MAPPE": str(mappe),
    }
    return tjenester.miljo | hemmelig | simulator.miljo() | egne, simulator


def gjor_klar(mappe: Path, miljo: dict[str, str], *, fast_database: bool) -> None:
    """Migrations and demo data, unless no code or data has changed since they were last made here."""
    database = datastempel(mappe)
    if fast_database and database.ferskt():
        return
    si("lager databasen og demodataene")
    kjor(PYTHON, "manage.py", "klargjor", "--migrer", miljo=miljo)
    database.sett()


def datastempel(mappe: Path) -> Stempel:
    return Stempel("database", avtrykk(_kildefiler("*.py", "*.csv")), mappe=mappe)


def _kildefiler(*monstre: str) -> list[Path]:
    return [fil for app in APPER for monster in monstre for fil in (ROT / app).rglob(monster)]


@contextmanager
def brukertabell(mappe: Path, miljo: dict[str, str]) -> Iterator[Callable[[], str]]:
    """The table of the demo users, drawn beside what happens in the block unless it stands from the last start."""
    fil = mappe / TABELL.name
    if datastempel(mappe).ferskt() and fil.is_file():
        yield fil.read_text
        return
    fil.unlink(missing_ok=True)
    with subprocess.Popen(
        [str(PYTHON), "manage.py", "klargjor", "--vis-brukere"],
        cwd=ROT,
        env=miljo,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as prosess:
        yield lambda: _ferdig(prosess, mappe)


def _ferdig(prosess: "subprocess.Popen[str]", mappe: Path) -> str:
    tabell = prosess.communicate()[0]
    if prosess.returncode:
        raise Oppsettfeil(f"Kunne ikke liste demobrukerne:\n{tabell[-2000:]}")
    skriv_tabell(mappe, tabell)
    return tabell
