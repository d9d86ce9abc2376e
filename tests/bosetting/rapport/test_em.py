"""Bufetat's report on enslige mindreårige: figures only, small ones hidden by the one function (decision 20, B-096)."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from bosetting.person.states import Gradering, Sakstilstand
from bosetting.rapport.queries import em
from bosetting.rapport.queries.utvalg import Omraader
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.kjerne import klokke
from imdinett.kommune.models import Enhet
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.bosetting.rapport.hjelp import kommune
from tests.factories.bosetting import AnmodningFactory, AnmodningsrundeFactory, SakFactory
from tests.factories.imdinett import EnhetFactory, FylkeFactory, KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
SIDE = "/rapporter/enslige-mindrearige/"


@pytest.fixture(autouse=True)
def _i_2026():
    with klokke.flyttet_til(datetime(2026, 7, 2, 10, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def ansatt():
    bruker = bruker_med()
    tildeling.gi_enhetsrolle(bruker, Rolle.BUFETAT_SKRIV, EnhetFactory(type=Enhet.Type.BUFETAT))
    return bruker


def bosatte(sted, antall: int, *, em: bool = True, **felt) -> None:
    for _nr in range(antall):
        SakFactory(
            kommune=sted,
            plassaar=2026,
            er_em=em,
            tilstand=Sakstilstand.BOSATT,
            utsokingsdato=date(2026, 2, 1),
            bosettingsdato=date(2026, 3, 1),
            **felt,
        )


def tabeller(bruker, omraade: str = "") -> dict[str, list[list[object]]]:
    rapport = em.rapport(Omraader(bruker, None).velg(omraade, 2026, "Hele landet"))
    return {
        tabell.kode: [[kolonne.verdi(rad) for kolonne in tabell.kolonner] for rad in tabell.rader]
        for tabell in rapport.tabeller
    }


def test_only_enslige_mindrearige_are_counted_and_no_protected_one(ansatt) -> None:
    a = kommune("1101")
    bosatte(a, 6)
    bosatte(a, 3, em=False)
    bosatte(a, 1, person__gradering=Gradering.FORTROLIG)

    assert tabeller(ansatt)["kommuner"] == [["1101", str(a), None, None, 0, 6]]


def test_b021_what_is_asked_for_and_decided_is_open_and_empty_when_unknown(ansatt) -> None:
    a, b = kommune("1101"), kommune("1102")
    runde = AnmodningsrundeFactory(aar=2026)
    AnmodningFactory(runde=runde, kommune=a, aar=2026, antall=10, herav_em=2)
    bosatte(b, 5)

    rader = {rad[0]: rad[2:] for rad in tabeller(ansatt)["kommuner"]}

    assert (rader["1101"][0], rader["1101"][1], rader["1102"][0]) == (2, None, None)


def test_decision_20_a_small_number_and_what_would_give_it_away_are_hidden(ansatt) -> None:
    rogaland, oslo = FylkeFactory(nummer="11", navn="Rogaland"), FylkeFactory(nummer="03", navn="Oslo")
    for nummer, fylke, antall in (
        ("1101", rogaland, 2),
        ("1102", rogaland, 7),
        ("1103", rogaland, 9),
        ("0301", oslo, 8),
    ):
        bosatte(kommune(nummer, fylke=fylke), antall)

    alle = tabeller(ansatt)

    assert {rad[0]: rad[-1] for rad in alle["kommuner"]} == {"0301": 8, "1101": ":", "1102": ":", "1103": 9}
    assert {rad[0]: rad[-1] for rad in alle["fylker"]} == {"Oslo": 8, "Rogaland": 18, "Hele landet": 26}


def test_decision_20_the_choice_of_area_reveals_nothing(ansatt) -> None:
    rogaland = FylkeFactory(nummer="11", navn="Rogaland")
    for nummer, antall in (("1101", 2), ("1102", 7)):
        bosatte(kommune(nummer, fylke=rogaland), antall)
    bosatte(kommune("0301", fylke=FylkeFactory(nummer="03", navn="Oslo")), 8)

    valgt = tabeller(ansatt, f"fylke-{rogaland.pk}")

    assert [rad[0] for rad in valgt["kommuner"]] == ["1101", "1102"]
    assert [rad[-1] for rad in valgt["kommuner"]] == [":", ":"]
    assert [rad[0] for rad in valgt["fylker"]] == ["Rogaland", "Hele landet"]


def test_the_page_and_the_file_show_the_same_and_no_person(ansatt) -> None:
    bosatte(kommune("1101"), 6, person__fornavn="Kanari")
    klient = logg_inn(ansatt)

    side = klient.get(SIDE)
    fil = klient.get(f"{SIDE}?format=csv&tabell=kommuner")

    assert "Tall om enslige mindreårige" in side.content.decode()
    assert "Kanari" not in side.content.decode()
    assert f'href="{reverse("rapporter")}"' not in side.content.decode()
    assert b"1101" in b"".join(fil.streaming_content if fil.streaming else [fil.content])
    assert list(Hendelse.objects.filter(type="rapport_hentet").values_list("bruker", flat=True)) == [ansatt.pk]
    assert Innsyn.objects.count() == 0


def test_an_empty_year_says_so(ansatt) -> None:
    assert logg_inn(ansatt).get(SIDE).status_code == 200
    assert tabeller(ansatt)["kommuner"] == []


@pytest.mark.parametrize(
    "rolle", [Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.FYLKE_LES, Rolle.IMDI_BOSETTER_SKRIV, Rolle.IMDI_BOSETTER_LES]
)
def test_the_report_is_bufetats(rolle) -> None:
    klient = logg_inn(bruker_med(rolle, kommune=KommuneFactory()))

    assert [klient.get(SIDE).status_code, klient.get(f"{SIDE}?format=csv").status_code] == [403, 403]


def test_bufetat_opens_no_other_report(ansatt) -> None:
    klient = logg_inn(ansatt)
    navn = ("rapporter", "rapport_anmodning_vedtak", "rapport_nasjonal", "rapport_bosatte", "rapport_ventetid")

    assert {klient.get(reverse(en)).status_code for en in navn} == {403}


def test_the_page_takes_few_queries(ansatt, django_assert_max_num_queries) -> None:
    for nummer in ("1101", "1102", "1103"):
        bosatte(kommune(nummer), 5)
    klient = logg_inn(ansatt)
    klient.get(SIDE)

    with django_assert_max_num_queries(20):
        klient.get(SIDE)
