import pytest
from django.conf import settings
from django.test import Client

from bosetting.rapport.services import importer_bosettingstall
from imdinett.kommune.models import Kommune
from imdinett.kommune.services import last_kommuner
from imdinett.tilgang.roller import Rolle
from tests.bosetting.rapport.r1hjelp import bosett
from tests.factories.bosetting import AnmodningFactory, AnmodningsrundeFactory, KommunevedtakFactory
from tests.factories.imdinett import DatabehandleravtaleFactory, KommuneFactory
from tests.hjelp import bruker_med, logg_inn

MAPPE = settings.ROT / "bosetting/rapport/data"
TALL = MAPPE / "bosettingstall.csv"
NASJONALT = MAPPE / "bosettingstall_nasjonalt.csv"


@pytest.fixture
def landet(db) -> None:
    """Every kommune of the country."""
    last_kommuner()


@pytest.fixture
def publisert(landet) -> None:
    """The country with IMDi's published figures."""
    importer_bosettingstall(bruker=None, tall=TALL.read_bytes(), nasjonalt=NASJONALT.read_bytes())


@pytest.fixture
def fylke(db) -> list[Kommune]:
    """Four kommuner of one fylke, with 12, 3, 40 and 0 settled, and one without anything."""
    kommuner = [
        KommuneFactory(nummer=f"11{n:02d}", navn=navn)
        for n, navn in enumerate(("Lund", "Sokndal", "Time", "Gjesdal"), 11)
    ]
    runde = AnmodningsrundeFactory(aar=2026)
    for kommune, antall in zip(kommuner, (12, 3, 40, 0), strict=True):
        AnmodningFactory(runde=runde, kommune=kommune, antall=45, herav_em=2)
        KommunevedtakFactory(kommune=kommune, antall=40, herav_em=1)
        bosett(kommune, antall)
    KommuneFactory(nummer="1151", navn="Utsira")
    return kommuner


@pytest.fixture
def imdi(db) -> Client:
    return logg_inn(bruker_med(Rolle.IMDI_ANMODNING))


@pytest.fixture
def eigersund(publisert) -> Client:
    kommune = Kommune.objects.get(nummer="1101", gyldig_til=None)
    DatabehandleravtaleFactory(kommune=kommune)
    return logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune))
