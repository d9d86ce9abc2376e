"""Persons who are søkt ut, made by the services."""

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bosetting.person.models import Avvik, Sak
from imdinett.kjerne import klokke
from tests.bosetting.fordeling.hjelp import Scene
from tests.bosetting.vedtak.hjelp import fatt, med_ja

HODE = "duf;bosettingsdato;mottak;meldt_tidspunkt"
GRUNN = "Skrev feil dato første gang."


def utsokt(*storrelser: int, dager: int = 10, **felt: Any) -> tuple[Scene, list[Sak]]:
    """Privatboende, so that the kommune sets the date; decided `dager` ago."""
    with klokke.flyttet_til(klokke.now() - timedelta(days=dager)):
        en = med_ja(*storrelser, **{"kategori": "privatboende", **felt})
        vedtak = fatt(en)
    return en, [ett.sak for ett in vedtak]


def husstand(sak: Sak) -> str:
    return reverse("husstand_bosettingsdato", args=[sak.husstand.uuid])


def apne_avvik(en: Scene, sak: Sak) -> Avvik:
    return Avvik.objects.create(
        sak=sak, kommune=en.kommune, beskrivelse="Feil kategori.", aapnet_tid=klokke.now(), aapnet_av=en.imdi
    )


def i_dag() -> date:
    return klokke.today()


def dager_siden(antall: int) -> date:
    return klokke.today() - timedelta(days=antall)


def skrevet(dato: date) -> str:
    return f"{dato:%d.%m.%Y}"


def fil(*linjer: str, navn: str = "datoer.csv", koding: str = "utf-8") -> SimpleUploadedFile:
    return SimpleUploadedFile(navn, "\r\n".join([HODE, *linjer]).encode(koding), "text/csv")


def rad(sak: Sak, dato: date, mottak: str = "Prøve mottak") -> str:
    return f"{sak.person.duf_nummer};{dato:%Y-%m-%d};{mottak};2026-01-05T09:00"
