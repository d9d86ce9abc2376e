"""Django's own, as the owner of the tables when EIER_DATABASE_URL names one. `databaseroller` comes after it."""

from typing import Any

from django.core.management.commands import migrate

from imdinett.kjerne import eier


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with eier.som_eier():
            super().handle(*args, **options)
