"""Logging in as a demo user through the real pages, and a browser context that stays logged in."""

import re
import time
from collections import defaultdict
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from imdinett.forvaltning.demodata import PASSORD, hemmelighet
from oppsett.engangskode import VINDU, totp

# A code opens one door once, also one period before and after its own (integrations.md 3.2).
_brukt: dict[str, set[str]] = defaultdict(set)
_okter: dict[tuple[str, str], Any] = {}


def engangskode(epost: str) -> str:
    """A code that has not been used; waits for the next one when the three that are accepted have been."""
    while True:
        naa = time.time()
        for tid in (naa, naa - VINDU, naa + VINDU):
            kode = totp(hemmelighet(epost), tid)
            if kode not in _brukt[epost]:
                _brukt[epost].add(kode)
                return kode
        time.sleep(VINDU - naa % VINDU + 0.5)


def logg_inn(side: Page, epost: str, passord: str = PASSORD) -> None:
    """Both factors, as the user does it; ends on the front page."""
    side.goto("/konto/logg-inn/")
    side.locator("input[name=login]").fill(epost)
    side.locator("input[name=password]").fill(passord)
    side.locator("main form").first.get_by_role("button", name="Logg inn", exact=True).click()
    expect(side).to_have_url(re.compile("/konto/kode/"))
    side.locator("input[name=code]").fill(engangskode(epost))
    side.locator("main form").first.get_by_role("button", name="Logg inn", exact=True).click()
    expect(side).not_to_have_url(re.compile("/konto/"))


def kontekst_for(nettleser: Browser, url: str, epost: str, **valg: Any) -> BrowserContext:
    """A new context where the user is logged in; the log-in itself is done once per user and product."""
    standard = {"base_url": url, "locale": "nb-NO", "viewport": {"width": 1280, "height": 900}, **valg}
    if (url, epost) not in _okter:
        forste = nettleser.new_context(**{**standard, "storage_state": None})
        logg_inn(forste.new_page(), epost)
        _okter[url, epost] = forste.storage_state()
        forste.close()
    return nettleser.new_context(**{**standard, "storage_state": _okter[url, epost]})
