"""The roles of the database, after each migration (security.md §8). As the owner, from EIER_DATABASE_URL."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, connections

from imdinett.hendelse import roller, vern
from imdinett.kjerne import eier


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Lager databasebrukerne til DATABASE_URL og LOGG_DATABASE_URL og gir dem det de trenger, ikke mer."

    def handle(self, *args: Any, **options: Any) -> None:
        app, logg = (roller.rolle(connections.settings[alias]) for alias in ("default", "logg"))
        with eier.som_eier():
            if app.navn == connection.settings_dict["USER"]:
                vern.legg_paa(connection)
                self.stdout.write("DATABASE_URL er eieren selv: ingen egne brukere. Sett EIER_DATABASE_URL.")
                return
            for hva in roller.sett(connection, app=app, logg=logg):
                self.stdout.write(hva)
        self.stdout.write(f"{app.navn} og {logg.navn} har rettighetene sine.")
