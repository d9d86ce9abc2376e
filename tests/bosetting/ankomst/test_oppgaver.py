"""Overføringsflyktninger near or past the innreisefrist, or whose arrival nobody has been told of (B-065, B-066)."""

from datetime import date, timedelta

import pytest

from bosetting.ankomst.oppgaver import husstandenes_frister
from bosetting.person.models import Person, Sak
from bosetting.person.states import Gradering, Sakstilstand
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from imdinett.web import oppgaver as alle_oppgaver
from tests.bosetting.ankomst.test_ankomst import familie, meld, om, rute
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
FRIST = "Følg opp innreisefristen for overføringsflyktninger"
MELD = "Meld ankomst for overføringsflyktninger til kommunen"
FOR_FORDELING = {"tilstand": Sakstilstand.BOSETTINGSKLAR, "kommune": None, "plassaar": None, "utsokingsdato": None}


@pytest.fixture
def imdi():
    return bruker_med(Rolle.IMDI_BOSETTER_SKRIV)


@pytest.fixture
def kommune():
    return KommuneFactory()


def oppgaver(bruker) -> list[tuple[str, str, date | None]]:
    return [(str(en.tekst), en.gjelder, en.frist) for en in husstandenes_frister(bruker, None)]


def avtalt_uke(dager: int) -> dict[str, int]:
    aar, uke = klokke.isouke(om(dager))
    return {"bosettingsuke_aar": aar, "bosettingsuke": uke}


@pytest.mark.parametrize(("dager", "ventet"), [(31, False), (30, True), (0, True), (-1, True)])
def test_b065_nobody_has_taken_them_and_the_innreisefrist_is_near_or_past(imdi, dager, ventet) -> None:
    familie(innreisefrist=om(dager), **FOR_FORDELING)

    assert oppgaver(imdi) == ([(FRIST, "1 husstand", om(dager))] if ventet else [])


def test_b065_how_long_before_is_a_dated_setting(imdi, settings) -> None:
    settings.INNREISEFRIST_OPPGAVE_DAGER = ((date(2026, 1, 1), 60),)
    familie(innreisefrist=om(50), **FOR_FORDELING)

    assert oppgaver(imdi) == [(FRIST, "1 husstand", om(50))]


def test_b065_the_households_frist_is_its_members_first(imdi) -> None:
    saker = familie(innreisefrist=om(80), **FOR_FORDELING)
    Sak.objects.filter(pk=saker[1].pk).update(innreisefrist=om(3))

    assert oppgaver(imdi) == [(FRIST, "1 husstand", om(3))]


def test_b066_the_notice_is_due_two_weeks_before_the_agreed_week(imdi, kommune) -> None:
    uke = avtalt_uke(25)
    familie(kommune, **uke)
    familie(kommune, **avtalt_uke(60))

    mandag = klokke.mandag(uke["bosettingsuke_aar"], uke["bosettingsuke"])
    assert oppgaver(imdi) == [(MELD, "1 husstand", mandag - timedelta(days=14))]


def test_b066_without_a_week_it_is_counted_from_the_innreisefrist(imdi, kommune) -> None:
    familie(kommune, innreisefrist=om(28))
    familie(kommune, innreisefrist=om(29))

    assert oppgaver(imdi) == [(MELD, "1 husstand", om(14))]


def test_b066_without_either_the_task_has_no_frist(imdi, kommune) -> None:
    familie(kommune, innreisefrist=None)

    assert oppgaver(imdi) == [(MELD, "1 husstand", None)]


def test_b066_how_long_before_is_a_dated_setting(imdi, kommune, settings) -> None:
    settings.ANKOMST_OPPGAVE_DAGER = ((date(2026, 1, 1), 90),)
    familie(kommune, innreisefrist=om(90))

    assert oppgaver(imdi) == [(MELD, "1 husstand", om(76))]


def test_b065_a_household_is_in_one_task_past_the_frist(imdi, kommune) -> None:
    familie(kommune, innreisefrist=om(-1))

    assert oppgaver(imdi) == [(FRIST, "1 husstand", om(-1))]


def test_b066_the_notice_ends_the_task_and_the_kommune_has_the_date_left(imdi, kommune) -> None:
    """Decision 26: on arrival the bosettingsdato is the kommune's."""
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    saker = familie(kommune, innreisefrist=om(28))
    meld(imdi, saker, rute(20))

    assert oppgaver(imdi) == []
    assert husstandenes_frister(skriv, kommune) == []
    assert "Registrer bosettingsdato" in [str(en.tekst) for en in alle_oppgaver.for_bruker(skriv, kommune)]


def test_b095_who_is_shielded_is_in_no_task(imdi, kommune) -> None:
    saker = familie(kommune, 1, innreisefrist=om(-1))
    Person.objects.filter(pk=saker[0].person_id).update(gradering=Gradering.FORTROLIG)

    assert oppgaver(imdi) == []


def test_only_those_who_register_have_the_task_and_its_page_opens(imdi, kommune) -> None:
    saker = familie(kommune, innreisefrist=om(-1))
    (oppgave,) = husstandenes_frister(imdi, None)

    assert saker[0].husstand.nummer in logg_inn(imdi).get(oppgave.url).content.decode()
    assert FRIST in logg_inn(imdi).get("/").content.decode()
    assert oppgaver(bruker_med(Rolle.IMDI_BOSETTER_LES)) == []


def test_the_tasks_take_one_query(imdi, kommune, django_assert_num_queries) -> None:
    familie(kommune, innreisefrist=om(-1))
    familie(kommune, innreisefrist=om(28))
    oppgaver(imdi)

    with django_assert_num_queries(1):
        assert len(oppgaver(imdi)) == 2
