"""S-21 (part): the access log is kept for its years and then deleted, with a trace (security.md §6 I, §8)."""

import logging
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError

from imdinett import tasks
from imdinett.hendelse import hendelse, oppbevaring
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.hendelse.setning import setning
from imdinett.hendelse.typer import Handling
from imdinett.loggkontroll.models import Kontrolluke
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med
from tests.regnskap import meld

pytestmark = pytest.mark.django_db
I_DAG = datetime(2031, 11, 20, 4, tzinfo=UTC)


@pytest.fixture
def skriv():
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory(), navn="Kari Eksempel")


@pytest.fixture(autouse=True)
def i_dag():
    with time_machine.travel(I_DAG, tick=False) as klokken:
        yield klokken


def se(skriv, *tider: datetime) -> list[Innsyn]:
    ut = []
    for tid in tider:
        with time_machine.travel(tid, tick=False):
            ut.append(hendelse.logg_innsyn(skriv, handling=Handling.LESE, beskrivelse="Så mappen", person_id=17))
    return ut


def igjen() -> set[int]:
    return set(Innsyn.objects.values_list("pk", flat=True))


def test_s21_lines_go_when_their_years_are_over_and_never_a_day_before(skriv, record_property) -> None:
    """Five whole years by the Norwegian calendar: the line of the day itself stays until tomorrow."""
    gamle = se(skriv, datetime(2026, 2, 1, 12, tzinfo=UTC), datetime(2026, 11, 19, 22, 59, tzinfo=UTC))
    nye = se(skriv, datetime(2026, 11, 19, 23, 1, tzinfo=UTC), datetime(2031, 11, 19, 12, tzinfo=UTC))

    assert oppbevaring.slett_utlopte() == len(gamle)

    assert igjen() == {rad.pk for rad in nye}
    assert oppbevaring.slett_utlopte() == 0
    meld(record_property, "S-21", slettet=len(gamle), beholdt=len(nye))


def test_s21_the_deletion_is_itself_an_event_that_names_nobody(skriv) -> None:
    forste, siste = se(skriv, datetime(2026, 2, 1, 12, tzinfo=UTC), datetime(2026, 3, 1, 12, tzinfo=UTC))

    tasks.hendelse.slett_utlopte()

    rad = Hendelse.objects.get(type="innsynslogg_slettet")
    assert (rad.bruker, rad.kommune, rad.gjelder_type, rad.gjelder_id) == (None, None, "innsyn", str(siste.pk))
    assert rad.data == {
        "antall": 2,
        "fra_nr": forste.pk,
        "til_nr": siste.pk,
        "fra_dato": "2026-02-01",
        "til_dato": "2026-03-01",
    }
    assert "Antall linjer: 2" in setning(rad)
    assert "fra 1. februar 2026 til 1. mars 2026" in setning(rad)
    assert skriv.navn not in f"{rad.gjelder_navn} {setning(rad)}"


def test_s21_a_line_follows_the_setting_of_the_day_it_was_written(skriv, settings) -> None:
    settings.INNSYNSLOGG_OPPBEVARES_AAR = ((date(2026, 1, 1), 10), (date(2028, 1, 1), 3))
    _eldre_enn_innstillingen, lang, _kort = se(
        skriv,
        datetime(2020, 6, 1, tzinfo=UTC),
        datetime(2027, 12, 31, 22, 59, tzinfo=UTC),
        datetime(2027, 12, 31, 23, 1, tzinfo=UTC),
    )

    assert oppbevaring.slett_utlopte() == 2
    assert igjen() == {lang.pk}


def test_s21_a_long_log_is_deleted_in_pieces_each_with_its_event(skriv, monkeypatch) -> None:
    monkeypatch.setattr(oppbevaring, "BUNKE", 2)
    se(skriv, *(datetime(2026, 1, dag, tzinfo=UTC) for dag in range(1, 6)))

    assert oppbevaring.slett_utlopte() == 5

    rader = Hendelse.objects.filter(type="innsynslogg_slettet").order_by("pk")
    assert [rad.data["antall"] for rad in rader] == [2, 2, 1]


def test_s21_nothing_is_deleted_when_the_event_cannot_be_written(skriv, monkeypatch) -> None:
    se(skriv, datetime(2026, 2, 1, tzinfo=UTC))

    def feil(*argumenter, **felt):
        raise DatabaseError

    monkeypatch.setattr(hendelse, "log", feil)
    with pytest.raises(DatabaseError):
        oppbevaring.slett_utlopte()

    assert Innsyn.objects.count() == 1


# ---- the command
def test_s21_the_dry_run_tells_what_the_real_run_deletes_and_deletes_nothing(skriv, capsys, record_property) -> None:
    se(skriv, datetime(2026, 2, 1, tzinfo=UTC), datetime(2026, 2, 2, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC))
    Kontrolluke.objects.create(mandag=date(2026, 2, 2), laget_tid=I_DAG, frist_dato=date(2026, 2, 16))
    Session.objects.create(session_key="utløpt", session_data="", expire_date=datetime(2031, 11, 19, tzinfo=UTC))
    Session.objects.create(session_key="åpen", session_data="", expire_date=datetime(2031, 11, 21, tzinfo=UTC))

    def kjor(*argumenter: str) -> str:
        call_command("slett_utlopte", *argumenter)
        return capsys.readouterr().out

    provd = kjor("--proev")
    assert (Innsyn.objects.count(), Kontrolluke.objects.count(), Session.objects.count()) == (3, 1, 2)
    assert kjor() == provd
    tall = dict(reversed(linje.split(maxsplit=1)) for linje in provd.splitlines())
    assert {navn: antall for navn, antall in tall.items() if antall != "0"} == {
        "linjer i innsynsloggen": "2",
        "uker i loggkontrollen": "1",
        "utløpte økter": "1",
    }
    assert (Innsyn.objects.count(), Kontrolluke.objects.count(), Session.objects.count()) == (1, 0, 1)
    meld(record_property, "S-21", klasser=len(provd.splitlines()))


def test_the_night_job_says_how_many(skriv, caplog) -> None:
    se(skriv, datetime(2026, 2, 1, tzinfo=UTC))

    with caplog.at_level(logging.INFO):
        tasks.hendelse.slett_utlopte()

    assert "innsynslogg: 1 linjer slettet" in caplog.text
