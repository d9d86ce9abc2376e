from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.grenser.services import MAKS_BYTE, Lasterapport, Utfall, last_kommunegrenser

LASTET = (Utfall.LASTET, Utfall.ERSTATTET, Utfall.UENDRET)


class Command(BaseCommand):
    help = (
        "Laster kommunegrensene til kartene fra GeoJSON eller TopoJSON med egenskapen kommunenummer, i lengde- og "
        "breddegrader eller UTM sone 33. Kartverkets «Administrative enheter kommuner» har lisensen CC BY 4.0."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("fil", type=Path)
        parser.add_argument("--gyldig-fra", type=_dag, help="En dag i kommuneinndelingen filen viser. Standard: i dag.")
        parser.add_argument("--kilde", default="Kartverket", help="Står ved kartet. Standard: Kartverket.")
        parser.add_argument("--lisens", default="CC BY 4.0", help="Står ved kartet. Standard: CC BY 4.0.")
        parser.add_argument("--prov", action="store_true", help="Les og rapporter, men lagre ingenting.")

    def handle(self, *args: Any, **options: Any) -> None:
        kilde, lisens = options["kilde"].strip(), options["lisens"].strip()
        if not kilde or not lisens:
            raise CommandError("Kilden og lisensen må stå ved kartet, og kan ikke være tomme.")
        try:
            rapport = last_kommunegrenser(
                options["fil"].read_bytes(),
                gyldig_fra=options["gyldig_fra"] or klokke.today(),
                kilde=kilde,
                lisens=lisens,
                prov=options["prov"],
            )
        except OSError as feil:
            raise CommandError(f"Filen kan ikke leses: {feil.strerror}.") from feil
        except Domenefeil as feil:
            raise CommandError(feil.melding) from feil
        self._report(rapport)

    def _report(self, rapport: Lasterapport) -> None:
        for rad in rapport.feil:
            hvem = " ".join(filter(None, (rad.nummer, rad.navn))) or "uten navn"
            self.stdout.write(f"Rad {rad.plass}: {hvem}: {rad.grunn}.")
        for kommune in rapport.mangler:
            self.stdout.write(f"Mangler i filen: {kommune.nummer} {kommune}.")
        self.stdout.write(
            f"{rapport.gode} av {rapport.kommuner} kommuner {rapport.gyldig_fra} har grenser. "
            f"Rader som ikke ble brukt: {len(rapport.feil)}."
        )
        if rapport.utfall == Utfall.UFULLSTENDIG:
            raise CommandError(f"Ingenting er lagret. Filen må ha minst {rapport.krav} av kommunene.")
        self.stdout.write(
            f"Koordinater: {rapport.koordinater}. Linjene ligger høyst {rapport.meter} m fra filens. "
            f"{rapport.byte} byte av høyst {MAKS_BYTE}."
        )
        self.stdout.write(f"Utfall: {rapport.utfall}." if rapport.utfall in LASTET else "Prøvd. Ingenting er lagret.")


def _dag(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError as feil:
        raise ArgumentTypeError("Skriv dagen som 2024-01-01.") from feil
