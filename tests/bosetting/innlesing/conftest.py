import pytest

from bosetting.person.models import Sak
from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Rolle
from tests.bosetting.innlesing.hjelp import med_nummer
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import KommunenummerFactory
from tests.hjelp import bruker_med


@pytest.fixture
def imdi() -> Bruker:
    return bruker_med(Rolle.IMDI_BOSETTER_SKRIV)


@pytest.fixture
def kommune() -> Kommune:
    return KommunenummerFactory().kommune


@pytest.fixture
def sak() -> Sak:
    return med_nummer(SakFactory())
