import gzip
import re
from datetime import date

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import Client

from imdinett.kommune.models import Kommunegrenser
from imdinett.web.flisekart import Kommuneverdi
from imdinett.web.grensekart import kommunekart
from tests.factories.imdinett import KommuneFactory, KommunegrenserFactory, KommunenummerFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("strenge_maler")]
LUND = Kommuneverdi("1112", "Lund", "Rogaland", 12, "/kommuner/1112/")
ALTA = Kommuneverdi("5601", "Alta", "Finnmark", None)
SOKNDAL = Kommuneverdi("1111", "Sokndal", "Rogaland", None, "/kommuner/1111/", skjult=":")
UTSIRA = Kommuneverdi("1151", "Utsira", "Rogaland", 3, "/kommuner/1151/")
DAG = date(2026, 12, 31)


@pytest.fixture
def sett() -> Kommunegrenser:
    return KommunegrenserFactory(numre=["1111", "1112", "5601"])


def kart(*kommuner, sporring="", dag=DAG):
    return kommunekart(
        id="k",
        funn="Funnet.",
        kommuner=kommuner or (LUND, ALTA, SOKNDAL),
        grenser=(1, 20, 50, 100),
        dag=dag,
        sporring=QueryDict(sporring),
        skjema_id="filter",
    )


def html(*kommuner, **valg) -> str:
    return render_to_string("komponenter/flisekart.html", {"kart": kart(*kommuner, **valg)})


def test_without_borders_the_kommuner_are_tiles_and_there_is_nothing_to_choose() -> None:
    uten = kart()

    assert (uten.grenser, uten.bytte, [fylke.navn for fylke in uten.fylker]) == (None, None, ["Rogaland", "Finnmark"])
    assert "kartvisning" not in html()


@pytest.mark.usefixtures("sett")
def test_borders_of_other_kommuner_leave_the_tiles() -> None:
    assert kart(UTSIRA).grenser is None


def test_a_shape_is_a_link_with_name_and_number_or_a_picture_with_both(sett) -> None:
    ut, fil = html(), f"/kart/{sett.pk}-abc123.svg"

    assert (
        '<a href="/kommuner/1112/" aria-label="Lund: 12"><title>Lund: 12</title>'
        f'<use class="im-omriss__form im-flis--t1" href="{fil}#k1112"/></a>'
    ) in ut
    assert (
        '<g role="img" aria-label="Alta: ikke registrert"><title>Alta: ikke registrert</title>'
        f'<use class="im-omriss__form im-flis--ukjent" href="{fil}#k5601"/></g>'
    ) in ut
    assert [bit in ut for bit in ('<g role="group" aria-label="Rogaland">', 'aria-labelledby="k-funn"')] == [True, True]


@pytest.mark.usefixtures("sett")
def test_no_shape_and_no_style_is_in_the_page() -> None:
    ut = html()

    assert [bit in ut for bit in (" d=", "style", "<script", "<path")] == [False] * 4


@pytest.mark.usefixtures("sett")
def test_unknown_and_hidden_have_outlines_of_their_own_and_stand_in_the_legend() -> None:
    """B-021, and nothing is told by colour alone."""
    ut = html()

    assert re.findall(r'im-omriss__merke--(\w+)" href="[^"]+#k(\d+)"', ut) == [("skjult", "1111"), ("ukjent", "5601")]
    assert [(t.kode, t.navn) for t in kart().trinn][-2:] == [("ukjent", "ikke registrert"), ("skjult", "skjult")]
    assert 'aria-label="Sokndal: skjult"' in ut
    assert "skjult" not in {t.kode for t in kart(LUND).trinn}


@pytest.mark.usefixtures("sett")
def test_numbers_stand_where_there_is_room() -> None:
    """Lund is as wide as the whole map when it is alone, and of many digits there is never room for all."""
    assert re.findall(r"<text[^>]*>([^<]*)</text>", html(LUND)) == ["12"]
    assert re.findall(r"<text[^>]*>([^<]*)</text>", html(LUND._replace(verdi=10**80))) == []


@pytest.mark.usefixtures("sett")
def test_what_the_map_lacks_is_a_tile_under_it() -> None:
    ut = kart(LUND, UTSIRA)

    assert [(fylke.navn, [flis.navn for flis in fylke.fliser]) for fylke in ut.fylker] == [
        ("Ikke på kartet", ["Utsira"])
    ]
    assert "Ikke på kartet" in html(LUND, UTSIRA)


@pytest.mark.usefixtures("sett")
def test_source_and_licence_stand_under_the_map() -> None:
    assert "Grenser: Kartverket (CC BY 4.0), forenklet." in html()


@pytest.mark.usefixtures("sett")
@pytest.mark.parametrize(
    ("sporring", "vist", "tekst", "til"),
    [
        ("aar=2026&kart=bosatt&format=csv", "grenser", "Vis som fliser", "?aar=2026&kart=bosatt&kartvisning=fliser#k"),
        ("kartvisning=fliser&aar=2026", "fliser", "Vis med kommunegrenser", "?kartvisning=grenser&aar=2026#k"),
        ("kartvisning=noe", "grenser", "Vis som fliser", "?kartvisning=fliser#k"),
    ],
)
def test_the_reader_chooses_by_a_link_and_the_filter_keeps_it(sporring, vist, tekst, til) -> None:
    valgt = kart(sporring=sporring)

    assert (valgt.grenser is None) == (vist == "fliser")
    assert (valgt.bytte.lenke.tekst, valgt.bytte.lenke.url) == (tekst, til)
    assert re.search(rf'type="hidden"\s+name="kartvisning"\s+value="{vist}"\s+form="filter"', html(sporring=sporring))


@pytest.mark.usefixtures("sett")
def test_the_map_shows_the_part_of_the_country_that_it_is_about() -> None:
    """One square 90 wide from x = 100, and some air."""
    assert kart(LUND).grenser.utsnitt == "97 -3 96 96"


def test_before_the_structure_of_the_borders_the_kommuner_are_tiles(sett) -> None:
    KommunenummerFactory(kommune=KommuneFactory(nummer="1112", avtale=False), gyldig_fra=date(2024, 1, 1))

    assert [kart(dag=date(aar, 12, 31)).grenser is not None for aar in (2023, 2024)] == [False, True]


# ---- the file of shapes
def test_the_file_is_open_and_kept_by_the_browser(sett) -> None:
    svar = Client().get(f"/kart/{sett.pk}-abc123.svg")

    assert (svar.status_code, svar.headers["Content-Type"]) == (200, "image/svg+xml")
    assert svar.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert svar.headers["Vary"] == "Accept-Encoding"
    assert '<path id="k1112" vector-effect="non-scaling-stroke" d="M100 0l90 0 0 90-90 0z"/>' in svar.content.decode()


def test_the_file_is_the_same_for_one_who_is_logged_in_and_opens_no_session(sett, django_assert_num_queries) -> None:
    klient = logg_inn(bruker_med())

    with django_assert_num_queries(3) as spurt:  # a savepoint around one question
        svar = klient.get(f"/kart/{sett.pk}-abc123.svg")

    assert [en["sql"].split()[0] for en in spurt.captured_queries] == ["SAVEPOINT", "SELECT", "RELEASE"]
    assert svar.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not svar.cookies


def test_the_file_is_packed(sett) -> None:
    svar = Client(headers={"accept-encoding": "gzip"}).get(f"/kart/{sett.pk}-abc123.svg")

    assert svar.headers["Content-Encoding"] == "gzip"
    assert b"k1112" in gzip.decompress(svar.content)


def test_an_older_page_gets_the_new_shapes_for_a_minute(sett) -> None:
    assert Client().get(f"/kart/{sett.pk}-gammelt.svg").headers["Cache-Control"] == "public, max-age=60"


def test_borders_that_are_not_there_are_not_found() -> None:
    svar = Client().get("/kart/7-abc123.svg")

    assert svar.status_code == 404
    assert "immutable" not in svar.headers.get("Cache-Control", "")
