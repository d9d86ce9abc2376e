"""axe on every page that a link leads to, in both forms of Norwegian, light and dark; and what else a browser sees.

One context per user, pages one after the other. Which pages there are is found by following the links as each user;
a page of the resolver that nobody came to fails the test.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, Page

from imdinett.forvaltning.demodata import DOMENE, PASSORD
from tests.arkitektur.adresser import monstre
from tests.arkitektur.kravler import lenker_i
from tests.e2e.hjelp import kontekst_for
from tests.e2e.produkt import Produkt

SPRAK = ("nb", "nn")
FARGER = ("light", "dark")
BRUKERE = (
    "skriv.eigersund",
    "les.eigersund",
    "admin.eigersund",
    "skriv2.eigersund",
    "les.rogaland",
    "admin.traena",
    "bosetter_skriv.imdi",
    "anmodning.imdi",
    "administrator.imdi",
    "logg_les.imdi",
    "bosetter_les.imdi",
    "support.imdi",
    "",
)
# Looks different for each who sees it, so each who comes to it looks.
FOR_ALLE = frozenset({"hjem", "admin:index", "fordelingsliste", "personmappe", "kommune_anmodninger", "kommune"})
# No page of their own: a file, a bit of a page, a redirect, a button's address.
IKKE_SIDER = frozenset(
    {
        "healthz",
        "maalform",
        "fargevalg",
        "forleng_okt",
        "brev_pdf",
        "brevko_fremdrift",
        "anmodningsrunde_fremdrift",
        "mfa_download_recovery_codes",
        "mfa_login_webauthn",
        "vedlegg",
    }
)
AXE = Axe()
LYTT = """document.addEventListener("securitypolicyviolation", (e) =>
  console.error(`CSP: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile || ""}`));"""


@dataclass
class Resultat:
    """What was looked at, and what was wrong."""

    sider: set[str] = field(default_factory=set)
    kjoringer: int = 0
    funn: list[str] = field(default_factory=list)


def slag(sti: str) -> str:
    try:
        return resolve(urlsplit(sti).path).view_name or ""
    except Resolver404:
        return ""


def finn_sider(kontekst: BrowserContext, url: str, sett: set[str], start: list[str]) -> dict[str, str]:
    """One address per kind of page that this user comes to by links, without drawing any of them."""
    ut: dict[str, str] = {}
    ko, besokt, antall = deque(start), set(), dict[str, int]()
    while ko:
        sti = ko.popleft()
        navn = slag(sti)
        if sti in besokt or not navn or antall.get(navn, 0) >= 4:
            continue
        besokt.add(sti)
        antall[navn] = antall.get(navn, 0) + 1
        svar = kontekst.request.get(urljoin(url, sti))
        if not svar.ok or "text/html" not in svar.headers.get("content-type", ""):
            continue
        endte = svar.url.removeprefix(url)
        navn = slag(endte)
        if navn not in ut and (navn not in sett or navn in FOR_ALLE):
            ut[navn] = endte
        for lenke in lenker_i(svar.text()):
            hel = urljoin(svar.url, lenke).partition("#")[0]
            if hel.startswith(url):
                ko.append(hel.removeprefix(url))
    return ut


@contextmanager
def lyttende(side: Page, funn: list[str]) -> Iterator[None]:
    """What the console and the network say while a page is drawn."""
    side.on("console", lambda m: funn.append(f"konsoll {m.text} ({side.url})") if m.type == "error" else None)
    side.on("pageerror", lambda feil: funn.append(f"skriptfeil {feil} ({side.url})"))
    side.on("response", lambda svar: funn.append(f"{svar.status} {svar.url}") if _er_feil(svar) else None)
    yield


def _er_feil(svar: Any) -> bool:
    return svar.status >= 400 and svar.request.resource_type != "document"


def brudd(side: Page, *, bare_farger: bool) -> list[str]:
    """axe's violations, each with the first element it names."""
    valg: dict[str, Any] = {"resultTypes": ["violations"]}
    if bare_farger:
        # The other rules do not look at colours, and have run on the same page in light.
        valg["runOnly"] = ["color-contrast", "link-in-text-block"]
    svar = AXE.run(side, options=valg)
    return [
        f"{regel['id']} {regel['nodes'][0]['target']} {regel['nodes'][0]['html'][:150]}"
        for regel in svar.response["violations"]
    ]


def undersok(side: Page, sti: str, sprak: str, resultat: Resultat) -> None:
    """One page: light and dark, and narrow."""
    side.emulate_media(color_scheme="light")
    if sti:
        side.goto(sti)
    navn = slag(urlsplit(side.url).path) or side.url
    resultat.sider.add(navn)
    if side.locator("html").get_attribute("lang") != sprak:
        resultat.funn.append(f"{navn}: ikke på {sprak}")
    for farge in FARGER:
        side.emulate_media(color_scheme=farge)
        resultat.kjoringer += 1
        resultat.funn += [f"{navn} {sprak} {farge}: {ett}" for ett in brudd(side, bare_farger=farge == "dark")]
    side.set_viewport_size({"width": 320, "height": 640})
    bredde = side.evaluate("document.documentElement.scrollWidth")
    if bredde > 320:
        resultat.funn.append(f"{navn} {sprak}: {bredde} bred ved 320 ({_bredest(side)})")
    side.set_viewport_size({"width": 1280, "height": 900})


def _bredest(side: Page) -> str:
    """The innermost element that sticks out."""
    return side.evaluate(
        """() => { const ute = [...document.querySelectorAll("body *")].filter((e) => {
             const r = e.getBoundingClientRect(); return r.width && r.right > 321; });
           const e = ute.filter((a) => !ute.some((b) => a !== b && a.contains(b)))[0];
           return e ? e.outerHTML.slice(0, 150) : ""; }"""
    )


def sett_sprak(produkt: Produkt, epost: str, sprak: str) -> None:
    with psycopg.connect(produkt.database, autocommit=True) as db:
        db.execute("update imdinett_bruker set sprak = %s where epost = %s", [sprak, epost])


@contextmanager
def som(nettleser: Browser, produkt: Produkt, hvem: str) -> Iterator[BrowserContext]:
    """A context for a demo user, or for nobody."""
    if hvem:
        kontekst = kontekst_for(nettleser, produkt.url, f"{hvem}@{DOMENE}", reduced_motion="reduce")
    else:
        kontekst = nettleser.new_context(base_url=produkt.url, reduced_motion="reduce")
    kontekst.add_init_script(LYTT)
    yield kontekst
    kontekst.close()


def velg_sprak(produkt: Produkt, kontekst: BrowserContext, hvem: str, sprak: str) -> None:
    if hvem:
        sett_sprak(produkt, f"{hvem}@{DOMENE}", sprak)
    else:
        kontekst.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": sprak, "url": produkt.url}])


def start_for(produkt: Produkt, hvem: str) -> list[str]:
    """The front page, and pages that a link leads to only in a state that the demo data does not have."""
    if not hvem:
        return ["/", "/konto/glemt-passord/", "/konto/glemt-passord/sendt/", "/invitasjon/finnes-ikke/", "/stil/"]
    return ["/", "/stil/", "/finnes-ikke/"]


@pytest.mark.slow
def test_every_page_is_accessible_in_both_languages_light_and_dark(produkt: Produkt, nettleser: Browser) -> None:
    resultat = Resultat()
    for hvem in BRUKERE:
        with som(nettleser, produkt, hvem) as kontekst:
            velg_sprak(produkt, kontekst, hvem, "nb")
            sider = finn_sider(kontekst, produkt.url, resultat.sider, start_for(produkt, hvem))
            side = kontekst.new_page()
            for sprak in SPRAK:
                velg_sprak(produkt, kontekst, hvem, sprak)
                with lyttende(side, resultat.funn):
                    for sti in sider.values():
                        undersok(side, sti, sprak, resultat)
            print(f"axe: {hvem or 'uten innlogging'}: {len(sider)} sider, i alt {resultat.kjoringer} kjøringer")
            print("\n".join(sorted(set(resultat.funn))), flush=True)
            velg_sprak(produkt, kontekst, hvem, "nb")
            for steg in STEG.get(hvem, ()):
                steg(side, resultat)

    print(f"axe: {len(resultat.sider)} slags sider, {resultat.kjoringer} kjøringer, {len(resultat.funn)} funn")
    print(f"axe: ikke besøkt: {sorted(alle_sider() - resultat.sider - IKKE_SIDER)}")
    assert "\n".join(sorted(set(resultat.funn))) == ""
    assert sorted(alle_sider() - resultat.sider - IKKE_SIDER) == []


def alle_sider() -> set[str]:
    return {monster.navn for monster in monstre()}


# ---- pages that come after a button
Steg = Callable[[Page, Resultat], None]
STEG: dict[str, tuple[Steg, ...]] = {}
__all__ = ["PASSORD", "re"]
