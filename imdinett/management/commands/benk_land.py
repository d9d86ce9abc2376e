"""Part of `make bench`: a whole country, checked and measured; writes docs/maalinger/land.md. Never in the tests."""

import os
import platform
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from bosetting import invarianter
from bosetting.invarianter import Funn
from bosetting.person.models import Person
from imdinett.kjerne import klokke
from imdinett.management.benk import filer, landsider
from imdinett.management.benk.filer import Filmaaling
from imdinett.management.benk.landsider import Leser
from imdinett.management.benk.maaling import Sidemaaling
from imdinett.web import norsk

RAPPORT: Path = settings.ROT / "docs" / "maalinger" / "land.md"
TABELLER = (
    "imdinett.Kommune", "bosetting.Person", "bosetting.Sak", "bosetting.Husstand", "bosetting.Fordelingsliste",
    "bosetting.Fordelingslinje", "bosetting.Bosettingsvedtak", "bosetting.Bosetting", "bosetting.Anmodning",
    "bosetting.Kommunevedtak", "bosetting.Plassinnmelding", "imdinett.Hendelse", "imdinett.Innsyn",
)  # fmt: skip


class Command(BaseCommand):
    help = "Kontrollerer og måler landet fra last_land, og skriver tallene til docs/maalinger/land.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--lastet-paa", type=float, default=0, help="Sekunder som lastingen tok.")

    def handle(self, *args: Any, **options: Any) -> None:
        self._start = time.monotonic()
        if not Person.objects.exists():
            raise CommandError("Databasen har ingen personer. Last landet først med last_land.")
        funn = invarianter.kontroller()
        for ett in funn:
            self.stdout.write(f"  {ett.regel}  {ett.sett:>8} sett, {ett.brudd} brudd: {ett.tekst}")
        if any(ett.brudd for ett in funn):
            raise CommandError("Landet bryter reglene, så det måles ikke.")
        sidene = landsider.mal_alle(self._si)
        filene, jobbene = filer.mal_alle(self._si), filer.mal_jobber(self._si)
        linjer = [*_innledning(options["lastet_paa"]), *_invarianter(funn), *_sider(sidene), *_filer(filene, jobbene)]
        tekst = "\n".join(linjer)
        self.stdout.write(tekst)
        RAPPORT.parent.mkdir(parents=True, exist_ok=True)
        RAPPORT.write_text(tekst)

    def _si(self, hva: str) -> None:
        self.stdout.write(f"{time.monotonic() - self._start:6.1f} s  {hva}")


def _innledning(lastet_paa: float) -> list[str]:
    lasting = f" Lastet på {lastet_paa:.0f} s." if lastet_paa else ""
    return [
        "# Målinger på et helt land",
        "",
        f"Laget av `make bench` {klokke.today().isoformat()} på {os.cpu_count()} kjerner, Python "
        f"{platform.python_version()}, med dataene fra `manage.py last_land`. Databasen er på {_storrelse()}.{lasting}",
        "",
        "| Tabell | Rader |",
        "| --- | ---: |",
        *(_antall(navn) for navn in TABELLER),
        "",
    ]


def _antall(navn: str) -> str:
    modell = apps.get_model(navn)
    return f"| {modell._meta.verbose_name_plural} | {norsk.tall(modell._default_manager.count())} |"


def _storrelse() -> str:
    with connection.cursor() as markor:
        markor.execute("select pg_database_size(current_database())")
        return f"{markor.fetchone()[0] / 2**30:.1f} GB"


def _invarianter(funn: Sequence[Funn]) -> list[str]:
    return [
        "## Regler som alltid gjelder",
        "",
        "| Regel | Hva | Kontrollert | Brudd |",
        "| --- | --- | ---: | ---: |",
        *(f"| {ett.regel} | {ett.tekst} | {norsk.tall(ett.sett)} | {ett.brudd} |" for ett in funn),
        "",
    ]


def _sider(sidene: Mapping[Leser, Sequence[Sidemaaling]]) -> list[str]:
    """Milliseconds; the aims are those of security.md S-17 and of the queries of a page."""
    ut = [
        "## Sider",
        "",
        "Millisekunder i tjeneren. «SQL» er de samme spørringene sendt rett til databasen, målt mellom hver gang siden "
        "ble hentet. Mål: liste p95 < 500, mappe p95 < 400, høyst 20 spørringer.",
    ]
    for leser, rader in sidene.items():
        ut += [
            "",
            f"### {leser.hvem} ({norsk.tall(leser.personer)} bosatte)",
            "",
            "| Side | Spørringer | p50 | p95 | SQL p50 | Tjener / SQL |",
            "| --- | ---: | ---: | ---: | ---: | ---: |",
            *(
                f"| {s.navn} | {s.sporringer} | {s.p50:.0f} | {s.p95:.0f} | {s.sql_p50:.0f} | {s.forhold:.1f} |"
                for s in rader
            ),
        ]
    return [*ut, ""]


def _filer(filene: Sequence[Filmaaling], jobbene: Sequence[Filmaaling]) -> list[str]:
    return [
        "## Filer",
        "",
        f"Kolonnene i R2, skrevet rad for rad i en egen prosess; den beste av {filer.GANGER} ganger. «COPY» er de "
        "samme radene tatt ut med `COPY … TO STDOUT`. Mål: CSV / COPY ≤ 3, og minnet vokser ikke med antall rader.",
        "",
        "| Format | Rader | Sekunder | Toppminne, MB | COPY, s | Fil / COPY |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        *(
            f"| {f.navn} | {norsk.tall(f.rader)} | {f.sekunder:.2f} | {f.minne_mb:.0f} | {f.copy_s:.2f} "
            f"| {f.forhold:.1f} |"
            for f in filene
        ),
        "",
        "Hele jobben til arbeideren, med linjen i innsynsloggen og filen lagret i databasen:",
        "",
        "| Format | Rader | Sekunder | Toppminne, MB |",
        "| --- | ---: | ---: | ---: |",
        *(f"| {f.navn} | {norsk.tall(f.rader)} | {f.sekunder:.2f} | {f.minne_mb:.0f} |" for f in jobbene),
        "",
    ]
