"""The settings of one simulator: each is an option and an environment variable (SIMULATOR_<NAME>)."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Innstillinger:
    mappe: Path
    nokkel: bytes
    klient: str
    integrasjon_id: str
    integrasjon_passord: str
    vert: str = "127.0.0.1"
    port: int = 0
    smtp_port: int = 0
    utsteder: str = ""
    scope: str = "ks:fiks"
    konto: str = ""
    tempo: float = 20.0
    token_sekunder: int = 599


VALG: tuple[tuple[str, type, Any, str], ...] = (
    ("port", int, 8100, "HTTP-port (0 = en ledig)"),
    ("smtp-port", int, 8125, "SMTP-port (0 = en ledig)"),
    ("mappe", Path, None, "mappen der brev og e-post blir lagret"),
    ("nokkel", Path, None, "PEM-fil med klientens offentlige nøkkel"),
    ("klient", str, None, "klient-ID i Maskinporten (iss)"),
    ("integrasjon-id", str, None, "IntegrasjonId (UUID)"),
    ("integrasjon-passord", str, None, "IntegrasjonPassord"),
    ("vert", str, "127.0.0.1", "adressen det lyttes på"),
    ("utsteder", str, "", "forventet aud i tokenforespørselen; tomt = egen adresse + «/»"),
    ("scope", str, "ks:fiks", "scope som klienten har tilgang til"),
    ("konto", str, "", "kontoen klienten har tilgang til; tomt = alle"),
    ("tempo", float, 20.0, "sekunder mellom statusene; 0 = de står stille på MOTTATT"),
    ("token-sekunder", int, 599, "hvor lenge et tilgangstoken varer"),
)


def read(argv: Sequence[str], miljo: Mapping[str, str]) -> Innstillinger:
    parser = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    for navn, type_, standard, hjelp in VALG:
        verdi = miljo.get("SIMULATOR_" + navn.upper().replace("-", "_"), standard)
        parser.add_argument(f"--{navn}", type=type_, default=verdi, required=verdi is None, help=hjelp)
    valg = vars(parser.parse_args(argv))
    try:
        valg["nokkel"] = valg["nokkel"].read_bytes()
    except OSError as feil:
        parser.error(f"kan ikke lese nøkkelen: {feil}")
    return Innstillinger(**valg)
