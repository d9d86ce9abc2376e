"""Guard rails of the whole suite."""

import gc
import os
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import client
from django.utils import translation

from imdinett.hendelse import vern
from imdinett.kommune.grenser import queries as grenser
from tests.nettleser import nettleser, playwright_
from tests.regnskap import pytest_terminal_summary

__all__ = ["nettleser", "playwright_", "pytest_terminal_summary"]

lagre_mal = client.store_rendered_templates
tom_tabellene = DatabaseOperations.execute_sql_flush
FORST = ("tests/e2e", "tests/arkitektur/test_tilgjengelighet", "tests/arkitektur")
MAL = os.environ.get("TEST_TEMPLATE")


def pytest_configure() -> None:
    # What a page is made of dies with it; the collector's looking for it in between was a tenth of the time.
    gc.set_threshold(100_000, 50, 100)
    client.store_rendered_templates = _lagre_siden  # type: ignore[attr-defined]
    DatabaseOperations.execute_sql_flush = _tom_ogsaa_loggene  # type: ignore[method-assign]


def _tom_ogsaa_loggene(operasjoner: DatabaseOperations, setninger: list[str]) -> None:
    """After a test that commits: no line of a log goes without being let to."""
    tom_tabellene(operasjoner, [vern.AAPNE, *setninger])


def _lagre_siden(svar: dict[str, Any], signal: Any, sender: Any, template: Any, context: Any, **resten: Any) -> None:
    """`response.context` is what was asked for: the test client copies it again for each part that a page includes."""
    if context.template is template:
        lagre_mal(svar, signal, sender, template, context, **resten)
    else:
        svar["templates"].append(template)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test with a database gets the log's connection too; both are one database. The long ones first, so that
    no process is left alone with them at the end, and those that share a world together."""
    for item in items:
        for merke in item.iter_markers("django_db"):
            merke.kwargs.setdefault("databases", ["default", "logg"])
    items.sort(key=lambda item: next((nr for nr, mappe in enumerate(FORST) if mappe in str(item.path)), len(FORST)))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A file made at collection has the time in it, and two processes must call the same test the same."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Each process, and each developer with TEST_SUFFIX, has a database of its own."""
    arbeider = os.environ.get("PYTEST_XDIST_WORKER", "")
    suffiks = "_".join(filter(None, [os.environ.get("TEST_SUFFIX", ""), arbeider]))
    if suffiks:
        for base in connections.databases.values():
            base.setdefault("TEST", {})["NAME"] = f"test_portal_{suffiks}"


if MAL:

    @pytest.fixture(scope="session")
    def django_db_setup(django_db_modify_db_settings: None, django_db_blocker: Any) -> Iterator[None]:
        """Clone the migrated template instead of migrating (a fraction of a second)."""
        navn = connections["default"].settings_dict["TEST"].get("NAME") or "test_portal"
        with django_db_blocker.unblock():
            with connection._nodb_cursor() as markor:
                markor.execute(f'drop database if exists "{navn}" with (force)')
                markor.execute(f'create database "{navn}" template "{MAL}" strategy = file_copy')
            for alias in connections:
                connections[alias].close()
                connections[alias].settings_dict["NAME"] = navn
        return


@pytest.fixture(autouse=True)
def _ren_cache() -> None:
    cache.clear()
    grenser.glem()


@pytest.fixture(autouse=True)
def _egne_filer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder of the test's own, which is not made before there is a file: `tmp_path` looks through all before it."""
    tidligere = settings.OPPLASTING_MAPPE
    settings.OPPLASTING_MAPPE = tmp_path_factory.getbasetemp() / "opplastinger" / uuid4().hex
    yield
    settings.OPPLASTING_MAPPE = tidligere


@pytest.fixture(autouse=True)
def _bokmaal() -> Iterator[None]:
    """A page in nynorsk must not leave its language to the next test of the process."""
    with translation.override("nb"):
        yield
