"""From a row back to the list as it was, and on to the next row: asked again, and never on trust."""

from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from imdinett.henvendelse.models import Henvendelse
from imdinett.henvendelse.states import Henvendelsestilstand
from imdinett.kjerne import klokke
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from imdinett.web.lister import naboer
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn, sporringer
from tests.imdinett.web.henvendelser import henvendelser

LISTE = "/henvendelser/"


@pytest.fixture
def kommune(db: None) -> Any:
    return KommuneFactory()


@pytest.fixture
def kari(kommune: Any) -> Any:
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)


def fra(klient: Client, adresse: str) -> tuple[str, str]:
    """(to the list, to the next) on the page."""
    funnet = klient.get(adresse).context["fra_listen"]
    return (funnet.til_listen, funnet.neste) if funnet else ("", "")


def side(nummer: str, liste: str, plass: int | str | None = None) -> str:
    return f"{LISTE}{nummer}/{naboer.hale(liste, plass)}"  # type: ignore[arg-type]


def test_a_row_leads_back_to_its_page_and_the_next_row_over_the_edge_of_it(kari: Any, kommune: Any) -> None:
    alle, klient = henvendelser(kari, kommune, 27), logg_inn(kari)
    html = klient.get(f"{LISTE}?sorter=nummer&per_side=25").content.decode()
    rad = f"{LISTE}?sorter=nummer"
    assert side(alle[24], rad, 24).replace("&", "&amp;") in html

    til_listen, neste = fra(klient, side(alle[24], rad, 24))

    assert (til_listen, neste) == (rad, side(alle[25], f"{rad}&side=2", 25))
    assert fra(klient, neste) == (f"{rad}&side=2", side(alle[26], f"{rad}&side=2", 26))
    assert fra(klient, side(alle[26], f"{rad}&side=2", 26)) == (f"{rad}&side=2", "")
    assert 'href="/henvendelser/?sorter=nummer"' in klient.get(side(alle[0], rad, 0)).content.decode()


def test_the_same_filter_and_length_and_no_more_of_the_address(kari: Any, kommune: Any) -> None:
    alle, klient = henvendelser(kari, kommune, 3), logg_inn(kari)
    skrevet = f"{LISTE}?utvalg=lukket&per_side=50&sok=Amina+Eksempel&duf=209912345608&sorter=emne&velg=alle"

    assert fra(klient, side(alle[0], skrevet, 0))[0] == f"{LISTE}?utvalg=lukket&per_side=50"
    assert "Amina" not in klient.get(skrevet).content.decode().replace("sok=Amina", "")


def test_one_that_has_left_the_selection_gives_its_place_to_the_next(kari: Any, kommune: Any) -> None:
    alle, klient = henvendelser(kari, kommune, 4), logg_inn(kari)
    rad = f"{LISTE}?sorter=nummer"
    Henvendelse.objects.filter(nummer=alle[1]).update(
        tilstand=Henvendelsestilstand.LUKKET, lukket_tid=klokke.now(), lukket_av=kari
    )

    assert fra(klient, side(alle[1], rad, 1)) == (rad, side(alle[2], rad, 1))
    assert fra(klient, side(alle[1], rad)) == (rad, "")


def test_after_saving_one_is_back_where_one_was(kommune: Any, kari: Any) -> None:
    imdi, alle = bruker_med(Rolle.IMDI_SUPPORT), henvendelser(kari, kommune, 2)
    liste = f"{reverse('imdi_henvendelser')}?sorter=-nummer"
    klient, siden = logg_inn(imdi), reverse("imdi_henvendelse", args=[alle[0]])

    tatt = klient.post(f"{reverse('imdi_henvendelse_ta', args=[alle[0]])}{naboer.hale(liste, 1)}")
    svart = klient.post(f"{siden}{naboer.hale(liste, 1)}", {"tekst": "Her er svaret fra oss.", "til": "lukket"})

    assert tatt.url == f"{siden}{naboer.hale(liste, 1)}"
    assert svart.url == liste
    assert klient.post(f"{reverse('imdi_henvendelse_ta', args=[alle[1]])}").url == siden.replace(alle[0], alle[1])


@pytest.mark.parametrize(
    "adresse",
    [
        "https://ond.example/henvendelser/",
        "//ond.example/henvendelser/",
        "/\\ond.example/",
        "javascript:alert(1)",
        "http://[",
        "henvendelser/",
        "",
        "/",
        "/finnes-ikke/",
        "/min-profil/",
        "/varsler/",
        "/logg-ut/",
        "/henvendelser/ny/",
        f"/henvendelser/?utvalg={'x' * 2000}",
        "/henvendelser/\x00",
    ],
)
def test_only_an_address_of_a_list_leads_back(kari: Any, kommune: Any, adresse: str) -> None:
    (nummer,), klient = henvendelser(kari, kommune, 1), logg_inn(kari)

    svar = klient.get(f"{LISTE}{nummer}/?fra_liste={quote(adresse)}&plass=0")

    assert (svar.status_code, svar.context["fra_listen"]) == (200, None)
    assert "ond.example" not in svar.content.decode().replace(quote(adresse), "").replace(adresse, "")


@pytest.mark.parametrize("plass", ["-1", "x", "", "9" * 30, "1.5", "999999"])
def test_a_forged_place_leads_nowhere_else(kari: Any, kommune: Any, plass: str) -> None:
    alle, klient = henvendelser(kari, kommune, 2), logg_inn(kari)

    til_listen, neste = fra(klient, side(alle[0], f"{LISTE}?sorter=nummer&side=x", plass))

    assert urlsplit(til_listen).path == LISTE
    assert neste in ("", side(alle[1], f"{LISTE}?sorter=nummer", 1))


def test_the_list_is_asked_with_the_readers_rights(kari: Any, kommune: Any) -> None:
    """A list that the reader does not get into leads nowhere, and no next is another kommune's."""
    nabo = KommuneFactory()
    fremmed = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=nabo)
    henvendelser(fremmed, nabo, 3)
    (egen,), klient = henvendelser(kari, kommune, 1), logg_inn(kari)

    assert fra(klient, side(egen, LISTE, 0)) == (LISTE, "")
    for stengt in (
        "/imdi/henvendelser/",
        "/brukere/",
        "/imdi/avvik/",
        "/imdi/brukere/",
        f"/kommuner/{nabo.nummer}/innmeldinger/",
    ):
        assert fra(klient, side(egen, stengt, 0)) == ("", ""), stengt


def test_who_has_lost_the_right_is_not_led_back(kari: Any, kommune: Any) -> None:
    tildeling.ta_kommunerolle(kari, Rolle.KOMMUNE_BOSETTER_SKRIV, kommune)
    request = RequestFactory().get("/", {"fra_liste": LISTE})
    request.user, request.aktiv_kommune = kari, None  # type: ignore[attr-defined]

    assert naboer.fra_listen(request) is None


def test_it_takes_one_question_however_long_the_list(kari: Any, kommune: Any) -> None:
    alle, klient = henvendelser(kari, kommune, 2), logg_inn(kari)
    uten, med = f"{LISTE}{alle[0]}/", side(alle[0], f"{LISTE}?per_side=100", 0)
    kort = sporringer(klient, med)
    henvendelser(kari, kommune, 120, etter=2)

    assert sporringer(klient, med) == kort == sporringer(klient, uten) + 1
    assert kort <= 20
