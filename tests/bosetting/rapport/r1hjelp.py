"""What the tests of R1 share."""

import re
from datetime import date

from django.test import Client

from bosetting.person.states import Sakstilstand
from bosetting.rapport.queries.tabell import Celle, Tabell
from imdinett.kommune.models import Kommune
from tests.factories.bosetting import SakFactory

URL = "/rapporter/anmodning-vedtak/"


def sidetekst(klient: Client, **sporring: str) -> str:
    svar = klient.get(URL, sporring)
    assert svar.status_code == 200
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", svar.content.decode()))


def tallene(celler: dict[str, Celle], *nokler: str) -> list[int | None]:
    return [celler[nokkel].verdi for nokkel in nokler]


def raden(tabell: Tabell, nummer: str):
    return next(rad for rad in tabell.rader if rad.nummer == nummer)


def bosett(kommune: Kommune, antall: int) -> None:
    felt = {"kommune": kommune, "tilstand": Sakstilstand.BOSATT, "plassaar": 2026, "utsokingsdato": date(2026, 2, 1)}
    SakFactory.create_batch(antall, bosettingsdato=date(2026, 3, 1), **felt)
