import pytest
from django.conf import settings

from bosetting.rapport.services import importer_bosettingstall
from imdinett.kommune.services import last_kommuner

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
