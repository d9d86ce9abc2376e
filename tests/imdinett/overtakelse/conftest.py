import pytest

from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory, KommunenummerFactory
from tests.hjelp import bruker_med


@pytest.fixture
def sjef() -> Bruker:
    return bruker_med(Rolle.IMDI_ADMINISTRATOR)


@pytest.fixture
def kommune() -> Kommune:
    kommune = KommuneFactory(nummer="1191", navn="Alfavik", avtale=False)
    KommunenummerFactory(kommune=kommune)
    return kommune
