from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from bosetting.rapport.services import Filresultat, importer_bosettingstall


class Command(BaseCommand):
    help = "Laster inn IMDis publiserte bosettingstall. Rader med feil listes opp; resten går inn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("fil", type=Path, help="tall per kommune (CSV)")
        parser.add_argument("--nasjonalt", type=Path, help="tall for landet (CSV)")
        parser.add_argument("--prove", action="store_true", help="vis hva som ville skjedd, uten å lagre")

    def handle(self, *args: Any, **options: Any) -> None:
        nasjonalt: Path | None = options["nasjonalt"]
        svar = importer_bosettingstall(
            bruker=None,
            tall=_read(options["fil"]),
            nasjonalt=_read(nasjonalt) if nasjonalt else None,
            prove=options["prove"],
        )
        self._print(options["fil"].name, svar.tall)
        if nasjonalt:
            self._print(nasjonalt.name, svar.nasjonalt)

    def _print(self, navn: str, svar: Filresultat) -> None:
        self.stdout.write(
            f"{navn}: {svar.nye} nye, {svar.endret} endret, {svar.uendret} uendret, {len(svar.avvist)} avvist."
        )
        for rad in svar.avvist:
            self.stdout.write(f"  {rad}")


def _read(fil: Path) -> bytes:
    try:
        return fil.read_bytes()
    except OSError as feil:
        raise CommandError(f"Filen {fil} kan ikke leses: {feil.strerror}.") from feil
