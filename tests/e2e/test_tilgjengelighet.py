"""axe on every page, in both forms of Norwegian, light and dark; no sideways scroll at 320 px; nothing that the
content policy stops and nothing in the console.

The pages are drawn by the application first and then only shown to the browser, so that none is missed because no
link leads to it in one set of data. A page of the resolver that is not among them fails the test.

In nynorsk the same page has other words in the same elements, with the same links. That is held for each, and then only
what words can change is looked at again: how wide it is. A page that is another than its bokmål is looked at whole.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.arkitektur.adresser import monstre
from tests.e2e.sider import IKKE_SIDER, Tegnet, er_admins_egne, planlagt, tegn, tegn_tomme
from tests.e2e.sidetjener import Sidetjener
from tests.e2e.skjelett import skjelett
from tests.verden import Verden

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# Nine tenths of the time. Colours follow from elements and their classes and not from words, so they are tried on each
# text whose element, with all around it, no earlier text had, and bokmål stands for both forms; on all of every page
# when asked for with AXE_ALT=1. In dark the other rules have run on the same page in light.
FARGEREGLER = ["color-contrast", "link-in-text-block"]
UTEN_FARGER = {regel: {"enabled": False} for regel in FARGEREGLER}
ALT = bool(os.environ.get("AXE_ALT"))
DELER = 2
# A tab keeps what it has shown: after some hundred pages more than a gigabyte.
PER_FANE = 40
FARGEGIVENDE = r"""() => {
  const ord = /^(class|type|open|disabled|role|data-|aria-(?!label|desc|controls|owns))/;
  const egne = (e) => [...e.attributes].filter((a) => ord.test(a.name)).map((a) => `[${a.name}=${a.value}]`).sort();
  const vei = (e) => e ? `${vei(e.parentElement)}/${e.tagName}${egne(e).join("")}` : "";
  const tekst = (e) => [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
  const felt = "input, select, textarea";
  window.fargegivende = new Map();
  for (const e of document.querySelectorAll("body *")) {
    const sted = e.matches(felt) || tekst(e) ? vei(e) : "";
    if (sted && !window.fargegivende.has(sted)) window.fargegivende.set(sted, e);
  }
  return [...window.fargegivende.keys()];
}"""
AXE = next(Path(str(files("axe_playwright_python"))).rglob("axe.min.js")).read_text()
BRUDD = """async ([steder, valg]) => {
  const hvor = steder ? {include: steder.map((sted) => window.fargegivende.get(sted))} : document;
  return (await axe.run(hvor, valg)).violations;
}"""
BYTT_ORD = """(html) => {
  const ny = new DOMParser().parseFromString(html, "text/html");
  document.documentElement.lang = ny.documentElement.lang;
  document.body = ny.body;
}"""
LYTT = """document.addEventListener("securitypolicyviolation", (e) =>
  console.error(`CSP: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile || ""}`));"""


@dataclass
class Resultat:
    """What was looked at, and what was wrong."""

    kjoringer: int = 0
    like: int = 0
    funn: list[str] = field(default_factory=list)
    sett: set[str] = field(default_factory=set)


class Visning:
    """A browser page that is shown what the application drew."""

    def __init__(self, kontekst: BrowserContext, tjener: Sidetjener, resultat: Resultat) -> None:
        self.tjener, self.resultat = tjener, resultat
        self._kontekst, self._vist = kontekst, 0
        self.side = self._ny_side()

    def _ny_side(self) -> Page:
        side = self._kontekst.new_page()
        side.add_init_script(LYTT)
        side.add_init_script(AXE)
        side.on("console", self._konsoll)
        side.on("pageerror", lambda feil: self._fant(f"skriptfeil {feil}"))
        return side

    def neste_side(self) -> Page:
        self._vist += 1
        if self._vist % PER_FANE == 0:
            self.side.close()
            self.side = self._ny_side()
        return self.side

    def vis(self, tegnet: Tegnet) -> None:
        self.tjener.tegnet = tegnet
        self.side.goto(f"{self.tjener.url}{tegnet.sti}")

    def _konsoll(self, melding: ConsoleMessage) -> None:
        # What a form with errors is answered by is an error to the browser too.
        if melding.type == "error" and "status of 422" not in melding.text:
            self._fant(f"konsoll {melding.text} {melding.location.get('url', '')}")

    def _fant(self, hva: str) -> None:
        self.resultat.funn.append(f"{self.tjener.tegnet.merke if self.tjener.tegnet else ''}: {hva}")


def brudd(side: Page, steder: list[str] | None = None, **valg: Any) -> list[str]:
    """axe's violations in the page, or in some places of it, each with the first element it names."""
    funn = side.evaluate(BRUDD, [steder, {"resultTypes": ["violations"], **valg}])
    return [f"{regel['id']} {regel['nodes'][0]['target']} {regel['nodes'][0]['html'][:150]}" for regel in funn]


def undersok(visning: Visning, nb: Tegnet, nn: Tegnet | None) -> None:
    """One page in both forms: light, dark, and narrow."""
    undersok_en(visning, nb, "nb")
    if nn is None:
        return
    like = nn.status == nb.status and skjelett(nn.hode, nn.innhold) == skjelett(nb.hode, nb.innhold)
    if not like or ALT:
        undersok_en(visning, nn, "nn")
        return
    # It stands as narrow as the page in bokmål was left.
    visning.resultat.like += 1
    visning.side.evaluate(BYTT_ORD, nn.innhold.decode())
    undersok_spraak(visning, nn, "nn")
    undersok_bredde(visning, nn, "nn")


def undersok_en(visning: Visning, tegnet: Tegnet, sprak: str) -> None:
    resultat, hvor = visning.resultat, f"{tegnet.merke} {sprak}"
    if tegnet.status not in (200, 422):
        resultat.funn.append(f"{hvor}: svarte {tegnet.status}")
        return
    side = visning.neste_side()
    side.set_viewport_size({"width": 1280, "height": 900})
    side.emulate_media(color_scheme="light", reduced_motion="reduce")
    visning.vis(tegnet)
    undersok_spraak(visning, tegnet, sprak)
    resultat.funn += [f"{hvor}: {ett}" for ett in brudd(side, rules=UTEN_FARGER)]
    resultat.kjoringer += 1
    if sprak == "nb" or ALT:
        undersok_farger(side, resultat, hvor)
    side.set_viewport_size({"width": 320, "height": 640})
    undersok_bredde(visning, tegnet, sprak)


def undersok_spraak(visning: Visning, tegnet: Tegnet, sprak: str) -> None:
    if visning.side.evaluate("document.documentElement.lang") != sprak:
        visning.resultat.funn.append(f"{tegnet.merke} {sprak}: ikke på {sprak}")


def undersok_bredde(visning: Visning, tegnet: Tegnet, sprak: str) -> None:
    bredde = visning.side.evaluate("document.documentElement.scrollWidth")
    if bredde > 320:
        visning.resultat.funn.append(f"{tegnet.merke} {sprak}: {bredde} bred ved 320 ({_bredest(visning.side)})")


def undersok_farger(side: Page, resultat: Resultat, hvor: str) -> None:
    nye = [sted for sted in side.evaluate(FARGEGIVENDE) if sted not in resultat.sett]
    resultat.sett.update(nye)
    for navn, tema in (("lys", "light"), ("mørk", "dark")) if nye or ALT else ():
        side.emulate_media(color_scheme=tema, reduced_motion="reduce")
        funn = brudd(side, None if ALT else nye, runOnly=FARGEREGLER)
        resultat.funn += [f"{hvor} {navn}: {ett}" for ett in funn]
        resultat.kjoringer += 1


def _bredest(side: Page) -> str:
    """The innermost element that sticks out."""
    return side.evaluate(
        """() => { const ute = [...document.querySelectorAll("body *")].filter((e) => {
             const r = e.getBoundingClientRect(); return r.width && r.right > 321; });
           const e = ute.filter((a) => !ute.some((b) => a !== b && a.contains(b)))[0];
           return e ? e.outerHTML.slice(0, 150) : ""; }"""
    )


@pytest.fixture
def visning(nettleser: Browser) -> Iterator[Visning]:
    egen = nettleser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    with Sidetjener() as tjener:
        yield Visning(egen, tjener, Resultat())
    egen.close()


@pytest.mark.parametrize(
    "del_", [pytest.param(del_, marks=pytest.mark.xdist_group(f"axe {del_}")) for del_ in range(DELER)]
)
def test_every_page_is_accessible_light_and_dark(verden: Verden, del_: int, visning: Visning) -> None:
    """ui.md §9; "Done when" 4: filled, empty, and what an empty form is answered with; the last two in bokmål only, for
    in nynorsk they are the same but for their words."""
    alle = planlagt(verden)
    planer = alle[del_::DELER]
    paa_nb = list(tegn(verden, planer, "nb"))
    paa_nn = {tegnet.merke: tegnet for tegnet in tegn(verden, [plan for plan in planer if not plan.feil], "nn")}
    tomme = list(tegn_tomme(verden, planer, paa_nb))

    for tegnet in (*paa_nb, *tomme):
        undersok(visning, tegnet, paa_nn.get(tegnet.merke))

    resultat = visning.resultat
    print(
        f"axe {del_ + 1}/{DELER}: {len(paa_nb)} sider på bokmål, {len(paa_nn)} på nynorsk, der {resultat.like} er den "
        f"samme siden med andre ord, {len(tomme)} tomme; {resultat.kjoringer} kjøringer, {len(resultat.funn)} funn"
    )
    assert len(tomme) > 10
    if resultat.funn:
        pytest.fail("\n".join(sorted(set(resultat.funn))), pytrace=False)
    utelatt = {monster.navn for monster in monstre()} - {plan.navn for plan in alle} - IKKE_SIDER
    assert sorted(ett for ett in utelatt if not er_admins_egne(ett)) == []
