from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bosetting.person import services
from bosetting.person.models import Sak
from bosetting.person.rules import Kartleggingssvar, NyPerson, Tillatelse
from bosetting.person.states import Kategori, Kjonn, Tillatelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.nummer import duf_med_kontroll
from imdinett.tilgang.roller import Rolle
from tests.hjelp import bruker_med, logg_inn

SVAR = Kartleggingssvar(morsmaal="arabisk", samtale_dato=date(2026, 3, 1))
SOKNAD = Kartleggingssvar(morsmaal="arabisk", soknad_dato=date(2026, 3, 1))
TILLATELSE = Tillatelse(type=Tillatelsestype.FLYKTNING, dato=date(2026, 2, 1))


@pytest.fixture(autouse=True)
def _naa() -> Iterator[None]:
    """All tests here happen on 23 November 2026."""
    with klokke.flyttet_til(datetime(2026, 11, 23, 9, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def imdi():
    return bruker_med(Rolle.IMDI_BOSETTER_SKRIV)


@pytest.fixture
def klient(imdi):
    return logg_inn(imdi)


def ny(nr: int = 1, **felt: Any) -> NyPerson:
    standard: dict[str, Any] = {
        "duf_nummer": duf_med_kontroll(2099, nr),
        "fornavn": "Omar",
        "etternavn": "Eksempel",
        "fodselsdato": date(1985, 3, 12),
        "kjonn": Kjonn.MANN,
        "statsborgerskap": "Syria",
        "kategori": Kategori.MOTTAK,
    }
    return NyPerson(**{**standard, **felt})


def registrert(bruker, *nye: NyPerson) -> list[Sak]:
    """One household in `registrert`."""
    return services.registrer_personer(bruker=bruker, husstander=[nye])[0]


def til_kartlegging(bruker, *nye: NyPerson) -> list[Sak]:
    saker = registrert(bruker, *nye)
    return services.registrer_tillatelser(bruker=bruker, rader=[(sak, TILLATELSE) for sak in saker])


def kartlagt(bruker, *nye: NyPerson, svar: Kartleggingssvar = SVAR) -> list[Sak]:
    saker = til_kartlegging(bruker, *nye)
    services.registrer_kartlegginger(bruker=bruker, rader=[(sak, svar) for sak in saker])
    return saker


def klar(bruker, *nye: NyPerson) -> list[Sak]:
    return services.godkjenn_kartlegginger(bruker=bruker, saker=kartlagt(bruker, *nye))
