"""The application's roles in the test's own database, and everything run as them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, connections
from django.db.utils import load_backend

from imdinett.hendelse import roller
from imdinett.hendelse.roller import Rolle

ALIASER = {"default": "app", "logg": "logg"}


def navn(hvilken: str) -> str:
    """One set for each test database: roles are the whole server's."""
    return f"{connection.settings_dict['NAME']}_{hvilken}"


@pytest.fixture
def databaseroller(transactional_db: Any) -> Iterator[dict[str, Rolle]]:
    with connection.cursor() as markor:
        markor.execute("select rolsuper, rolcreaterole from pg_roles where rolname = current_user")
        if not any(markor.fetchone()):
            pytest.skip("brukeren i DATABASE_URL kan ikke lage roller")
    sett = {hvilken: Rolle(navn(hvilken), "hemmelig-i-testen") for hvilken in ALIASER.values()}
    roller.sett(connection, **sett)
    yield sett
    with connection.cursor() as markor:
        for en in sett.values():
            markor.execute(f'grant "{en.navn}" to current_user')
            markor.execute(f'drop owned by "{en.navn}"')
            markor.execute(f'drop role "{en.navn}"')


@contextmanager
def som(rollene: dict[str, Rolle]) -> Iterator[None]:
    """Both connections of this thread log in as the application does."""
    egne = {alias: connections[alias] for alias in ALIASER}
    for alias, hvilken in ALIASER.items():
        en = rollene[hvilken]
        valg = {**connections.settings[alias], **egne[alias].settings_dict, "USER": en.navn, "PASSWORD": en.passord}
        connections[alias] = load_backend(valg["ENGINE"]).DatabaseWrapper(valg, alias)
    try:
        yield
    finally:
        for alias, en in egne.items():
            connections[alias].close()
            connections[alias] = en
