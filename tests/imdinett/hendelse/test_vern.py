"""B-091, security.md §8: nobody changes a log, and the database sees to it itself."""

from datetime import UTC, datetime

import pytest
from django.db import ProgrammingError, connections, transaction

from imdinett.hendelse import hendelse, vern
from imdinett.hendelse.models import Hendelse, Innsyn, Kjedehode
from imdinett.hendelse.typer import Hendelsestype
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import aapen_logg, lag_innsyn

pytestmark = pytest.mark.django_db


@pytest.fixture
def linjer() -> None:
    hendelse.log(None, Hendelsestype.KONTAKT_ENDRET, KommuneFactory())
    lag_innsyn(tid=datetime(2026, 11, 30, tzinfo=UTC), handling="lese", utfall="vist")


def avvist(alias: str, setning: str) -> str:
    with pytest.raises(ProgrammingError) as feil, transaction.atomic(using=alias):
        connections[alias].cursor().execute(f"set constraints all immediate; {setning}")
    return str(feil.value)


@pytest.mark.usefixtures("linjer")
@pytest.mark.parametrize(
    ("alias", "setning"),
    [
        ("default", "update imdinett_hendelse set type = 'x'"),
        ("default", "update imdinett_hendelse set type = 'x' where false"),
        ("default", "delete from imdinett_hendelse"),
        ("default", "truncate imdinett_hendelse"),
        ("default", "truncate imdinett_bruker cascade"),
        ("logg", "update imdinett_innsyn set person_id = null"),
        ("logg", "delete from imdinett_innsyn"),
        ("logg", "truncate imdinett_innsyn"),
        ("logg", "delete from imdinett_kjedehode"),
        ("logg", "truncate imdinett_kjedehode"),
    ],
)
def test_even_the_owner_of_the_tables_changes_no_log_by_mistake(alias: str, setning: str) -> None:
    assert "en linje i loggen kan ikke endres eller slettes" in avvist(alias, setning)
    assert (Hendelse.objects.count(), Innsyn.objects.count()) == (1, 1)


@pytest.mark.usefixtures("linjer")
@pytest.mark.parametrize("hva", ["siste_nr = 0", "siste_hash = ''", "kjede = 'annen', siste_nr = 9"])
def test_a_head_never_goes_back(hva: str) -> None:
    assert "går bare fram" in avvist("logg", f"update imdinett_kjedehode set {hva}")


@pytest.mark.usefixtures("linjer")
def test_the_models_are_refused_too() -> None:
    for sett in (Hendelse.objects, Innsyn.objects, Kjedehode.objects):
        rad = sett.get()
        with pytest.raises(ProgrammingError), transaction.atomic(using=sett.all().db):
            rad.delete()
    with pytest.raises(ProgrammingError), transaction.atomic():
        Hendelse.objects.get().save()


@pytest.mark.usefixtures("linjer")
def test_the_owner_can_open_a_log_for_one_transaction() -> None:
    with aapen_logg() as markor:
        markor.execute("update imdinett_hendelse set type = 'rettet'")

    assert Hendelse.objects.get().type == "rettet"
    assert "kan ikke endres" in avvist("default", "delete from imdinett_hendelse")


def test_taken_on_again_nothing_is_changed() -> None:
    def utenfor() -> list[tuple[str, ...]]:
        with connections["logg"].cursor() as markor:
            markor.execute(
                "select tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal"
                " and tgrelid::regclass::text = any(%s) order by 1",
                [list(vern.TABELLER)],
            )
            return markor.fetchall()

    foer = utenfor()
    vern.legg_paa(connections["logg"])
    assert utenfor() == foer
    assert [navn for navn, _hva in foer] == [
        "imdinett_hendelse_urort",
        "imdinett_innsyn_kjed",
        "imdinett_innsyn_urort",
        "imdinett_kjedehode_fram",
        "imdinett_kjedehode_urort",
    ]
