import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imdinett.tilgang.roller import Rolle
from tests.factories.bosetting import AnmodningFactory, KommunevedtakFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db

LISTER = {
    "/imdi/bosetting/anmodning/": AnmodningFactory,
    "/imdi/bosetting/kommunevedtak/": KommunevedtakFactory,
}


@pytest.mark.parametrize("adresse", LISTER)
def test_the_list_takes_the_same_queries_for_one_and_three(imdi, adresse) -> None:
    klient = logg_inn(imdi)
    LISTER[adresse]()
    klient.get(adresse)
    with CaptureQueriesContext(connection) as en:
        klient.get(adresse)
    LISTER[adresse].create_batch(2)
    with CaptureQueriesContext(connection) as tre:
        svar = klient.get(adresse)

    assert svar.context["cl"].result_count == 3
    assert len(tre) == len(en)


@pytest.mark.parametrize("adresse", LISTER)
def test_nothing_is_written_in_the_admin(imdi, adresse) -> None:
    klient = logg_inn(imdi)
    rad = LISTER[adresse]()

    assert klient.get(f"{adresse}{rad.pk}/change/").status_code == 200
    assert klient.post(f"{adresse}{rad.pk}/change/", {"antall": "1"}).status_code == 403
    assert klient.get(f"{adresse}add/").status_code == 403
    assert klient.get(f"{adresse}{rad.pk}/delete/").status_code == 403


@pytest.mark.parametrize("adresse", LISTER)
def test_the_lists_are_for_those_who_read_anmodninger(adresse) -> None:
    assert logg_inn(bruker_med(Rolle.IMDI_SUPPORT)).get(adresse).status_code == 403
    assert logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES)).get(adresse).status_code == 200
