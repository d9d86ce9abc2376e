"""IMDi's first administrator: the only account that nobody invites. Refused as soon as there is one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from imdinett.forvaltning.services import imdi
from imdinett.kjerne.feil import Domenefeil


class Command(BaseCommand):
    help = "Lager IMDis første administrator. Invitasjonen går som e-post gjennom utboksen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("navn")
        parser.add_argument("epost")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            invitert = imdi.opprett_forste_administrator(navn=options["navn"], epost=options["epost"])
        except Domenefeil as feil:
            raise CommandError(str(feil)) from feil
        self.stdout.write(f"Invitasjon til {invitert.bruker.epost} er lagt i kø.")
