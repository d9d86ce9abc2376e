from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.hovedlop.lop import VENT, Lop
from tests.e2e.produkt import Produkt, startet


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One product for all of these, so one process runs them."""
    for item in items:
        if "tests/e2e" in str(item.path):
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("e2e"))


@pytest.fixture(scope="session")
def produkt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Produkt]:
    mappe: Path = tmp_path_factory.mktemp("produkt")
    with startet(mappe, klargjor=("--liten",)) as oppe:
        yield oppe


@pytest.fixture
def lop(produkt: Produkt, nettleser: Browser, tmp_path: Path) -> Iterator[Lop]:
    expect.set_options(timeout=VENT)
    vandring = Lop(produkt, nettleser, tmp_path)
    yield vandring
    for kontekst in vandring.kontekster:
        kontekst.close()
