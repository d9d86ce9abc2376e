"""A whole country for `make bench`, and for whoever wants to see the product with real amounts in it."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bosetting.person.models import Person
from imdinett.bruker.models import Bruker
from imdinett.management.land import lasting

MAKS_PERSONER = 900_000


class Command(BaseCommand):
    help = "Laster et helt land med oppdiktede personer i en tom database, for målinger."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--personer", type=int, default=100_000, help="Antall personer (standard 100 000).")
        parser.add_argument("--fro", type=int, default=2026, help="Samme frø gir samme land.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.OVINGSMILJO:
            raise CommandError("Et oppdiktet land lastes bare i øvingsmiljøet, aldri i produksjon.")
        if Person.objects.exists() or Bruker.objects.exists():
            raise CommandError(
                "Databasen har alt personer eller brukere. Landet lastes bare i en tom, migrert database."
            )
        if not 1 <= options["personer"] <= MAKS_PERSONER:
            raise CommandError(f"Antall personer må være fra 1 til {MAKS_PERSONER}.")
        self._start = time.monotonic()
        antall = lasting.lag(options["personer"], fro=options["fro"], si=self._si)
        for navn, rader in antall.items():
            self.stdout.write(f"  {rader:>9}  {navn}")

    def _si(self, hva: str) -> None:
        self.stdout.write(f"  {time.monotonic() - self._start:5.1f} s  {hva}")
