"""The signed list of heads, now: after a new signing key, the old list is one that this key has not signed."""

from typing import Any

from django.core.management.base import BaseCommand

from imdinett.loggkontroll import kjedevakt


class Command(BaseCommand):
    help = "Signerer kjedehodene i innsynsloggen og sender dem til sikkerhetsansvarlig."

    def handle(self, *args: Any, **options: Any) -> None:
        liste = kjedevakt.send_hoder()
        til = liste.sendt_til or "ingen: SIKKERHETSANSVARLIG_EPOST mangler"
        self.stdout.write(f"{liste.antall} hoder, sendt til {til}\n{liste.tekst}")
