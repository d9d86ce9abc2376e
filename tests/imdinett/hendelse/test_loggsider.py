"""Decision 18: two search pages, each with its right."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from imdinett.hendelse import hendelse
from imdinett.hendelse.models import Innsyn
from imdinett.hendelse.typer import Handling, Hendelsestype
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
NOVEMBER = {"fra": "01.11.2026", "til": "30.11.2026"}


@pytest.fixture(autouse=True)
def _tid():
    with time_machine.travel("2026-11-23T12:00:00Z", tick=True):
        yield


@pytest.fixture
def kommune():
    return KommuneFactory(navn="Eksempelvik")


@pytest.fixture
def skriv(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune, navn="Kari Eksempel")


@pytest.fixture
def administrator(kommune):
    return bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune, navn="Anne Eksempel")


def _paa(dag: int, bruker, kommune, hva=Hendelsestype.KONTAKT_ENDRET, **data) -> None:
    with klokke.flyttet_til(datetime(2026, 11, dag, 12, tzinfo=UTC)):
        hendelse.log(bruker, hva, kommune, kommune=kommune, **data)


def _antall(nettleser, **sok) -> int:
    svar = nettleser.get(reverse("hendelser"), sok)
    assert svar.status_code == 200
    return len(svar.context["rader"])


# ---- events
def test_search_by_period_user_kind_and_object(skriv, kommune) -> None:
    _paa(2, skriv, kommune)
    _paa(20, skriv, kommune)
    _paa(21, bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune, navn="Ola Eksempel"), kommune)
    nettleser = logg_inn(skriv)

    assert _antall(nettleser) == 3
    assert _antall(nettleser, fra="03.11.2026") == 2
    assert _antall(nettleser, til="20.11.2026") == 2
    assert _antall(nettleser, fra="20.11.2026", til="20.11.2026") == 1
    assert _antall(nettleser, bruker="kari") == 2
    assert _antall(nettleser, slag="avtale") == 3
    assert _antall(nettleser, slag="bosetting") == 0
    assert _antall(nettleser, tekst="eksempelvik") == 3
    assert _antall(nettleser, tekst="annet") == 0


def test_without_a_period_the_last_thirty_days(skriv, kommune) -> None:
    with klokke.flyttet_til(datetime(2026, 10, 1, 12, tzinfo=UTC)):
        hendelse.log(skriv, Hendelsestype.KONTAKT_ENDRET, kommune, kommune=kommune)
    nettleser = logg_inn(skriv)

    assert (_antall(nettleser), _antall(nettleser, fra="01.10.2026")) == (0, 1)


def test_the_sentence_stands_there(skriv, kommune) -> None:
    _paa(20, skriv, kommune)

    tekst = logg_inn(skriv).get(reverse("hendelser")).content.decode()

    assert "Kommunens kontaktinformasjon ble endret." in tekst
    assert "1 hendelse" in tekst


def test_decision_18_user_events_to_the_administrator_only(skriv, administrator, kommune) -> None:
    _paa(20, administrator, kommune, Hendelsestype.ROLLER_ENDRET, fra=[], til=[], grunn="x")
    _paa(20, skriv, kommune)

    assert (_antall(logg_inn(skriv), slag="brukere"), _antall(logg_inn(administrator), slag="brukere")) == (0, 1)
    assert (_antall(logg_inn(skriv)), _antall(logg_inn(administrator))) == (1, 1)


def test_b001_never_another_kommunes_events(skriv) -> None:
    annen = KommuneFactory(navn="KANARI-1")
    _paa(20, bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=annen, navn="KANARI-2"), annen)

    assert "KANARI" not in logg_inn(skriv).get(reverse("hendelser"), {"tekst": "Eks"}).content.decode()
    assert _antall(logg_inn(skriv)) == 0


def test_pages_of_twenty_five(skriv, kommune) -> None:
    hendelse.log_mange(skriv, Hendelsestype.KONTAKT_ENDRET, [(kommune, kommune, {})] * 60)
    nettleser = logg_inn(skriv)

    assert [_antall(nettleser, side=n) for n in (1, 2, 3)] == [25, 25, 10]
    assert _antall(nettleser, side=9) == 10


@pytest.mark.parametrize("sok", [{"fra": "tull"}, {"fra": "20.11.2026", "til": "01.11.2026"}, {"bruker": "x" * 101}])
def test_a_bad_search_is_explained_and_shows_the_ordinary_list(skriv, kommune, sok) -> None:
    _paa(20, skriv, kommune)

    svar = logg_inn(skriv).get(reverse("hendelser"), sok)

    assert svar.context["form"].errors
    assert len(svar.context["rader"]) == 1


def test_the_same_number_of_queries_for_one_and_for_three(skriv, kommune) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    nettleser = logg_inn(skriv)
    antall = []
    for _ in range(2):
        _paa(20, skriv, kommune)
        nettleser.get(reverse("hendelser"))
        with CaptureQueriesContext(connection) as fanget:
            nettleser.get(reverse("hendelser"))
        antall.append(len(fanget))
        _paa(21, skriv, kommune)

    assert antall[0] == antall[1]
    assert antall[0] <= 20


@pytest.mark.parametrize("rolle", [Rolle.FYLKE_LES, Rolle.KOMMUNE_TILSKUDD])
def test_without_the_right_403(kommune, rolle) -> None:
    assert logg_inn(bruker_med(rolle, kommune=kommune)).get(reverse("hendelser")).status_code == 403


# ---- access log
def _oppslag(bruker, kommune, dag=20, **felt) -> None:
    with klokke.flyttet_til(datetime(2026, 11, dag, 12, tzinfo=UTC)):
        hendelse.logg_innsyn(
            bruker,
            handling=felt.pop("handling", Handling.LESE),
            beskrivelse="Leste KANARI-navn",
            kommune_id=kommune.pk if kommune else None,
            saksnummer=felt.pop("saksnummer", "8F3K"),
            person_id=7,
            **felt,
        )


def _innsyn(nettleser, **sok):
    return nettleser.get(reverse("innsynslogg"), sok).context["rader"]


def test_the_administrator_sees_case_numbers_of_the_own_kommune_and_no_names(administrator, skriv, kommune) -> None:
    annen = KommuneFactory()
    _oppslag(skriv, kommune)
    _oppslag(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=annen, navn="KANARI-2"), annen, saksnummer="KANARI-3")

    svar = logg_inn(administrator).get(reverse("innsynslogg"), NOVEMBER)

    # The newest line is this very look at the log.
    assert [rad.saksnummer for rad in svar.context["rader"]] == ["", "8F3K"]
    assert "KANARI" not in svar.content.decode()


def test_imdis_log_reader_sees_the_whole_country(skriv, kommune) -> None:
    annen = KommuneFactory()
    _oppslag(skriv, kommune)
    _oppslag(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=annen), annen, saksnummer="9X1A")
    _oppslag(bruker_med(Rolle.IMDI_BOSETTER_SKRIV), None, saksnummer="7Q2B")

    rader = _innsyn(logg_inn(bruker_med(Rolle.IMDI_LOGG_LES)), **NOVEMBER)

    assert {rad.saksnummer for rad in rader if rad.saksnummer} == {"8F3K", "9X1A", "7Q2B"}


def test_the_period_is_required(administrator, skriv, kommune) -> None:
    _oppslag(skriv, kommune)
    nettleser = logg_inn(administrator)

    assert _innsyn(nettleser) == []
    for sok in ({"fra": "01.11.2026"}, {"til": "30.11.2026"}, {"fra": "01.01.2020", "til": "30.11.2026"}):
        svar = nettleser.get(reverse("innsynslogg"), sok)
        assert (svar.context["rader"], bool(svar.context["form"].errors)) == ([], True)


def test_search_by_user_case_and_act(administrator, skriv, kommune) -> None:
    _oppslag(skriv, kommune)
    _oppslag(skriv, kommune, dag=21, saksnummer="9X1A", handling=Handling.EKSPORT)
    nettleser = logg_inn(administrator)

    assert len(_innsyn(nettleser, **NOVEMBER, saksnummer="9x1a")) == 1
    assert len(_innsyn(nettleser, **NOVEMBER, handling="eksport")) == 1
    assert len(_innsyn(nettleser, **NOVEMBER, bruker="kari")) == 2
    assert len(_innsyn(nettleser, fra="21.11.2026", til="21.11.2026")) == 1


def test_each_look_at_the_log_is_a_line_in_it(administrator, kommune) -> None:
    nettleser = logg_inn(administrator)
    nettleser.get(reverse("innsynslogg"))
    assert not Innsyn.objects.exists()

    nettleser.get(reverse("innsynslogg"), NOVEMBER)
    nettleser.get(reverse("innsynslogg"), NOVEMBER)

    rader = list(Innsyn.objects.all())
    assert [(rad.handling, rad.del_av, rad.kommune_id) for rad in rader] == [("soke", "innsynslogg", kommune.pk)] * 2
    assert rader[0].beskrivelse == "Så i innsynsloggen for 1.–30. november"


@pytest.mark.parametrize(
    "rolle",
    [Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_BOSETTER_LES, Rolle.IMDI_ADMINISTRATOR, Rolle.IMDI_BOSETTER_SKRIV],
)
def test_decision_18_nobody_else_reads_it(kommune, rolle) -> None:
    assert logg_inn(bruker_med(rolle, kommune=kommune)).get(reverse("innsynslogg"), NOVEMBER).status_code == 403
