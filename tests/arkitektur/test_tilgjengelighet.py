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
from tests.arkitektur.sider import IKKE_SIDER, Tegnet, er_admins_egne, planlagt, tegn, tegn_tomme
from tests.arkitektur.sidetjener import Sidetjener
from tests.arkitektur.skjelett import skjelett
from tests.verden import Verden

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# Nine tenths of the time. What they judge follows from how a text and what is behind it are drawn, and not from its
# words: they are tried on each text that looks like none before it, and bokmål stands for both forms; on all of every
# page when asked for with AXE_ALT=1. In dark the other rules have run on the same page in light.
FARGEREGLER = ["color-contrast", "link-in-text-block"]
UTEN_FARGER = {regel: {"enabled": False} for regel in FARGEREGLER}
ALT = bool(os.environ.get("AXE_ALT"))
DELER = 2
# A tab keeps what it has shown: after some hundred pages more than a gigabyte.
PER_FANE = 40
UTSEENDER = """() => {
  const kjent = new Map([[null, ""]]);
  const bak = (e) => {
    if (!kjent.has(e)) {
      const s = getComputedStyle(e);
      const flate = [s.backgroundColor, s.backgroundImage, s.opacity, s.filter, s.mixBlendMode].join();
      // Lies on something else than what it stands in, so where it stands is part of how it looks.
      const lagt = ["absolute", "fixed", "sticky"].includes(s.position) || s.float !== "none" || s.transform !== "none";
      const flyttet = lagt || (s.position === "relative" && (s.top !== "0px" || s.left !== "0px"));
      const eget = flate === "rgba(0, 0, 0, 0),none,1,none,normal" ? "" : `/${flate}`;
      kjent.set(e, bak(e.parentElement) + eget + (flyttet ? `/${e.tagName}.${e.className}` : ""));
    }
    return kjent.get(e);
  };
  const skrift = (e) => {
    const s = getComputedStyle(e);
    const stor = parseFloat(s.fontSize) >= (s.fontWeight >= 700 ? 18.66 : 24);
    return [s.color, stor, s.textShadow, e.matches("a") && [s.fontWeight, s.textDecorationLine, s.borderBottom]].join();
  };
  const fritatt = (e) => Boolean((e.closest("label")?.control || e).closest(":disabled, [aria-disabled=true]"));
  const tekst = (e) => [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
  window.utseender = new Map();
  for (const e of document.querySelectorAll("body *")) {
    if (!(e.matches("input, select, textarea") || tekst(e)) || !e.checkVisibility()) continue;
    const rundt = e.matches("a") ? skrift(e.parentElement) : "";
    const utseende = [skrift(e), rundt, bak(e), fritatt(e)].join(" | ");
    if (!window.utseender.has(utseende)) window.utseender.set(utseende, e);
  }
  return [...window.utseender.keys()];
}"""
AXE = next(Path(str(files("axe_playwright_python"))).rglob("axe.min.js")).read_text()
BRUDD = """async ([steder, valg]) => {
  const hvor = steder ? {include: steder.map((sted) => window.utseender.get(sted))} : document;
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
    if nn is not None:
        undersok_nynorsk(visning, nb, nn)
    # So that it is not drawn once more, light and wide, before the next one comes.
    visning.side.evaluate("document.body.replaceChildren()")


def undersok_nynorsk(visning: Visning, nb: Tegnet, nn: Tegnet) -> None:
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
    """In light, as the page was shown, and then in dark."""
    for navn in ("lys", "mørk"):
        if navn == "mørk":
            side.emulate_media(color_scheme="dark", reduced_motion="reduce")
        nye = [utseende for utseende in side.evaluate(UTSEENDER) if utseende not in resultat.sett]
        if nye or ALT:
            resultat.sett.update(nye)
            resultat.kjoringer += 1
            funn = brudd(side, None if ALT else nye, runOnly=FARGEREGLER)
            resultat.funn += [f"{hvor} {navn}: {ett}" for ett in funn]


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


def test_faint_texts_and_links_are_found_beside_clear_ones_of_the_same_kind(visning: Visning) -> None:
    """The control: that a text is as one before it is seen by how it is drawn, not by what it is called."""
    stil = "body, .mork { background: #fff; color: #222 } a { color: #444; text-decoration: none }"
    morkt = "@media (prefers-color-scheme: dark) { .mork { color: #ccc } }"
    avsnitt = ["<p>Klar</p>", '<p style="color: #bbb">Svak</p>', '<p class="mork">Svak i mørkt</p>']
    lenke = '<p>En <a href="/">lenke</a> ingen ser.</p>'
    side = f'<!doctype html><html lang="nb"><title>T</title><style>{stil} {morkt}</style>{"".join(avsnitt)}{lenke}'
    hode = {"content-type": "text/html; charset=utf-8"}

    for _gang in range(2):
        visning.side.emulate_media(color_scheme="light", reduced_motion="reduce")
        visning.vis(Tegnet("prøve", "prøve", "/prove/", 200, hode, side.encode()))
        undersok_farger(visning.side, visning.resultat, "prøve")

    funn = [ett.partition(" [")[0] for ett in visning.resultat.funn]
    assert funn == ["prøve lys: color-contrast", "prøve lys: link-in-text-block", "prøve mørk: color-contrast"]
    assert (visning.resultat.kjoringer, '"color: #bbb"' in visning.resultat.funn[0]) == (2, True)
    assert "Svak i mørkt" in visning.resultat.funn[2]


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
