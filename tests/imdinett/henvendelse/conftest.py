from datetime import date

import pytest

from bosetting.person.states import Sakstilstand
from imdinett.tilgang.roller import Rolle
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med


@pytest.fixture
def verden_sak():
    """A case whose folder is open to the kommune, its skriv user, the kommune."""
    kommune = KommuneFactory()
    sak = SakFactory(kommune=kommune, plassaar=2026, tilstand=Sakstilstand.SOKT_UT, utsokingsdato=date(2026, 2, 1))
    return sak, bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune), kommune
