"""C.8 and C.9: the kommune's places, and report R1 on the page and in the file."""

import re
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.e2e.hovedlop.anmodning import ANTALL, HERAV_EM, VEDTATT, VEDTATT_EM
from tests.e2e.hovedlop.lop import Lop, knapp, rad, velg

PLASSER = re.compile(r"brukt (\d+), bundet (\d+), ledig (\d+)")
Plasser = tuple[int, int, int]


def plasser(lop: Lop) -> Plasser:
    """Brukt, bundet, ledig on the kommune's overview of this year (decision 22)."""
    side = lop.som("skriv.eigersund")
    side.goto("/kommuner/1101/")
    bilde = side.get_by_role("img", name=f"Plasser i {lop.i_dag.year}")
    treff = PLASSER.search(bilde.get_attribute("aria-label") or "")
    assert treff, side.url
    brukt, bundet, ledig = (int(tall) for tall in treff.groups())
    return brukt, bundet, ledig


def plasser_for(lop: Lop) -> None:
    """Before the list. The page of the builder said the same."""
    lop.fant["plasser"] = plasser(lop)


def plasser_holdt_av(lop: Lop) -> None:
    """Sent with five, one taken back, one declined: three are bound."""
    brukt, bundet, ledig = lop.fant["plasser"]
    assert lop.fant["ledig"] == ledig
    assert plasser(lop) == (brukt, bundet + 3, ledig - 3)


def plasser_brukt(lop: Lop) -> None:
    brukt, bundet, ledig = lop.fant["plasser"]
    assert plasser(lop) == (brukt + 3, bundet, ledig - 3)


def rapport(lop: Lop) -> None:
    """R1 for next year (asked, decided) and this (settled), own kommune and the country; the file has the same."""
    brukt, _bundet, _ledig = lop.fant["plasser"]
    kari = lop.som("skriv.eigersund")
    kari.goto("/rapporter/anmodning-vedtak/")
    i_aar = _tabell(kari, lop.i_dag.year)
    assert i_aar["1101"]["Bosatt"] == str(brukt + 3)
    _vis(kari, lop.neste_aar, "Eigersund", "egen")
    ventet = {
        "Anmodet": str(ANTALL),
        "Anmodet, herav EM": str(HERAV_EM),
        "Vedtatt": str(VEDTATT),
        "Vedtatt, herav EM": str(VEDTATT_EM),
    }
    egen = _tabell(kari, lop.neste_aar)
    assert set(egen) == {"1101"}
    assert egen["1101"].items() >= ventet.items()
    _landet(lop, kari, ventet)


def _landet(lop: Lop, kari: Page, ventet: dict[str, str]) -> None:
    _vis(kari, lop.neste_aar, "Hele landet", "landet")
    landet = _tabell(kari, lop.neste_aar)
    assert len(landet) == 357
    assert landet["1101"].items() >= ventet.items()
    assert landet["4204"]["Anmodet"] == "120"
    assert landet["4204"]["Vedtatt"] == "ikke registrert"
    assert landet["3101"]["Anmodet"] == "0"
    _fil(lop, kari, ventet)


def _fil(lop: Lop, kari: Page, ventet: dict[str, str]) -> None:
    with kari.expect_download() as hentet:
        kari.get_by_role("link", name=re.compile("^XLSX")).click()
    sti = lop.mappe / hentet.value.suggested_filename
    hentet.value.save_as(sti)
    assert sti.suffix == ".xlsx"
    rader = les_ark(sti)
    assert len(rader) == 357
    assert {navn: str(rader["1101"][navn]) for navn in ventet} == ventet
    assert rader["4204"]["Anmodet"] == 120


def les_ark(sti: Path) -> dict[str, dict[str, Any]]:
    """The rows of the first sheet, by number."""
    hode, *linjer = load_workbook(sti).worksheets[0].iter_rows(values_only=True)
    rader = [dict(zip(map(str, hode), linje, strict=True)) for linje in linjer]
    return {str(en["Kommunenummer"]): en for en in rader}


def _vis(side: Page, aar: int, omraade: str, kode: str) -> None:
    filter_ = side.get_by_role("main").get_by_role("search")
    velg(filter_, "Område", omraade)
    velg(filter_, "År", f"{aar} (beregnet her)")
    knapp(filter_, "Vis")
    # htmx puts the address in when the new table is in place.
    expect(side).to_have_url(re.compile(rf"aar={aar}[^&]*&omraade={kode}"))


def _tabell(side: Page, aar: int) -> dict[str, dict[str, str]]:
    """The report's rows as they are read aloud, by number."""
    tabell = side.get_by_role("table", name=f"Anmodning og vedtak i {aar}")
    expect(rad(side, f"Anmodning og vedtak i {aar}", "Eigersund")).to_have_count(1)
    linjer: list[list[str]] = tabell.evaluate(
        """tabell => [...tabell.querySelectorAll("thead tr, tbody tr")].map(rad => [...rad.cells].map(celle => {
             const kopi = celle.cloneNode(true);
             kopi.querySelectorAll("[aria-hidden=true]").forEach(en => en.remove());
             return kopi.textContent.replace(/\\s+/g, " ").trim();
           }))"""
    )
    hode = linjer[0]
    return {en["Nummer"]: en for en in (dict(zip(hode, linje, strict=True)) for linje in linjer[1:])}
