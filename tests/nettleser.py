"""One Chromium per process, for whichever test shows something in it."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

ARGUMENTER = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page is shown once: making fast code of its scripts takes longer than they run.
    "--js-flags=--no-opt,--no-maglev",
    # Nothing here moves, so a page is drawn as one surface.
    "--blink-settings=acceleratedCompositingEnabled=false",
]


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
