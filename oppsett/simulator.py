"""The SvarUT, Maskinporten and SMTP simulator as a child process, and the addresses the application gets to it."""

import os
from dataclasses import dataclass
from pathlib import Path

from oppsett.nokler import Nokler
from oppsett.port import ledig_port, vent_til
from oppsett.stier import PYTHON
from oppsett.tilsyn import Tilsyn
from oppsett.web import svarer_ok

KLIENT = "imdinett-demo"
INTEGRASJON = "7d0f1a52-3c55-4f0e-9a34-2f5f3f2b9c10"
KONTO = "c2f3a9d4-90f1-4d6f-8a41-6c4d52c7b7e1"


@dataclass(frozen=True)
class Simulator:
    url: str
    smtp_port: int
    mappe: Path

    def miljo(self) -> dict[str, str]:
        return {
            "SMTP_URL": f"smtp://127.0.0.1:{self.smtp_port}",
            "SVARUT_URL": f"{self.url}/api",
            "SVARUT_KONTO": KONTO,
            "SVARUT_INTEGRASJON_ID": INTEGRASJON,
            "MASKINPORTEN_URL": f"{self.url}/",
            "MASKINPORTEN_KLIENT": KLIENT,
        }


def start_simulator(tilsyn: Tilsyn, mappe: Path, nokler: Nokler, miljo: dict[str, str]) -> Simulator:
    port, smtp_port = ledig_port(), ledig_port()
    simulator = Simulator(f"http://127.0.0.1:{port}", smtp_port, mappe / "simulator")
    argv: list[str | Path] = [
        "-m",
        "simulator",
        "--port",
        str(port),
        "--smtp-port",
        str(smtp_port),
        "--mappe",
        simulator.mappe,
    ]
    argv += ["--nokkel", nokler.offentlig, "--klient", KLIENT, "--integrasjon-id", INTEGRASJON, "--konto", KONTO]
    hemmelig = {"SIMULATOR_INTEGRASJON_PASSORD": miljo["SVARUT_INTEGRASJON_PASSORD"]}
    prosess = tilsyn.start("simulator", [PYTHON, *argv], dict(os.environ) | hemmelig)
    vent_til(lambda: svarer_ok(f"{simulator.url}/helse"), "Simulatoren", 60, prosess.krev_levende)
    return simulator
