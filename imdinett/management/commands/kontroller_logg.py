"""The nightly control of the access log, now (security.md §8)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from imdinett.hendelse.kjedekontroll import Resultat
from imdinett.loggkontroll import kjedevakt
from imdinett.loggkontroll.states import Bruddslag


class Command(BaseCommand):
    help = "Går gjennom alle kjedene i innsynsloggen, lagrer resultatet og skriver det som er funnet."

    def handle(self, *args: Any, **options: Any) -> None:
        kontroll = kjedevakt.kontroller(self._si)
        self.stdout.write(f"{kontroll.kjeder} kjeder, {kontroll.linjer} linjer, {kontroll.antall_funn} funn")
        if kontroll.antall_funn:
            raise CommandError("Innsynsloggen er ikke som da den ble skrevet.")

    def _si(self, resultat: Resultat) -> None:
        for ett in resultat.brudd:
            self.stdout.write(f"{ett.kjede}: {Bruddslag(ett.slag).label}, linje {ett.fra_nr}–{ett.til_nr}")
