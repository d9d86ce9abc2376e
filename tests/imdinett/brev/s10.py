"""What the fault tests of S-10 share: the worker and the beat played in one process, and the count."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from imdinett.brev import levering
from imdinett.utboks import feiing
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.states import Tilstand
from tests import regnskap
from tests.simulator_fixture import Simulatorhjelp

FERDIG = (Tilstand.SENDT, Tilstand.AVVIST, Tilstand.AVKLARES)
OPPGAVE = (Tilstand.AVVIST, Tilstand.AVKLARES)
UTFOR: dict[str, Callable[[int], Any]] = {"brev.lever": levering.lever, "brev.avklar": levering.avklar}


def korte_ventetider(settings: Any) -> None:
    """Decision 33: the same waits in seconds, in the same order."""
    settings.SVARUT_TIDSGRENSE_SEND = 0.5
    settings.SVARUT_TIDSGRENSE_ELLERS = 2
    settings.UTBOKS_VENT_FORST = 0
    settings.UTBOKS_VENT_MAKS = 1
    settings.UTBOKS_FEIER_HVERT = 0
    settings.UTBOKS_TAPT_ETTER = 0
    settings.UTBOKS_SENDER_UKJENT_ETTER = 1
    settings.UTBOKS_NY_SENDING_ETTER = 2
    settings.UTBOKS_AVKLARES_ETTER = 3


def vekk_her(oppgave: str, ider: Iterable[int]) -> None:
    """The broker, the worker and the task in one: what is woken is done at once."""
    for pk in ider:
        UTFOR[oppgave](pk)


def arbeid_til_ro(sekunder: float = 20) -> None:
    """Beat and worker until no letter is on its way."""
    slutt = time.monotonic() + sekunder
    while Forsendelse.objects.brev().exclude(tilstand__in=FERDIG).exists():
        assert time.monotonic() < slutt, list(Forsendelse.objects.values_list("tilstand", "feil"))
        feiing.fei()
        time.sleep(0.05)


@dataclass
class Regnskap:
    """Lost: neither accepted nor a task. Doubled: accepted more than once by our sending."""

    tapt: list[str] = field(default_factory=list)
    doblet: list[str] = field(default_factory=list)
    hos_mennesker: int = 0
    sendt: int = 0

    def tell(self, simulator: Simulatorhjelp, *, simulatoren_doblet: bool = False) -> "Regnskap":
        mottatt = simulator.per_ref()
        for rad in Forsendelse.objects.brev():
            antall = mottatt.get(str(rad.uuid), 0)
            if rad.tilstand in OPPGAVE:
                self.hos_mennesker += 1
            elif antall == 0 or rad.tilstand != Tilstand.SENDT:
                self.tapt.append(f"{rad.tilstand} {rad.feil}")
            else:
                self.sendt += 1
            if antall > 1 and not simulatoren_doblet:
                self.doblet.append(str(rad.uuid))
        return self

    def meld(self, record_property: Any) -> None:
        regnskap.meld(
            record_property,
            "S-10",
            kjøringer=1,
            brev=self.sendt + self.hos_mennesker + len(self.tapt),
            tapt=len(self.tapt),
            doblet=len(self.doblet),
            **{"overlatt til et menneske": self.hos_mennesker},
        )
