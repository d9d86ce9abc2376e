"""IMDi's view of all weekly plans: the country, a fylke, a week; and never more than twenty queries (decision 20)."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bosetting.person.models import Person
from bosetting.person.states import Gradering, Sakstilstand
from bosetting.rapport.queries.ukeplan import Uketall, ukeplan
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from tests.bosetting.innmelding.hjelp import plasser
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import FylkeFactory, KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
ADRESSE = "/imdi/ukeplan/"


@pytest.fixture(autouse=True)
def _i_2026():
    with klokke.flyttet_til(datetime(2026, 11, 2, 10, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def kommune():
    return KommuneFactory(navn="Eigersund")


@pytest.fixture
def klient():
    return logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES))


def meld(kommune, uke: int, antall: int, aar: int = 2026) -> None:
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    plasser(skriv, kommune, uke=(aar, uke), maks_antall_personer=antall)


def sokt_ut(kommune, uke: int):
    return SakFactory(
        kommune=kommune,
        tilstand=Sakstilstand.SOKT_UT,
        plassaar=2026,
        utsokingsdato=date(2026, 10, 1),
        bosettingsuke_aar=2026,
        bosettingsuke=uke,
    )


def bosatt(kommune, dato: date):
    return SakFactory(
        kommune=kommune,
        tilstand=Sakstilstand.BOSATT,
        plassaar=2026,
        utsokingsdato=date(2026, 10, 1),
        bosettingsdato=dato,
    )


def test_b081_the_numbers_of_a_week_a_kommune_and_a_fylke(kommune) -> None:
    meld(kommune, 50, 4)
    meld(kommune, 50, 2)
    sokt_ut(kommune, 50)
    meld(kommune, 53, 1)
    bosatt(kommune, date(2027, 1, 1))

    tall = ukeplan(2026)
    uker = dict(tall.per_uke())

    assert (len(uker), uker[50], uker[53], uker[51]) == (53, Uketall(6, 1, 0, 5), Uketall(1, 0, 1, 0), Uketall())
    assert dict(tall.per_kommune())[kommune] == Uketall(7, 1, 1, 5)
    assert dict(tall.per_fylke())[str(kommune.fylke)] == Uketall(7, 1, 1, 5)
    assert ukeplan(2026, uke=53).sum() == Uketall(1, 0, 1, 0)


def test_b083_more_persons_than_room_is_nothing_left_and_takes_no_room_elsewhere(kommune) -> None:
    meld(kommune, 49, 3)
    for _nr in range(2):
        sokt_ut(kommune, 50)

    assert ukeplan(2026).sum() == Uketall(3, 2, 0, 3)


def test_b095_a_shielded_person_is_counted_nowhere(kommune) -> None:
    for sak in (sokt_ut(kommune, 50), bosatt(kommune, date(2026, 11, 1))):
        Person.objects.filter(pk=sak.person_id).update(gradering=Gradering.FORTROLIG)

    assert ukeplan(2026).sum() == Uketall()


def test_a_fylke_holds_its_own_kommuner_only(klient, kommune) -> None:
    annet = KommuneFactory(navn="Annet sted", fylke=FylkeFactory(nummer="77", navn="Syvdal"))
    meld(kommune, 50, 4)
    meld(annet, 50, 9)

    svar = klient.get(ADRESSE, {"aar": "2026", "omraade": "77", "uke": "50"})
    ukjent = klient.get(ADRESSE, {"aar": "tusen", "omraade": "x", "uke": "54"})

    assert [(k.navn, tall.meldt) for k, tall in svar.context["kommuner"]] == [("Annet sted", 9)]
    assert svar.context["utvalg"] == "Syvdal, Uke 50, 2026 (7.–13. desember)"
    assert (ukjent.context["utvalg"], ukjent.context["plan"].sum().meldt) == ("Hele landet, 2026", 13)


def test_the_file_has_the_rows_of_the_choice_and_is_logged(klient, kommune) -> None:
    meld(kommune, 50, 4)
    meld(kommune, 51, 2)

    svar = klient.get(ADRESSE, {"aar": "2026", "uke": "50", "format": "csv"})
    linjer = b"".join(svar.streaming_content).decode("utf-8-sig").splitlines()
    bok = b"".join(klient.get(ADRESSE, {"format": "xlsx"}).streaming_content)

    assert linjer == [
        "År;Uke;Første dag;Fylke;Kommunenummer;Kommune;Meldt inn;Søkt ut;Bosatt;Ledig",
        f"2026;50;07.12.2026;{kommune.fylke};{kommune.nummer};Eigersund;4;0;0;4",
    ]
    assert [h.data["rapport"] for h in Hendelse.objects.filter(type="rapport_hentet")] == ["ukeplan"] * 2
    assert bok.startswith(b"PK")
    assert klient.get(ADRESSE, {"format": "exe"}).status_code == 404


def test_at_most_twenty_queries_whatever_the_number_of_rows(klient, kommune) -> None:
    klient.get(ADRESSE)
    antall = []
    for runde in range(2):
        for nr in range(1 + 4 * runde):
            ny = KommuneFactory(fylke=FylkeFactory(nummer=f"8{runde}{nr}"[-2:]))
            meld(ny, 50, 4)
            sokt_ut(ny, 51)
            bosatt(ny, date(2026, 10, 20))
        with CaptureQueriesContext(connection) as sporringer:
            svar = klient.get(ADRESSE)
        antall.append(len(sporringer))

    assert len(svar.context["kommuner"]) == 6
    assert antall[0] == antall[1] <= 20


@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.FYLKE_LES, Rolle.IMDI_SUPPORT])
def test_decision_20_weekly_plans_are_for_imdi_only(kommune, rolle) -> None:
    assert logg_inn(bruker_med(rolle, kommune=kommune)).get(ADRESSE).status_code == 403
