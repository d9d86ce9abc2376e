"""S-07: the application's role in the database cannot change a log, and has what the pages need (security.md §8)."""

from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, connections
from django.urls import reverse

from imdinett.hendelse import kjedekontroll, roller, vern
from imdinett.hendelse.models import Hendelse, Innsyn
from imdinett.hendelse.roller import Rolle
from imdinett.loggkontroll import kjedevakt
from imdinett.tilgang.roller import Rolle as Brukerrolle
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, lag_innsyn, logg_inn
from tests.imdinett.hendelse.roller import databaseroller, som
from tests.regnskap import meld

__all__ = ["databaseroller"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ALT = {"SELECT", "INSERT", "UPDATE", "DELETE"}
TID = datetime(2026, 11, 30, 12, tzinfo=UTC)
LOGGENE = {"imdinett_hendelse", "imdinett_innsyn", "imdinett_kjedehode"}


def rettigheter(en: Rolle) -> dict[str, set[str]]:
    """What the role may do with each table of the database."""
    with connection.cursor() as markor:
        markor.execute(
            "select c.relname, array_agg(hva) filter (where has_table_privilege(%s, c.oid, hva))"
            " from pg_class c, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) hva"
            " where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace group by 1",
            [en.navn],
        )
        return {tabell: set(har or ()) for tabell, har in markor.fetchall()}


def test_s07_each_table_has_the_rights_that_the_pages_need_and_the_logs_no_more(
    databaseroller, record_property
) -> None:
    app, logg = rettigheter(databaseroller["app"]), rettigheter(databaseroller["logg"])

    unntak = {
        "imdinett_hendelse": {"SELECT", "INSERT"},
        "imdinett_innsyn": {"SELECT"},
        "imdinett_kjedehode": {"SELECT"},
        "django_migrations": {"SELECT"},
    }
    assert app == dict.fromkeys(app, ALT) | unntak
    assert {tabell: har for tabell, har in logg.items() if har} == {
        "imdinett_innsyn": {"SELECT", "INSERT"},
        "imdinett_kjedehode": {"SELECT"},
    }
    vaare = {modell._meta.db_table for modell in apps.get_models(include_auto_created=True) if modell._meta.managed}
    assert vaare <= app.keys()
    meld(record_property, "S-07", tabeller=len(app))


FORSOK = (
    *(f"{hva} {tabell}" for tabell in sorted(LOGGENE) for hva in ("delete from", "truncate", "drop table")),
    "update imdinett_hendelse set bruker_navn = 'x'",
    "update imdinett_innsyn set person_id = null",
    "update imdinett_kjedehode set siste_nr = siste_nr + 1",
    "insert into imdinett_kjedehode values ('x', 9, 'y')",
    *(f"alter table {tabell} disable trigger all" for tabell in sorted(LOGGENE)),
    *(f"alter table {tabell} disable trigger user" for tabell in sorted(LOGGENE)),
    "drop trigger imdinett_innsyn_urort on imdinett_innsyn",
    "drop trigger imdinett_innsyn_kjed on imdinett_innsyn",
    "alter table imdinett_innsyn owner to current_user",
    "alter table imdinett_innsyn add column x text",
    "drop index imdinett_innsyn_person",
    "create or replace function imdinett_logg_aapen(tabell oid) returns boolean language sql as 'select true'",
    "create or replace function imdinett_logg_urort() returns trigger language plpgsql as 'begin return null; end'",
    "set session_replication_role = replica",
    "select set_config('imdinett.logg_aapen', 'ja', false); delete from imdinett_innsyn",
    "select set_config('imdinett.logg_aapen', 'ja', false); update imdinett_hendelse set type = 'x'",
    "create table egen (x int)",
    "create function egen() returns int language sql as 'select 1'",
    "create role egen",
)


@pytest.mark.parametrize("hvem", ["app", "logg"])
def test_s07_the_application_cannot_change_a_log(databaseroller, hvem: str, record_property: Any) -> None:
    hendelse_foer = (Hendelse.objects.count(), _fyll())
    en, valg = databaseroller[hvem], connection.settings_dict
    avvist = 0
    with psycopg.connect(
        host=valg["HOST"], port=valg["PORT"], dbname=valg["NAME"], user=en.navn, password=en.passord, autocommit=True
    ) as forbindelse:
        for setning in FORSOK:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                forbindelse.execute(setning)
            avvist += 1
        foer = rettigheter(en)
        # No error, and no effect: nobody gives what is not theirs to give.
        forbindelse.execute("grant all on imdinett_innsyn to current_user")
        assert rettigheter(en) == foer

    assert (Hendelse.objects.count(), Innsyn.objects.count()) == hendelse_foer
    assert kjedevakt.kontroller().antall_funn == 0
    print(f"S-07: {avvist} av {len(FORSOK)} forsøk som {hvem} avvist")
    meld(record_property, "S-07", forsøk=len(FORSOK), avvist=avvist)


def _fyll() -> int:
    for nr in range(3):
        lag_innsyn(tid=TID, bruker_id=nr, handling="lese", utfall="vist")
    return 3


def test_s07_a_line_that_does_not_follow_is_refused_from_the_logs_own_role(databaseroller) -> None:
    _fyll()
    with som(databaseroller), pytest.raises(DatabaseError, match="følger ikke den siste"):
        Innsyn(tid=TID, kjede="imdi:00", nr=9, forrige_hash="x", hash="y", handling="lese", utfall="vist").save(
            force_insert=True
        )


def test_s07_only_the_logs_own_connection_writes_in_the_access_log(databaseroller) -> None:
    with som(databaseroller):
        with pytest.raises(DatabaseError, match="permission denied"):
            connections["default"].cursor().execute("select imdinett_kjedehode_laas(array['x'])")
        with pytest.raises(DatabaseError, match="permission denied"):
            connections["logg"].cursor().execute("select * from bosetting_person")


def test_s07_the_pages_work_as_the_applications_roles(databaseroller) -> None:
    kommune = KommuneFactory()
    skriv = bruker_med(Brukerrolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    loggleser = bruker_med(Brukerrolle.IMDI_LOGG_LES)
    imdi = bruker_med(Brukerrolle.IMDI_BOSETTER_SKRIV)
    SakFactory()
    with som(databaseroller):
        for bruker, navn in (
            (skriv, "hjem"),
            (skriv, "fordelingslister"),
            (imdi, "admin:index"),
            (imdi, "personer"),
            (loggleser, "loggkontroll"),
            (loggleser, "imdi_loggkjede"),
        ):
            assert logg_inn(bruker).get(reverse(navn)).status_code == 200, navn
        klient = logg_inn(loggleser)
        svar = klient.get(reverse("innsynslogg"), {"fra": "2026-11-01", "til": "2026-11-30"})
        assert svar.status_code == 200
        assert not klient.get(reverse("imdi_loggkjede")).context["kan_endres"]
        kjedevakt.send_hoder()
        assert kjedevakt.kontroller().antall_funn == 0
        assert Innsyn.objects.count() >= 2


def test_s07_the_demo_is_made_and_the_log_kept_as_the_applications_roles(databaseroller) -> None:
    """Every service of the demo data, each with its rights."""
    with som(databaseroller):
        call_command("klargjor", "--liten")

    assert [ett for navn in kjedekontroll.kjeder() for ett in kjedekontroll.kontroller(navn).brudd] == []


def test_the_command_gives_the_same_rights_again(databaseroller) -> None:
    foer = [rettigheter(en) for en in databaseroller.values()]
    with connection.cursor() as markor:
        markor.execute(f'grant all on imdinett_innsyn to "{databaseroller["app"].navn}"')

    assert roller.sett(connection, **databaseroller) == []

    assert [rettigheter(en) for en in databaseroller.values()] == foer


def test_the_command_says_when_the_application_is_the_owner(capsys) -> None:
    """A developer's own database, and the tests: the log reader's page says so too."""
    call_command("databaseroller")

    assert "DATABASE_URL er eieren selv" in capsys.readouterr().out
    assert vern.kan_endre(connection)
