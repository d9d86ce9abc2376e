"""The carried files in data/, read as they are. See data/SOURCES.md."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from imdinett.kommune.inndeling import Endring

MAPPE = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Fylkerad:
    nummer: str
    navn: str
    orgnr: str


@dataclass(frozen=True)
class Kommunerad:
    nummer: str
    navn: str
    visningsnavn: str
    navn_offisielt: str
    fylkesnummer: str
    orgnr: str
    maalform: str
    folketall: int
    folketall_dato: date
    sentralitet: int
    nettsted: str


def fylker() -> list[Fylkerad]:
    return [
        Fylkerad(rad["fylkesnummer"], rad["fylke"], rad["organisasjonsnummer_fylkeskommune"])
        for rad in _read("fylker.csv")
    ]


def kommuner() -> list[Kommunerad]:
    return [
        Kommunerad(
            nummer=rad["kommunenummer"],
            navn=rad["navn"],
            visningsnavn=rad["visningsnavn"],
            navn_offisielt=_dash(rad["navn_offisielt"]),
            fylkesnummer=rad["fylkesnummer"],
            orgnr=rad["organisasjonsnummer"],
            maalform=rad["maalform"],
            folketall=int(rad["folketall"]),
            folketall_dato=date.fromisoformat(rad["folketall_dato"]),
            sentralitet=int(rad["sentralitet"]),
            nettsted=rad["nettsted"],
        )
        for rad in _read("kommuner.csv")
    ]


def endringer() -> list[Endring]:
    return [
        Endring(
            date.fromisoformat(rad["gyldig_fra"]),
            rad["gammelt_nummer"],
            _dash(rad["gammelt_navn"]),
            rad["nytt_nummer"],
            _dash(rad["nytt_navn"]),
        )
        for rad in _read("kommuneendringer.csv")
    ]


@cache
def poststeder() -> dict[str, str]:
    """postnummer to poststed, kept for the life of the process."""
    return {rad["postnummer"]: rad["poststed"] for rad in _read("postnummer.csv")}


def _read(fil: str) -> Iterator[dict[str, str]]:
    with (MAPPE / fil).open(encoding="utf-8", newline="") as innhold:
        yield from csv.DictReader(innhold)


def _dash(navn: str) -> str:
    """Between two names of one kommune stands a dash, not a hyphen: «Kárášjohka – Karasjok»."""
    return navn.replace(" - ", " – ")
