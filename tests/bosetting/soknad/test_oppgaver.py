"""Those who live privately, have a permit and have not applied are a task before the last day and after it (B-062)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bosetting.ankomst.oppgaver import husstandenes_frister
from bosetting.person import services as person
from bosetting.person.models import Husstand, Kartlegging
from bosetting.person.rules import Tillatelse
from bosetting.person.states import Avslutningsgrunn, Gradering, Kategori, Tillatelsestype
from bosetting.soknad import services
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from tests.factories.bosetting import PersonFactory, SakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
BEHANDLE = "Behandle søknader fra privatboende"
NAER = "Følg opp privatboende som ikke har søkt"
UTE = "Avslutt saker der søknadsfristen for privatboende er gått ut"


@pytest.fixture(autouse=True)
def _naa() -> Iterator[None]:
    with klokke.flyttet_til(datetime(2026, 11, 23, 9, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def imdi() -> Bruker:
    return bruker_med(Rolle.IMDI_BOSETTER_SKRIV)


def husstand(imdi: Bruker, meldt: date | None, antall: int = 1, **felt: Any) -> Husstand:
    """Told of the permit on a day, or still waiting for it."""
    en = PersonFactory()
    for ett in (en, *PersonFactory.create_batch(antall - 1, husstand=en.husstand)):
        SakFactory(person=ett, kategori=Kategori.PRIVATBOENDE, **felt)
    if meldt:
        gitt = Tillatelse(type=Tillatelsestype.KOLLEKTIV, dato=meldt, meldt_dato=meldt)
        person.registrer_tillatelser(bruker=imdi, rader=[(sak, gitt) for sak in en.husstand.saker.all()])
    return en.husstand


def oppgaver(bruker: Bruker) -> list[tuple[str, str, date | None]]:
    return [(str(en.tekst), en.gjelder, en.frist) for en in husstandenes_frister(bruker, None)]


@pytest.mark.parametrize(
    ("meldt", "ventet"),
    [
        (date(2026, 6, 24), []),
        (date(2026, 6, 23), [(NAER, "1 husstand", date(2026, 12, 23))]),
        (date(2026, 5, 23), [(NAER, "1 husstand", date(2026, 11, 23))]),
        (date(2026, 5, 22), [(UTE, "1 husstand", date(2026, 11, 22))]),
    ],
)
def test_b062_a_task_from_thirty_days_before_the_last_day(imdi, meldt, ventet) -> None:
    husstand(imdi, meldt)

    assert oppgaver(imdi) == ventet


def test_b062_how_long_before_is_a_dated_setting(imdi, settings) -> None:
    settings.PRIVATBOENDE_OPPGAVE_DAGER = ((date(2026, 1, 1), 5),)
    husstand(imdi, date(2026, 6, 23))

    assert oppgaver(imdi) == []


def test_b062_the_ends_of_months_are_exact(imdi) -> None:
    """31 August and six months is 28 February: with 30 days that is a task from 29 January."""
    with klokke.flyttet_til(datetime(2026, 9, 1, 9, 0, tzinfo=UTC)):
        husstand(imdi, date(2026, 8, 31))
    with klokke.flyttet_til(datetime(2027, 1, 28, 9, 0, tzinfo=UTC)):
        assert oppgaver(imdi) == []
    with klokke.flyttet_til(datetime(2027, 1, 29, 9, 0, tzinfo=UTC)):
        assert oppgaver(imdi) == [(NAER, "1 husstand", date(2027, 2, 28))]


def test_b062_the_household_counts_once_from_the_last_who_heard(imdi) -> None:
    hus = husstand(imdi, date(2026, 5, 1), 2)
    hus.saker.filter(pk=hus.saker.all()[0].pk).update(tillatelse_meldt_dato=date(2026, 6, 1))

    assert oppgaver(imdi) == [(NAER, "1 husstand", date(2026, 12, 1))]


def test_b062_an_application_ends_the_task_and_a_withdrawn_one_brings_it_back(imdi) -> None:
    hus = husstand(imdi, date(2026, 5, 24))
    soknad = services.registrer_soknad(bruker=imdi, husstand=hus, mottatt_dato=date(2026, 8, 1))
    sokt = oppgaver(imdi)
    services.trekk_soknad(bruker=imdi, soknad=soknad)

    assert sokt == [(BEHANDLE, "1 husstand", None)]
    assert oppgaver(imdi) == [(NAER, "1 husstand", date(2026, 11, 24))]


def test_b062_an_application_noted_in_the_kartlegging_counts(imdi) -> None:
    hus = husstand(imdi, date(2026, 5, 1))
    Kartlegging.objects.create(
        sak=hus.saker.get(), soknad_dato=date(2026, 8, 1), registrert_tid=klokke.now(), registrert_av=imdi
    )

    assert oppgaver(imdi) == []


def test_b063_nobody_is_late_while_somebody_waits_for_a_permit(imdi) -> None:
    hus = husstand(imdi, date(2026, 5, 1))
    SakFactory(person=PersonFactory(husstand=hus), kategori=Kategori.PRIVATBOENDE)
    venter = husstand(imdi, None)
    services.registrer_soknad(bruker=imdi, husstand=venter, mottatt_dato=date(2026, 8, 1))

    assert oppgaver(imdi) == []


def test_b095_who_is_shielded_is_in_no_task(imdi) -> None:
    hus = husstand(imdi, date(2026, 5, 1), 2)
    sokt = husstand(imdi, date(2026, 5, 1))
    services.registrer_soknad(bruker=imdi, husstand=sokt, mottatt_dato=date(2026, 8, 1))
    for ett in (hus, sokt):
        ett.personer.filter(pk=ett.personer.all()[0].pk).update(gradering=Gradering.FORTROLIG)

    assert oppgaver(imdi) == []


def test_the_task_leads_to_the_households_and_the_page_shows_no_name(imdi) -> None:
    hus = husstand(imdi, date(2026, 5, 1))
    husstand(imdi, date(2026, 8, 1))
    (oppgave,) = husstandenes_frister(imdi, None)

    tekst = logg_inn(imdi).get(oppgave.url).content.decode()

    assert (hus.nummer in tekst, "Fristen er gått ut" in tekst, "1.11.2026" in tekst) == (True, True, True)
    assert hus.personer.get().fornavn not in tekst
    person.avslutt_sak(bruker=imdi, sak=hus.saker.get(), grunn=Avslutningsgrunn.FRIST_UTLOPT)
    assert "Ingen er nær fristen" in logg_inn(imdi).get(oppgave.url).content.decode()


def test_only_those_who_register_have_the_task(imdi) -> None:
    husstand(imdi, date(2026, 5, 1))
    kommune = KommuneFactory()
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)

    assert oppgaver(bruker_med(Rolle.IMDI_BOSETTER_LES)) == []
    assert oppgaver(bruker_med(Rolle.IMDI_ANMODNING)) == []
    assert husstandenes_frister(skriv, kommune) == []


def test_all_the_tasks_of_households_take_one_query(imdi, django_assert_num_queries) -> None:
    husstand(imdi, date(2026, 5, 1))
    sokt = husstand(imdi, date(2026, 6, 1))
    services.registrer_soknad(bruker=imdi, husstand=sokt, mottatt_dato=date(2026, 8, 1))
    oppgaver(imdi)

    with django_assert_num_queries(1):
        assert len(oppgaver(imdi)) == 2
