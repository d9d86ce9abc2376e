"""What is no longer kept (security.md §6 I). The beat does the same; here it can be seen first."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from imdinett.forvaltning.services import okter
from imdinett.hendelse import oppbevaring
from imdinett.loggkontroll import services as loggkontroll
from imdinett.web.skjemautkast import services as skjemautkast
from imdinett.web.skjemautkast.models import Skjemautkast

# What it is called, how much there is to delete, and the deletion.
KLASSER = (
    ("linjer i innsynsloggen", lambda: oppbevaring.utlopte().count(), oppbevaring.slett_utlopte),
    ("uker i loggkontrollen", lambda: len(loggkontroll.utlopte()), loggkontroll.slett_utlopte),
    ("skjemautkast", lambda: Skjemautkast.objects.utlopt().count(), skjemautkast.slett_utlopte),
    ("utløpte økter", lambda: okter.utlopte().count(), okter.slett_utlopte),
)


class Command(BaseCommand):
    help = "Sletter det oppbevaringstiden er ute for, og skriver hvor mye. Med --proev slettes ingenting."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--proev", action="store_true", help="Tell bare, ikke slett.")

    def handle(self, *args: Any, **options: Any) -> None:
        for navn, antall, slett in KLASSER:
            self.stdout.write(f"{antall() if options['proev'] else slett():>9}  {navn}")
