"""A list of heads that was kept outside, against the database as it is now (security.md §8)."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from imdinett.loggkontroll import hodeliste, kjedevakt
from imdinett.loggkontroll.states import Bruddslag


class Command(BaseCommand):
    help = "Holder en lagret liste over kjedehoder (e-posten eller bare listen) opp mot innsynsloggen."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("fil", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            resultater = kjedevakt.sammenlign(hodeliste.fra_fil(options["fil"].read_bytes()))
        except hodeliste.UgyldigListe as feil:
            raise CommandError("Listen er ikke signert av oss, eller den er endret.") from feil
        funn = [ett for resultat in resultater for ett in resultat.brudd]
        for ett in funn:
            self.stdout.write(f"{ett.kjede}: {Bruddslag(ett.slag).label}, linje {ett.fra_nr}–{ett.til_nr}")
        self.stdout.write(f"{len(resultater)} kjeder, {len(funn)} funn")
        if funn:
            raise CommandError("Innsynsloggen stemmer ikke med listen.")
