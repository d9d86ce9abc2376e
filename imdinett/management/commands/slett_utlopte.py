"""What is no longer kept (security.md §6 I). The beat does the same; here it can be seen first."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from imdinett.kjerne import oppbevaring


class Command(BaseCommand):
    help = "Sletter det oppbevaringstiden er ute for, og skriver hvor mye. Med --proev slettes ingenting."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--proev", action="store_true", help="Tell bare, ikke slett.")

    def handle(self, *args: Any, **options: Any) -> None:
        for klasse in oppbevaring.alle():
            antall = klasse.antall() if options["proev"] else klasse.slett()
            self.stdout.write(f"{antall:>9}  {klasse.navn}")
