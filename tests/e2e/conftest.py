import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

from tests.arkitektur.conftest import _filmappe, bygget, verden
from tests.e2e.hovedlop.lop import VENT, Lop
from tests.e2e.produkt import Produkt, startet

__all__ = ["_filmappe", "bygget", "verden"]

ARGUMENTER = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One product for all of these, so one process runs them."""
    for item in items:
        if "tests/e2e" in str(item.path):
            item.add_marker(pytest.mark.e2e)
            if item.get_closest_marker("xdist_group") is None:
                item.add_marker(pytest.mark.xdist_group("e2e"))


@pytest.fixture(scope="session")
def produkt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Produkt]:
    mappe: Path = tmp_path_factory.mktemp("produkt")
    with startet(mappe, klargjor=("--liten",)) as oppe:
        yield oppe


@pytest.fixture(scope="session")
def playwright_() -> Iterator[Playwright]:
    # Its loop stays with the thread, where Django would refuse the database to every later test of the process.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as oppe:
        yield oppe


@pytest.fixture(scope="session")
def nettleser(playwright_: Playwright) -> Iterator[Browser]:
    # The libraries of the PDF renderer would make the browser draw invisible text.
    miljo = {navn: verdi for navn, verdi in os.environ.items() if navn not in ("LD_LIBRARY_PATH", "FONTCONFIG_FILE")}
    chromium = playwright_.chromium.launch(executable_path=os.environ["CHROMIUM"], args=ARGUMENTER, env=miljo)
    yield chromium
    chromium.close()


@pytest.fixture
def kontekst(nettleser: Browser, produkt: Produkt) -> Iterator[BrowserContext]:
    egen = nettleser.new_context(base_url=produkt.url, locale="nb-NO", viewport={"width": 1280, "height": 900})
    yield egen
    egen.close()


@pytest.fixture
def lop(produkt: Produkt, nettleser: Browser, tmp_path: Path) -> Iterator[Lop]:
    expect.set_options(timeout=VENT)
    vandring = Lop(produkt, nettleser, tmp_path)
    yield vandring
    for kontekst in vandring.kontekster:
        kontekst.close()
