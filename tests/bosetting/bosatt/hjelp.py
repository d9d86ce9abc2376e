"""Persons who are søkt ut, made by the services."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from bosetting.person.models import Sak
from imdinett.kjerne import klokke
from tests.bosetting.fordeling.hjelp import Scene
from tests.bosetting.vedtak.hjelp import sokt_ut

HODE = "duf;bosettingsdato;mottak;meldt_tidspunkt"
GRUNN = "Skrev feil dato første gang."


def utsokt(*storrelser: int, **felt: Any) -> tuple[Scene, list[Sak]]:
    """Privatboende, so that the kommune sets the date; another `kategori` on request."""
    en, vedtak = sokt_ut(*storrelser, **{"kategori": "privatboende", **felt})
    return en, [ett.sak for ett in vedtak]


def i_dag() -> date:
    return klokke.today()


def dager_siden(antall: int) -> date:
    return klokke.today() - timedelta(days=antall)


def fil(*linjer: str, navn: str = "datoer.csv", koding: str = "utf-8") -> SimpleUploadedFile:
    return SimpleUploadedFile(navn, "\r\n".join([HODE, *linjer]).encode(koding), "text/csv")


def rad(sak: Sak, dato: date, mottak: str = "Prøve mottak") -> str:
    return f"{sak.person.duf_nummer};{dato:%Y-%m-%d};{mottak};2026-01-05T09:00"
