import pytest
from django.test import Client

from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db


def test_language_is_kept_in_a_cookie_without_login():
    klient = Client(headers={"accept-language": "nb"})

    svar = klient.post("/visning/maalform/", {"maalform": "nn", "neste": "/kontakt/"})

    assert (svar.status_code, svar.headers["Location"]) == (302, "/kontakt/")
    assert '<html lang="nn"' in klient.get("/kontakt/").content.decode()


def test_language_is_kept_on_the_user():
    bruker = bruker_med()

    logg_inn(bruker).post("/visning/maalform/", {"maalform": "nn", "neste": "/"})

    bruker.refresh_from_db()
    assert bruker.sprak == "nn"


def test_colours_are_kept_on_the_user():
    bruker = bruker_med()

    logg_inn(bruker).post("/visning/farger/", {"farge": "dark", "neste": "/"})

    bruker.refresh_from_db()
    assert bruker.farger == "dark"


def test_colours_are_kept_in_a_cookie_without_login():
    klient = Client()

    klient.post("/visning/farger/", {"farge": "dark", "neste": "/"})

    assert 'data-color-scheme="dark"' in klient.get("/kontakt/").content.decode()


@pytest.mark.parametrize(("sti", "data"), [("maalform", {"maalform": "en"}), ("farger", {"farge": "rosa"})])
def test_unknown_choice_changes_nothing(sti, data):
    svar = Client().post(f"/visning/{sti}/", {**data, "neste": "/"})

    assert (svar.status_code, dict(svar.cookies)) == (302, {})


@pytest.mark.parametrize("neste", ["https://ond.example/", "//ond.example/", "/\\ond.example", "javascript:x", ""])
def test_never_sent_to_another_site(neste):
    svar = Client().post("/visning/farger/", {"farge": "dark", "neste": neste})

    assert svar.headers["Location"] == "/"


@pytest.mark.parametrize("sti", ["maalform", "farger"])
def test_a_link_cannot_change_anything(sti):
    assert Client().get(f"/visning/{sti}/").status_code == 405


def test_prolonging_is_for_those_who_are_in():
    assert (logg_inn(bruker_med()).get("/okt/forleng/").status_code, Client().get("/okt/forleng/").status_code) == (
        204,
        302,
    )
