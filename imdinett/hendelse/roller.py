"""What each role of the database may do (security.md §6 B, §8).

The owner migrates. The application's role reads and writes everything but the logs: events it can add, the access log
it can read. The log's role, on the connection of its own, can add a line to the access log, and nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from imdinett.hendelse import vern


@dataclass(frozen=True)
class Rolle:
    navn: str
    passord: str = ""


def rolle(valg: dict[str, Any]) -> Rolle:
    """Who the settings of a connection log in as."""
    return Rolle(valg["USER"], valg["PASSWORD"])


def sett(forbindelse: BaseDatabaseWrapper, *, app: Rolle, logg: Rolle) -> list[str]:
    """Make the roles that are missing and give them exactly these rights; the same again changes nothing.

    As the owner of the tables, after each migration. Gives what could not be done: passwords of roles that somebody
    else made are theirs to change.
    """
    igjen = []
    with transaction.atomic(using=forbindelse.alias):
        vern.legg_paa(forbindelse)
        for en in (app, logg):
            _lag(forbindelse, en)
            if en.passord and not _sett_passord(forbindelse, en):
                igjen.append(f"Passordet til {en.navn} styres av den som laget brukeren.")
        navn = forbindelse.ops.quote_name
        with forbindelse.cursor() as markor:
            for setning in _rettigheter(navn(app.navn), navn(logg.navn), navn(str(forbindelse.settings_dict["NAME"]))):
                markor.execute(setning)
    return igjen


def _lag(forbindelse: BaseDatabaseWrapper, en: Rolle) -> None:
    with forbindelse.cursor() as markor:
        markor.execute("select 1 from pg_roles where rolname = %s", [en.navn])
        if markor.fetchone() is None:
            markor.execute(f"create role {forbindelse.ops.quote_name(en.navn)} login")


def _sett_passord(forbindelse: BaseDatabaseWrapper, en: Rolle) -> bool:
    """Sent as what the server stores, so that the password itself is in none of its logs."""
    kryptert = forbindelse.connection.pgconn.encrypt_password(en.passord.encode(), en.navn.encode(), b"scram-sha-256")
    try:
        with transaction.atomic(using=forbindelse.alias), forbindelse.cursor() as markor:
            markor.execute(f"alter role {forbindelse.ops.quote_name(en.navn)} password %s", [kryptert.decode()])
    except DatabaseError:
        return False
    return True


def _rettigheter(app: str, logg: str, database: str) -> Iterator[str]:
    yield "revoke create on schema public from public"
    for en in {app, logg}:
        yield f"revoke all on all tables in schema public from {en}"
        yield f"revoke all on all sequences in schema public from {en}"
        yield f"revoke all on schema public from {en}"
        yield f"grant connect on database {database} to {en}"
        yield f"grant usage on schema public to {en}"
    yield f"grant select, insert, update, delete on all tables in schema public to {app}"
    yield f"grant usage, select on all sequences in schema public to {app}"
    yield f"revoke insert, update, delete on imdinett_innsyn, imdinett_kjedehode, django_migrations from {app}"
    yield f"revoke update, delete on imdinett_hendelse from {app}"
    # Last: the two can be one role where the log has no address of its own.
    yield f"grant select, insert on imdinett_innsyn to {logg}"
    yield f"grant select on imdinett_kjedehode to {logg}"
    for funksjon in vern.FUNKSJONER:
        yield f"grant execute on function {funksjon} to {logg}"
