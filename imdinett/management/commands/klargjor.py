"""Demo data for the practice environment, made by the services as the demo users, relative to today."""

import io
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from bosetting import demodata
from bosetting.anmodning.modell.services.maler import last_kriteriemaler
from imdinett.bruker.models import Bruker
from imdinett.forvaltning import demodata as folk
from imdinett.henvendelse import demodata as henvendelser
from imdinett.kjerne import eier, grunnmigrering, klokke, vekking
from imdinett.kommune.services import last_kommuner
from imdinett.loggkontroll import kjedevakt
from imdinett.tilgang.roller import Rolle
from imdinett.tilgangsnokkel import demodata as tilgangsnokler


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Lager demodata: ekte kommuner og tall, oppdiktede brukere og personer."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--vis-brukere", action="store_true", help="Skriv bare tabellen over demobrukerne.")
        parser.add_argument("--migrer", action="store_true", help="Lag tabellene først.")
        parser.add_argument("--liten", action="store_true", help="Noen få husstander, for tester.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.OVINGSMILJO:
            raise CommandError("Demodata finnes bare i øvingsmiljøet.")
        if options["vis_brukere"]:
            self._vis_brukere()
            return
        self._start = time.monotonic()
        if options["migrer"]:
            with eier.som_eier():
                if feil := grunnmigrering.sjekk_forhistorien(databases=["default"]):
                    raise CommandError(f"{feil[0].msg} {feil[0].hint}")
                call_command("migrate", verbosity=0)
            call_command("databaseroller", stdout=io.StringIO())
            self._si("tabellene")
        if Bruker.objects.exists():
            self._si("demodata finnes fra før")
        else:
            self._lag(liten=options["liten"])

    def _lag(self, *, liten: bool) -> None:
        with vekking.stille(), transaction.atomic():
            last_kommuner()
            last_kriteriemaler()
            self._si("kommuner, fylker og kriterier")
            with klokke.flyttet_til(klokke.now() - timedelta(days=500)):
                ansatte, kommunale = self._lag_folk(liten=liten)
            folk.lag_melding(ansatte[Rolle.IMDI_ADMINISTRATOR])
            self._si("brukere, avtaler og kontaktinformasjon")
            demodata.lag(ansatte, kommunale, self._enhetsfolk, liten=liten, si=self._si)
            sporrere = {plan.nummer: folk_ for plan, folk_ in list(kommunale.items())[:3]}
            henvendelser.lag(ansatte[Rolle.IMDI_SUPPORT], sporrere)
            forste, brukere = next(iter(kommunale.items()))
            tilgangsnokler.lag(brukere[0], forste.nummer)
            self._si("henvendelser og tilgangsnøkkel")
            kjedevakt.kontroller()
            kjedevakt.send_hoder()
            self._si("kontroll av innsynsloggen")

    def _lag_folk(self, *, liten: bool) -> tuple[demodata.Ansatte, demodata.Kommunale]:
        ansatte = folk.lag_imdi()
        sjef = ansatte[Rolle.IMDI_ADMINISTRATOR]
        planer = folk.KOMMUNER[2:4] if liten else folk.KOMMUNER
        kommunale = {plan: folk.lag_kommune(sjef, plan) for plan in planer}
        folk.lag_kommune(sjef, folk.UTEN_AVTALE, avtale=False)
        folk.lag_fylke(sjef)
        self._enhetsfolk = folk.lag_enheter(sjef)
        return ansatte, kommunale

    def _si(self, hva: str) -> None:
        brukt = time.monotonic() - self._start
        self.stdout.write(f"  {brukt:5.1f} s  {hva}")

    def _vis_brukere(self) -> None:
        self.stdout.write(f"Passord for alle: {folk.PASSORD}\n")
        rad = "{:<34} {:<13} {:<40} {}"
        self.stdout.write(rad.format("E-post", "Hvor", "Rolle", "Hemmelighet for engangskode"))
        for bruker in folk.alle_brukere():
            if bruker.hvem == folk.UTEN_AVTALE.kortnavn.capitalize() and not bruker.epost.startswith("admin"):
                continue
            self.stdout.write(rad.format(bruker.epost, bruker.hvem, bruker.rolletekst, folk.hemmelighet(bruker.epost)))
        self.stdout.write("\nEngangskode: make kode EPOST=<e-post>, eller legg hemmeligheten inn i en kodeapp.")
