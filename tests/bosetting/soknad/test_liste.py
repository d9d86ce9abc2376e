"""The queue of applications as a list: what a reader may send there, and what not."""

import pytest
from django.urls import reverse

from imdinett.tilgang.roller import Rolle
from imdinett.web.lister.models import Lagretutvalg
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
SIDE = "imdi_soknader"


def test_a_reader_keeps_a_filter_of_the_list() -> None:
    """ui.md §4: a filter under a name is the reader's own, and no write of the cases."""
    klient = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES))
    adresse = f"{reverse(SIDE)}?vis=behandlet"

    svar = klient.post(adresse, {"handling": "lagre_utvalg", "utvalg-navn": "Behandlede"})

    assert (svar.status_code, svar.url) == (302, adresse)
    assert Lagretutvalg.objects.get().sporring == "vis=behandlet"


@pytest.mark.parametrize("handling", ["", "godkjenn"])
def test_a_reader_sends_nothing_else(handling: str) -> None:
    svar = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES)).post(reverse(SIDE), {"handling": handling})

    assert svar.status_code == 403


def test_a_kommune_does_not_reach_it_by_the_menu() -> None:
    """The gate of IMDi's pages stands before what the menu sends."""
    kari = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())

    svar = logg_inn(kari).post(f"{reverse(SIDE)}?vis=behandlet", {"handling": "lagre_utvalg", "utvalg-navn": "Mine"})

    assert svar.status_code == 403
    assert not Lagretutvalg.objects.exists()
