from datetime import date
from typing import Any

import pytest

from bosetting.anmodning.models import Anmodningsrunde
from bosetting.anmodning.rules import Rundeinnhold, Tall
from bosetting.anmodning.services import runde as services
from bosetting.anmodning.states import Rundetype
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

INNHOLD = Rundeinnhold(
    behov=13000,
    behov_em=40,
    frist=date(2026, 12, 20),
    kriterier="Folketall og resultater.",
    kriterier_nn="Folketal og resultat.",
)


@pytest.fixture(autouse=True)
def _naa(time_machine: Any = None) -> Any:
    """All tests here happen on 23 November 2026."""
    from datetime import UTC, datetime

    from imdinett.kjerne import klokke

    with klokke.flyttet_til(datetime(2026, 11, 23, 9, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def imdi():
    return bruker_med(Rolle.IMDI_ANMODNING)


@pytest.fixture
def kommuner():
    return [KommuneFactory(navn=navn) for navn in ("Eigersund", "Lund", "Sokndal")]


@pytest.fixture
def utkast(imdi, kommuner) -> Anmodningsrunde:
    """A draft for 2027 with a number for each kommune."""
    runde = services.opprett_runde(bruker=imdi, aar=2027, type=Rundetype.ORDINAR, innhold=INNHOLD)
    tall = [Tall(kommune_id=kommune.pk, antall=45, herav_em=2) for kommune in kommuner]
    services.lagre_tall(bruker=imdi, runde=runde, tall=tall)
    runde.refresh_from_db()
    return runde


@pytest.fixture
def sendt(imdi, utkast) -> Anmodningsrunde:
    services.send_runde(bruker=imdi, runde=utkast, endret_nr=utkast.endret_nr)
    utkast.refresh_from_db()
    return utkast
