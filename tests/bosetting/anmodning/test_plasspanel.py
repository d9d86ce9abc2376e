"""The year's places on the kommune's front page (ui.md 5.1)."""

import pytest
from django.utils import translation

from bosetting.anmodning import plasspanel, queries
from imdinett.tilgang.roller import Rolle
from tests.bosetting.anmodning.test_queries import sak
from tests.factories.bosetting import AnmodningFactory, KommunevedtakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
TITTEL = "Plasser i år"


@pytest.fixture
def kommune():
    kommune = KommunevedtakFactory(antall=40).kommune
    AnmodningFactory(kommune=kommune, antall=45)
    for tilstand, antall in (("fordelt", 1), ("akseptert", 2), ("sokt_ut", 3), ("bosatt", 4)):
        for _nr in range(antall):
            sak(kommune, tilstand)
    return kommune


def verdier(kommune, rolle=Rolle.KOMMUNE_BOSETTER_SKRIV):
    ((_mal, verdier),) = plasspanel.panel(bruker_med(rolle, kommune=kommune), kommune)
    return verdier


def test_b028_the_figures_are_those_of_the_account_and_add_up(kommune) -> None:
    tall = {ett.tekst: (ett.verdi, ett.note) for ett in verdier(kommune)["tall"]}

    assert tall == {
        "anmodet": ("45", "herav EM 0"),
        "vedtatt": ("40", "herav EM 0"),
        "brukt": ("4", "herav EM 0"),
        "bundet": ("6", "fordelt 1, akseptert 2, søkt ut 3"),
        "ledig": ("30", "herav EM 0"),
    }
    assert queries.plassregnskap(kommune, 2026).ledig == 30
    assert [str(del_.antall) for del_ in verdier(kommune)["plasser"].deler] == ["4", "6", "30"]


def test_b021_without_a_vedtak_it_is_said_in_words() -> None:
    kommune = AnmodningFactory(antall=45, aar=2026).kommune

    tall = {ett.tekst: ett.verdi for ett in verdier(kommune)["tall"]}

    assert (tall["anmodet"], tall["vedtatt"], tall["ledig"]) == ("45", "Ikke registrert", "Ikke registrert")


def test_b028_the_front_page_and_the_page_of_the_year_use_the_same_words(kommune) -> None:
    """Numbers, legend of the bar and the year's own page, in both languages; what is not registered too."""
    klient = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune))

    for sprak, ord_ in (("nb", ("brukt", "bundet", "ledig")), ("nn", ("brukt", "bunde", "ledig"))):
        with translation.override(sprak):
            panel = verdier(kommune)
            assert [del_.navn for del_ in panel["plasser"].deler] == list(ord_)
            assert [ett.tekst for ett in panel["tall"]][-3:] == list(ord_)
    aaret = klient.get(f"/kommuner/{kommune.nummer}/anmodninger/?aar=2026").context["side"]
    assert aaret.tall == verdier(kommune)["tall"]


def test_a_year_without_anything_says_so_and_leads_on() -> None:
    kommune = KommuneFactory()
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)

    side = logg_inn(skriv).get("/").content.decode()

    assert "IMDi har ikke bedt kommunen om plasser for 2026, og kommunen har ikke registrert vedtak." in side
    assert f'href="/kommuner/{kommune.nummer}/anmodninger/?aar=2026"' in side
    assert "im-plassbar" not in side


@pytest.mark.parametrize(
    ("rolle", "ser"),
    [
        (Rolle.KOMMUNE_BOSETTER_SKRIV, True),
        (Rolle.KOMMUNE_BOSETTER_LES, True),
        (Rolle.KOMMUNE_ADMINISTRATOR, False),
        (Rolle.KOMMUNE_NIR_SUPERBRUKER, False),
        (Rolle.KOMMUNE_TILSKUDD, False),
        (Rolle.KOMMUNE_EKSTRATILSKUDD, False),
        (Rolle.FYLKE_LES, False),
    ],
)
def test_decision_20_the_roles_that_read_the_page_have_it_on_the_front_page(kommune, rolle, ser) -> None:
    side = logg_inn(bruker_med(rolle, kommune=kommune)).get("/").content.decode()

    assert (TITTEL in side, "im-plassbar" in side) == (ser, ser)


def test_decision_20_no_other_kommune_and_not_imdi(kommune) -> None:
    nabo = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())

    assert plasspanel.panel(nabo, kommune) == []
    assert plasspanel.panel(bruker_med(Rolle.IMDI_BOSETTER_SKRIV), None) == []


def test_it_takes_one_query(kommune, django_assert_num_queries) -> None:
    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune)
    plasspanel.panel(bruker, kommune)

    with django_assert_num_queries(1):
        plasspanel.panel(bruker, kommune)
