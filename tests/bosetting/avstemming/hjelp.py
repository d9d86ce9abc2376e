"""A kommune after the third quarter of 2026: who is settled, who is søkt ut."""

from datetime import UTC, date, datetime
from typing import Any

from bosetting.avstemming import queries, services
from bosetting.avstemming.kvartal import Kvartal
from bosetting.avstemming.models import Avstemmingssvar
from bosetting.avstemming.services import Egnetall
from bosetting.bosatt import services as bosatt
from bosetting.person.models import Sak
from imdinett.kjerne import klokke
from tests.bosetting.bosatt.hjelp import utsokt
from tests.bosetting.fordeling.hjelp import Scene

Q3 = Kvartal(2026, 3)
GRUNN = "Vi har to til på listen vår fra juli."
FEIL_DATO = "Skrev feil dato første gang."


def kommune_med(*datoer: date | None) -> tuple[Scene, list[Sak]]:
    """One household of privatboende, søkt ut in June; None is no date."""
    en, saker = utsokt(len(datoer), dager=110)
    for sak, dato in zip(saker, datoer, strict=True):
        if dato:
            bosett(en, sak, dato)
    return en, saker


def bosett(en: Scene, sak: Sak, dato: date) -> None:
    bosatt.registrer_bosettingsdato(bruker=en.kari, sak_id=sak.pk, dato=dato, kilde="kommune")


def rett(en: Scene, sak: Sak, dato: date) -> None:
    bosatt.rett_bosettingsdato(bruker=en.kari, sak_id=sak.pk, dato=dato, grunn=FEIL_DATO)


def rad(en: Scene, kvartal: Kvartal = Q3) -> queries.Kvartalsrad:
    return queries.kvartalsrad(en.kommune, kvartal)


def bekreft(en: Scene, **felt: Any) -> Avstemmingssvar:
    standard = {"bruker": en.kari, "kommune": en.kommune, "kvartal": Q3, "avtrykk": rad(en).tall.avtrykk}
    return services.bekreft_avstemming(**standard | felt)


def meld(en: Scene, *egne: int, **felt: Any) -> Avstemmingssvar:
    tall = Egnetall(per_maaned=egne or (3, 0, 0), grunn=felt.pop("grunn", GRUNN))
    standard = {"bruker": en.kari, "kommune": en.kommune, "kvartal": Q3, "avtrykk": rad(en).tall.avtrykk}
    return services.meld_avstemming(**standard | felt, egne=tall)


def den(maaned: int, dag: int) -> Any:
    return klokke.flyttet_til(datetime(2026, maaned, dag, 9, 0, tzinfo=UTC))
