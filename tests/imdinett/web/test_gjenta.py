"""A list asked again by the worker: through the gate that the page has, and not through the right alone."""

import pytest
from django.http import Http404
from django.urls import reverse

from imdinett.kjerne.feil import IkkeTilgang
from imdinett.tilgang.roller import Rolle
from imdinett.web.lister.gjenta import gjenta
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("rolle", "navn", "stopp"),
    [
        # The right of the name is the kommune's too: the page is IMDi's.
        (Rolle.KOMMUNE_BOSETTER_SKRIV, "imdi_personer", IkkeTilgang),
        (Rolle.KOMMUNE_BOSETTER_SKRIV, "imdi_henvendelser", IkkeTilgang),
        (Rolle.KOMMUNE_BOSETTER_SKRIV, "imdi_sokt_ut", IkkeTilgang),
        (Rolle.KOMMUNE_BOSETTER_SKRIV, "imdi_fordeling", Http404),
        (Rolle.KOMMUNE_BOSETTER_SKRIV, "imdi_innmeldinger", Http404),
        (Rolle.KOMMUNE_BOSETTER_LES, "brukere", IkkeTilgang),
    ],
)
def test_a_kommune_is_stopped_where_its_page_is(rolle: Rolle, navn: str, stopp: type[Exception]) -> None:
    kommune = KommuneFactory()

    with pytest.raises(stopp):
        gjenta(reverse(navn), bruker=bruker_med(rolle, kommune=kommune), kommune=kommune)


def test_who_may_read_it_gets_the_list_in_the_order_asked_for() -> None:
    liste = gjenta(
        f"{reverse('imdi_personer')}?sorter=-sak", bruker=bruker_med(Rolle.IMDI_BOSETTER_SKRIV), kommune=None
    )

    assert liste.ordnede_filrader().query.order_by == ("-nummer", "-pk")
