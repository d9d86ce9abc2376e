from datetime import date

import pytest

from bosetting.person.states import Sakstilstand
from imdinett.tilgang.roller import Rolle
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med


@pytest.fixture
def kommune():
    return KommuneFactory(navn="Eksempelvik")


@pytest.fixture
def skriv(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune, navn="Kari Nordmann")


@pytest.fixture
def administrator(kommune):
    return bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune, navn="Anne Leder")


@pytest.fixture
def loggleser():
    return bruker_med(Rolle.IMDI_LOGG_LES, navn="Lars Logg")


@pytest.fixture
def person(kommune):
    """Somebody whose folder is open to the kommune: its own case, and no reason to look twice."""
    return lag_person(kommune)


def lag_person(kommune=None, **felt):
    tilstand = {"tilstand": Sakstilstand.SOKT_UT, "plassaar": 2026, "utsokingsdato": date(2026, 2, 1)}
    personfelt = {f"person__{navn}": verdi for navn, verdi in felt.items()}
    return SakFactory(kommune=kommune, **(tilstand if kommune else {}), **personfelt).person
