from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from imdinett.management import tekstutdrag


class Command(BaseCommand):
    help = "Oppdaterer tekstkatalogene for bokmål og nynorsk, eller sjekker at ingenting mangler (--sjekk)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sjekk", action="store_true", help="Skriv ingenting; feil hvis en tekst mangler.")

    def handle(self, *args: Any, **options: Any) -> None:
        antall = 0
        for sprak in tekstutdrag.SPRAK:
            if options["sjekk"]:
                savnet = tekstutdrag.mangler(sprak)
                for tekst in savnet:
                    self.stderr.write(f"{sprak}: {tekst.sted}: {tekst.id[:100]!r}")
                antall += len(savnet)
            else:
                self.stdout.write(f"{sprak}: {tekstutdrag.oppdater(sprak)} tekster mangler")
        if antall:
            raise CommandError(f"{antall} tekster mangler. Kjør manage.py tekster og fyll dem ut.")
        if options["sjekk"]:
            self.stdout.write("Alle tekster finnes på bokmål og nynorsk.")
