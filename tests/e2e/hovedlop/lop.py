"""What the steps of the main run share: who is logged in, what came out so far, and the receiving end."""

import io
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from imdinett.forvaltning.demodata import DOMENE
from imdinett.kjerne import klokke
from tests.e2e.hjelp import kontekst_for
from tests.e2e.produkt import Produkt

T = TypeVar("T")
VENT = 30_000


@dataclass
class Lop:
    """One walk through the started product. `fant` carries numbers and addresses from step to step."""

    produkt: Produkt
    nettleser: Browser
    mappe: Path
    fant: dict[str, Any] = field(default_factory=dict)
    kontekster: list[BrowserContext] = field(default_factory=list)
    _sider: dict[str, Page] = field(default_factory=dict)

    @property
    def i_dag(self) -> date:
        return klokke.today()

    @property
    def neste_aar(self) -> int:
        return self.i_dag.year + 1

    def som(self, hvem: str) -> Page:
        """The user's own window, logged in with a one-time code the first time."""
        if hvem not in self._sider:
            kontekst = kontekst_for(self.nettleser, self.produkt.url, f"{hvem}@{DOMENE}", accept_downloads=True)
            self._sider[hvem] = self.ny_side(kontekst)
        return self._sider[hvem]

    def ny_side(self, kontekst: BrowserContext) -> Page:
        self.kontekster.append(kontekst)
        side = kontekst.new_page()
        side.set_default_timeout(VENT)
        return side

    def fil(self, navn: str, *linjer: str) -> Path:
        sti = self.mappe / navn
        sti.write_text("\n".join(linjer) + "\n", encoding="utf-8")
        return sti

    # ---- the receiving end
    def brev(self, mottaker: str, tittel: str, *, sekunder: float = 60) -> str:
        """The text of the newest letter that SvarUT accepted, read out of the PDF. An empty name is any kommune."""

        def finn() -> str | None:
            treff = [
                rad
                for rad in self.produkt.brev()
                if mottaker in ("", rad["mottaker"]["navn"]) and tittel in rad["tittel"]
            ]
            return str(treff[-1]["id"]) if treff else None

        ident = vent_til(finn, f"brev til {mottaker}: {tittel}", sekunder)
        return pdf_tekst(self.produkt.brev_pdf(ident))

    def epost(self, hvem: str, emne: str, *, med: str = "") -> str:
        """The text of the newest e-mail to the user with that subject."""
        til = hvem if "@" in hvem else f"{hvem}@{DOMENE}"

        def finn() -> str | None:
            treff = [rad["tekst"] for rad in self.produkt.epost(til) if rad["emne"] == emne and med in rad["tekst"]]
            return str(treff[-1]) if treff else None

        return vent_til(finn, f"e-post til {til}: {emne}", 30)

    def har_epost(self, hvem: str, emne: str, *, med: str = "") -> bool:
        rader = self.produkt.epost(f"{hvem}@{DOMENE}")
        return any(rad["emne"] == emne and med in rad["tekst"] for rad in rader)


def vent_til(hent: Callable[[], T | None], hva: str, sekunder: float) -> T:
    """Ask until there is an answer; the error names what never came."""
    slutt = time.monotonic() + sekunder
    while (svar := hent()) is None:
        if time.monotonic() > slutt:
            raise AssertionError(f"kom ikke på {sekunder:.0f} s: {hva}")
        time.sleep(0.3)
    return svar


def pdf_tekst(innhold: bytes) -> str:
    """Running text: line breaks and soft hyphens of the layout are gone."""
    tekst = " ".join(side.extract_text() for side in PdfReader(io.BytesIO(innhold)).pages)
    return re.sub(r"\s+", " ", tekst.replace("\u00ad", ""))


# ---- pages
def overskrift(side: Page, tekst: str | re.Pattern[str]) -> None:
    expect(side.get_by_role("heading", level=1)).to_have_text(tekst)


def adresse(side: Page) -> str:
    """Of the page itself, without what leads back to a list."""
    return side.url.partition("?")[0]


def nummer_i(side: Page) -> str:
    """What the address ends in: the number or the key of what the page shows."""
    return adresse(side).rstrip("/").rsplit("/", 1)[-1]


def knapp(side: Page | Locator, navn: str) -> None:
    side.get_by_role("button", name=navn, exact=True).click()


def lenke(side: Page | Locator, navn: str | re.Pattern[str]) -> None:
    side.get_by_role("link", name=navn, exact=isinstance(navn, str)).first.click()


def skriv(omrade: Page | Locator, felt: dict[str, str]) -> None:
    """Fill text fields by their labels."""
    for etikett, verdi in felt.items():
        omrade.get_by_role("textbox", name=_etikett(etikett)).fill(verdi)


def velg(omrade: Page | Locator, etikett: str, valg: str) -> None:
    omrade.get_by_role("combobox", name=_etikett(etikett)).select_option(label=valg)


def _etikett(tekst: str) -> re.Pattern[str]:
    """The label, with or without the tag that says whether it must be filled in."""
    return re.compile(rf"^{re.escape(tekst)}( Valgfritt| Må fylles ut)?$")


def rad(side: Page, tabell: str | re.Pattern[str], navn: str | re.Pattern[str]) -> Locator:
    """The row with that row header (or text) in the table with that caption."""
    return side.get_by_role("table", name=tabell).get_by_role("row").filter(has_text=navn)


def personliste(side: Page) -> None:
    """The newest first: the demo and the other runs fill the first page in an order that differs."""
    side.goto("/personer/?sorter=-sokt_ut")
    overskrift(side, "Personer")


def oppgave(side: Page, tekst: str | re.Pattern[str]) -> Locator:
    """The task on the user's front page, which is opened anew."""
    side.goto("/")
    return side.get_by_role("table", name="Oppgaver med frist").get_by_role("row").filter(has_text=tekst)


def norsk(dag: date) -> str:
    return f"{dag:%d.%m.%Y}"


def hovedtekst(side: Page) -> str:
    """All text of the page, also what is folded away."""
    return side.locator("body").evaluate("en => en.textContent.replace(/\\s+/g, ' ')")
