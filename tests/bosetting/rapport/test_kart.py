"""The maps of R1, R3 and the weekly plans with borders loaded (decision 39), and what they cost without."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from tests.bosetting.rapport.hjelp import bosatt, kommune
from tests.bosetting.rapport.r1hjelp import URL
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import KommuneFactory, KommunegrenserFactory, KommunenummerFactory
from tests.hjelp import bruker_med, logg_inn, sporringer

pytestmark = pytest.mark.django_db
SIDER = [reverse("rapport_nasjonal"), "/imdi/ukeplan/"]


@pytest.fixture(autouse=True)
def _i_2026():
    with klokke.flyttet_til(datetime(2026, 7, 2, 10, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def klient():
    return logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES))


@pytest.mark.parametrize("side", SIDER)
def test_the_map_has_borders_when_they_are_loaded_and_tiles_when_asked_for(klient, side) -> None:
    bosatt(kommune("1101"))
    sett = KommunegrenserFactory()

    kart = klient.get(side, {"aar": "2026"})
    fliser = klient.get(side, {"aar": "2026", "kartvisning": "fliser"})

    assert f'href="/kart/{sett.pk}-abc123.svg#k1101"' in kart.content.decode()
    assert kart.context["kart"].bytte.lenke.url.startswith("?aar=2026&kartvisning=fliser#")
    assert (fliser.context["kart"].grenser, "/kart/" in fliser.content.decode()) == (None, False)


@pytest.mark.parametrize("side", SIDER)
def test_borders_cost_a_page_no_query_loaded_or_not(klient, side) -> None:
    bosatt(kommune("1101"))
    uten = sporringer(klient, side)
    KommunegrenserFactory()

    med = sporringer(klient, side)

    assert uten == med <= 20


def test_r3_has_borders_in_the_years_of_their_structure_only(klient) -> None:
    """Decision 16: Nesodden had Viken's number in 2023."""
    sted = KommuneFactory(nummer="3207", navn="Nesodden")
    KommunenummerFactory(kommune=sted, nummer="3023", gyldig_til=date(2024, 1, 1))
    KommunenummerFactory(kommune=sted, nummer="3207", gyldig_fra=date(2024, 1, 1))
    SakFactory(kommune=sted, tillatelse_dato=date(2023, 5, 1))
    KommunegrenserFactory(numre=["3207"])

    def har_grenser(aar: int) -> bool:
        return klient.get(SIDER[0], {"aar": str(aar)}).context["kart"].grenser is not None

    assert [har_grenser(aar) for aar in (2023, 2024, 2026)] == [False, True, True]


@pytest.mark.slow
def test_r1_draws_published_figures_in_the_structure_of_the_year(publisert, imdi) -> None:
    """2022 has 356 kommuner under other numbers; in the structure of today they can be drawn."""
    KommunegrenserFactory(numre=["1101", "1103"])

    def grenser(**valg: str) -> bool:
        return imdi.get(URL, {"omraade": "landet", **valg}).context["kart"].grenser is not None

    assert [grenser(aar="2022"), grenser(aar="2024"), grenser(aar="2022", inndeling="dagens")] == [False, True, True]


@pytest.mark.usefixtures("fylke")
def test_the_hidden_number_is_in_no_shape_either() -> None:
    """Decision 20: 3 and 12 of the neighbours, and the map says no more than the table."""
    egen = kommune("1120", navn="Klepp")
    KommunegrenserFactory(numre=["1111", "1112", "1113", "1114", "1120"])
    klient = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=egen))

    svar = klient.get(URL, {"aar": "2026", "omraade": "Rogaland", "kart": "bosatt"})

    former = [form for fylke in svar.context["kart"].grenser.fylker for form in fylke.former]
    vist = {form.flis.navn: (form.flis.verdi, form.flis.tall) for form in former}
    assert (vist["Lund"], vist["Sokndal"]) == (("skjult", ":"), ("skjult", ":"))
    assert vist["Time"] == ("40", "40")
