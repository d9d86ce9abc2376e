from typing import Any

from django.core.management.base import BaseCommand

from imdinett.kommune.services import last_kommuner


class Command(BaseCommand):
    help = "Laster landets kommuner og fylker fra de medfølgende filene."

    def handle(self, *args: Any, **options: Any) -> None:
        svar = last_kommuner()
        self.stdout.write(
            f"{svar.gyldige} kommuner i dag, {svar.opphorte} opphørte, {svar.fylker} fylker. "
            f"Nye: {svar.nye}. Endret: {svar.endret}."
        )
