"""`make bench`: measures, prints, and writes docs/maalinger/benk.md. Never part of the tests."""

import os
import platform
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from imdinett.kjerne import klokke
from imdinett.management.benk import brev, loggkjede, sider
from imdinett.management.benk.loggkjede import Loggmaaling
from imdinett.management.benk.maaling import Sidemaaling

RAPPORT: Path = settings.ROT / "docs" / "maalinger" / "benk.md"


class Command(BaseCommand):
    help = "Måler utsending av brev og sidene som brukes mest, og skriver tallene til docs/maalinger/benk.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--uten-brev", action="store_true", help="Ikke brevene.")
        parser.add_argument("--bare-logg", action="store_true", help="Bare innsynsloggen, uten å skrive filen.")

    def handle(self, *args: Any, **options: Any) -> None:
        self._start = time.monotonic()
        if options["bare_logg"]:
            self.stdout.write("\n".join(_logg(loggkjede.mal(self._si))))
            return
        sidene = sider.mal_alle(self._si)
        loggen = loggkjede.mal(self._si)
        brevene = [] if options["uten_brev"] else brev.mal(self._si)
        tekst = rapport(sidene, brevene, loggen)
        self.stdout.write(tekst)
        RAPPORT.parent.mkdir(parents=True, exist_ok=True)
        RAPPORT.write_text(tekst)

    def _si(self, hva: str) -> None:
        self.stdout.write(f"{time.monotonic() - self._start:6.1f} s  {hva}")


def rapport(sidene: list[Sidemaaling], brevene: list[brev.Brevmaaling], loggen: list[Loggmaaling]) -> str:
    """The figures as they stand in docs/, with how they were made."""
    linjer = [
        "# Målinger",
        "",
        f"Laget av `make bench` {klokke.today().isoformat()} på {os.cpu_count()} kjerner, Python "
        f"{platform.python_version()}, med demodata. Tid er median; forholdet er målt i samme kjøring.",
        "",
        "## Sider",
        "",
        "«SQL» er de samme spørringene sendt rett til databasen, målt mellom hver gang siden ble hentet.",
        "",
        "| Side | Spørringer | Tjener, ms | SQL, ms | Tjener / SQL |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(f"| {s.navn} | {s.sporringer} | {s.p50:.1f} | {s.sql_p50:.1f} | {s.forhold:.1f} |" for s in sidene),
        "",
    ]
    if brevene:
        midt = brevene[len(brevene) // 2]
        linjer += [
            "## Anmodningsbrev",
            "",
            f"{midt.antall} brev fra «send» til SvarUT-simulatoren hadde tatt imot alle: {midt.produkt_s:.1f} s, "
            f"{midt.per_sekund:.2f} brev/s.",
            f"To prosesser som bare tegner halvparten hver av de samme brevene: {midt.tegning_s:.1f} s. "
            f"Forhold {midt.forhold:.2f} (mål ≥ 0,8), det midterste av "
            f"{', '.join(f'{en.forhold:.2f}' for en in brevene)}.",
            "",
        ]
    return "\n".join([*linjer, *_logg(loggen)])


def _logg(loggen: list[Loggmaaling]) -> list[str]:
    midt = loggen[len(loggen) // 2]
    return [
        "## Innsynsloggen",
        "",
        f"{loggkjede.LINJER} linjer fra {loggkjede.SKRIVERE} samtidige skrivere, hver linje lagret for seg. «Vanlig» "
        "er en rad i den andre loggen, uten kjede, i samme kjøring.",
        "",
        "| | Linjer per sekund | Mot vanlig |",
        "| --- | ---: | ---: |",
        f"| Vanlig innsetting | {midt.vanlig:.0f} | 1.00 |",
        f"| Én kjede | {midt.en_kjede:.0f} | {midt.forhold_en:.2f} |",
        f"| Seksten kjeder | {midt.seksten_kjeder:.0f} | {midt.forhold:.2f} |",
        "",
        f"Det midterste av {', '.join(f'{ett.forhold:.2f}' for ett in loggen)}.",
        "",
    ]
