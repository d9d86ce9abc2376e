"""S-21 (part): the access log is kept for its years and then deleted, with a trace (security.md §6 I, §8)."""

import logging
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import DatabaseError, connections, transaction

from imdinett import tasks
from imdinett.hendelse import hendelse, kjedekontroll, oppbevaring, vern
from imdinett.hendelse.kjede import legg_til
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.hendelse.setning import setning
from imdinett.hendelse.typer import Handling
from imdinett.loggkontroll.models import Kontrolluke
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import aapen_logg, bruker_med, lag_innsyn
from tests.regnskap import meld

pytestmark = pytest.mark.django_db
I_DAG = datetime(2026, 11, 20, 4, tzinfo=UTC)


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
    """Without the lines that say what was deleted."""
    return set(Innsyn.objects.filter(slettet_til=None).values_list("pk", flat=True))


def brudd() -> list:
    return [ett for navn in kjedekontroll.kjeder() for ett in kjedekontroll.kontroller(navn).brudd]


def test_s21_lines_go_when_their_years_are_over_and_never_a_day_before(skriv, record_property) -> None:
    """Five whole years by the Norwegian calendar: the line of the day itself stays until tomorrow."""
    gamle = se(skriv, datetime(2021, 2, 1, 12, tzinfo=UTC), datetime(2021, 11, 19, 22, 59, tzinfo=UTC))
    nye = se(skriv, datetime(2021, 11, 19, 23, 1, tzinfo=UTC), datetime(2026, 11, 19, 12, tzinfo=UTC))

    assert oppbevaring.slett_utlopte() == len(gamle)

    assert igjen() == {rad.pk for rad in nye}
    assert oppbevaring.slett_utlopte() == 0
    assert brudd() == []
    meld(record_property, "S-21", slettet=len(gamle), beholdt=len(nye))


def test_s21_the_deletion_is_itself_an_event_that_names_nobody(skriv) -> None:
    forste, siste = se(skriv, datetime(2021, 2, 1, 12, tzinfo=UTC), datetime(2021, 3, 1, 12, tzinfo=UTC))

    tasks.hendelse.slett_utlopte()

    rad = Hendelse.objects.get(type="innsynslogg_slettet")
    assert (rad.bruker, rad.kommune, rad.gjelder_type, rad.gjelder_id) == (None, None, "innsyn", str(siste.pk))
    assert rad.data == {
        "antall": 2,
        "kjede": forste.kjede,
        "fra_nr": 1,
        "til_nr": 2,
        "fra_dato": "2021-02-01",
        "til_dato": "2021-03-01",
    }
    assert "Antall linjer: 2" in setning(rad)
    assert "fra 1. februar 2021 til 1. mars 2021" in setning(rad)
    assert skriv.navn not in f"{rad.gjelder_navn} {setning(rad)}"


def test_s21_a_line_follows_the_setting_of_the_day_it_was_written(skriv, settings) -> None:
    """The database keeps to the shortest time: `databaseroller` tells it after each change."""
    settings.INNSYNSLOGG_OPPBEVARES_AAR = ((date(2021, 1, 1), 10), (date(2023, 1, 1), 3))
    vern.sett_oppbevaring(connections["logg"])
    _eldre_enn_innstillingen, lang, _kort = se(
        skriv,
        datetime(2015, 6, 1, tzinfo=UTC),
        datetime(2022, 12, 31, 22, 59, tzinfo=UTC),
        datetime(2022, 12, 31, 23, 1, tzinfo=UTC),
    )

    assert oppbevaring.slett_utlopte() == 2
    assert igjen() == {lang.pk}
    assert brudd() == []


def test_s21_a_long_log_is_deleted_in_pieces_each_with_its_event(skriv, monkeypatch) -> None:
    monkeypatch.setattr(oppbevaring, "BUNKE", 2)
    se(skriv, *(datetime(2021, 1, dag, tzinfo=UTC) for dag in range(1, 6)))

    assert oppbevaring.slett_utlopte() == 5

    rader = Hendelse.objects.filter(type="innsynslogg_slettet").order_by("pk")
    assert [rad.data["antall"] for rad in rader] == [2, 2, 1]
    assert brudd() == []


def test_s21_nothing_is_deleted_when_the_event_cannot_be_written(skriv, monkeypatch) -> None:
    se(skriv, datetime(2021, 2, 1, tzinfo=UTC))

    def feil(*argumenter, **felt):
        raise DatabaseError

    monkeypatch.setattr(hendelse, "log", feil)
    with pytest.raises(DatabaseError):
        oppbevaring.slett_utlopte()

    assert Innsyn.objects.count() == 1


# ---- the chain stays provable (security.md §8)
def test_s07_the_deletion_is_a_line_with_the_range_and_the_last_hash(skriv, record_property) -> None:
    gamle = se(skriv, *(datetime(2021, 1, dag, tzinfo=UTC) for dag in range(1, 4)))
    se(skriv, datetime(2026, 1, 1, tzinfo=UTC))

    oppbevaring.slett_utlopte()

    om = Innsyn.objects.get(slettet_til__isnull=False)
    assert (om.nr, om.slettet_fra, om.slettet_til, om.slettet_hash) == (5, 1, 3, gamle[-1].hash)
    assert (om.handling, om.bruker_id, om.person_id, om.person_ider) == ("slette", None, None, [])
    assert brudd() == []
    meld(record_property, "S-07", slettinger=1)


def test_s07_the_next_deletion_says_what_the_one_beside_it_said(skriv) -> None:
    se(skriv, *(datetime(2021, 1, dag, tzinfo=UTC) for dag in range(1, 4)))
    se(skriv, datetime(2021, 12, 1, tzinfo=UTC))
    oppbevaring.slett_utlopte()

    fjerde = Innsyn.objects.get(nr=4)
    linjer = [oppbevaring.Linje(fjerde.nr, fjerde.pk, fjerde.tid, fjerde.hash)]
    forste = oppbevaring._slettinger(fjerde.kjede)

    ((fra, til, sletting),) = oppbevaring._rekker(fjerde.kjede, linjer)

    assert (fra, til, sletting.fra, sletting.til, sletting.hash) == (4, 4, 1, 4, fjerde.hash)
    assert list(oppbevaring._foreldede([*forste, sletting])) == forste


def test_s07_a_line_of_the_deletion_goes_when_a_later_one_covers_it() -> None:
    """Two in a chain whose lines are so old that they are over too."""
    gammel = datetime(2021, 1, 1, tzinfo=UTC)
    rader = [lag_innsyn(tid=gammel, bruker_id=16, handling="lese", utfall="vist") for _nr in range(2)]
    kjede = rader[0].kjede
    lag_innsyn(
        tid=gammel, bruker_id=16, handling="slette", utfall="vist", slettet_fra=1, slettet_til=2,
        slettet_hash=rader[1].hash,
    )  # fmt: skip
    with connections["logg"].cursor() as markor:
        markor.execute("select imdinett_innsyn_slett(%s, 1, 2)", [kjede])
    lag_innsyn(tid=gammel, bruker_id=16, handling="lese", utfall="vist")

    # The line of the deletion is too old, and stays: nothing else says what it says.
    assert oppbevaring.slett_utlopte() == 1
    assert list(Innsyn.objects.order_by("nr").values_list("nr", "slettet_fra", "slettet_til")) == [(3, 1, 2), (5, 4, 4)]
    assert brudd() == []


def test_s07_a_gap_that_no_line_tells_of_is_not_taken_into_the_next_deletion(skriv) -> None:
    """Somebody takes a line out beside those that are about to be deleted."""
    se(skriv, *(datetime(2021, 1, dag, tzinfo=UTC) for dag in range(1, 5)))
    se(skriv, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC))
    with aapen_logg("logg") as markor:
        markor.execute("delete from imdinett_innsyn where nr = 5")

    oppbevaring.slett_utlopte()

    assert [(ett.slag, ett.fra_nr, ett.til_nr) for ett in brudd()] == [("mangler", 5, 5)]


@pytest.mark.parametrize("til", [1, 2])
def test_the_database_deletes_nothing_without_a_line_that_says_so_and_nothing_too_new(skriv, til) -> None:
    nye = se(skriv, datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC))
    kjede = nye[0].kjede

    def slett() -> None:
        with transaction.atomic(using="logg"), connections["logg"].cursor() as markor:
            markor.execute("select imdinett_innsyn_slett(%s, 1, %s)", [kjede, til])

    with pytest.raises(DatabaseError, match="ingen linje sier"):
        slett()
    om = Innsyn(tid=I_DAG, bruker_id=skriv.pk, bruker_navn="IMDinett", handling="slette", utfall="vist")
    om.slettet_fra, om.slettet_til, om.slettet_hash = 1, til, nye[til - 1].hash
    legg_til([om], kjede=kjede)
    with pytest.raises(DatabaseError, match="er ikke ute"):
        slett()


# ---- the command
def test_s21_the_dry_run_tells_what_the_real_run_deletes_and_deletes_nothing(skriv, capsys, record_property) -> None:
    se(skriv, datetime(2021, 2, 1, tzinfo=UTC), datetime(2021, 2, 2, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))
    Kontrolluke.objects.create(mandag=date(2021, 2, 1), laget_tid=I_DAG, frist_dato=date(2021, 2, 16))
    Session.objects.create(session_key="utløpt", session_data="", expire_date=datetime(2026, 11, 19, tzinfo=UTC))
    Session.objects.create(session_key="åpen", session_data="", expire_date=datetime(2026, 11, 21, tzinfo=UTC))

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
    assert (len(igjen()), Kontrolluke.objects.count(), Session.objects.count()) == (1, 0, 1)
    meld(record_property, "S-21", klasser=len(provd.splitlines()))


def test_the_night_job_says_how_many(skriv, caplog) -> None:
    se(skriv, datetime(2021, 2, 1, tzinfo=UTC))

    with caplog.at_level(logging.INFO):
        tasks.hendelse.slett_utlopte()

    assert "innsynslogg: 1 linjer slettet" in caplog.text
