"""C.6: IMDi decides, the letters go, and the folder opens for the kommune and nobody else."""

import re

from playwright.sync_api import Page, expect

from imdinett.web import norsk as norske
from tests.e2e.hovedlop.lop import (
    Lop,
    adresse,
    hovedtekst,
    knapp,
    lenke,
    oppgave,
    overskrift,
    personliste,
    rad,
    vent_til,
)
from tests.e2e.hovedlop.person import ENSLIG, KJENNETEGN, PAR

EMNE = "Vedtak om bosetting, "


def fatt_vedtak(lop: Lop) -> None:
    """B-041: from the task on the front page to the letters on their way."""
    imdi, nummer = lop.som("bosetter_skriv.imdi"), lop.fant["liste"]
    gjelder = oppgave(imdi, "Fatt vedtak").filter(has_text=f"liste {nummer}")
    expect(gjelder).to_contain_text("3 personer")
    gjelder.get_by_role("link").first.click()
    lop.fant["saker"] = {bokstav: _velg(imdi, f"{nummer} {bokstav}") for bokstav in "AB"}
    expect(imdi.get_by_role("checkbox", name=f"{nummer} C")).to_have_count(0)
    knapp(imdi, "Se over vedtakene")
    overskrift(imdi, "Se over vedtakene")
    expect(imdi.get_by_text("får 3 personer status søkt ut")).to_be_visible()
    knapp(imdi, "Fatt vedtak")
    expect(imdi.get_by_text("Vedtak er fattet for 3 personer.")).to_be_visible()
    # The page asks by itself until SvarUT has accepted them.
    expect(imdi.get_by_text("Ingen brev er på vei nå.")).to_be_visible(timeout=420_000)
    expect(oppgave(imdi, nummer)).to_have_count(0)


def _velg(imdi: Page, navn: str) -> list[str]:
    """Tick the household, return its case numbers."""
    imdi.get_by_role("checkbox", name=navn).check()
    saker = rad(imdi, "Husstander til avgjørelse", navn).get_by_role("cell").nth(2).inner_text()
    return [en.strip() for en in saker.split(",")]


def brev_om_vedtak(lop: Lop) -> None:
    """The kommune's letter as it arrived; the refugees' letters wait for print, and never went to SvarUT."""
    nummer, i_dag = lop.fant["liste"], norske.dato(lop.i_dag)
    brev = lop.brev("Eigersund kommune", f"{EMNE}{nummer}-A")
    for en, sak in zip(PAR, sorted(lop.fant["saker"]["A"]), strict=True):
        assert en.navn in brev
        assert sak in brev
        assert norske.dato(en.fodt) in brev or f"{en.fodt:%d.%m.%Y}" in brev
    assert f"Kommunen svarte ja i fordelingsliste {nummer}-A." in brev
    assert f"Utsøkingsdato er {i_dag}." in brev
    assert f"Kommunen har foreslått bosetting i uke {lop.fant['uke']}" in brev
    assert "integreringsloven §§ 41 og 43" in brev
    assert "Registrer bosettingsdatoen i IMDinett for hver person" in brev
    assert "Mottaket melder" not in brev
    mottak = lop.brev("Eigersund kommune", f"{EMNE}{nummer}-B")
    assert ENSLIG[0].navn in mottak
    assert "Mottaket melder bosettingsdatoen for dem som bor på mottak. Dere trenger ikke registrere den." in mottak
    assert "Registrer bosettingsdatoen" not in mottak
    mottatte = [en for en in lop.produkt.brev() if nummer in en["tittel"]]
    assert len(mottatte) == 2
    assert not any(en.etternavn in str(mottatte) for en in (*PAR, *ENSLIG))
    _venter_paa_utskrift(lop)


def _venter_paa_utskrift(lop: Lop) -> None:
    """The three newest rows of the queue; who they are for stands in the letter, not in the list."""
    imdi = lop.som("bosetter_skriv.imdi")
    imdi.goto("/imdi/brevko/?kanal=utskrift")
    tekster = []
    for nr in range(1, 4):
        rad_ = imdi.get_by_role("table", name="Forsendelser").get_by_role("row").nth(nr)
        expect(rad_).to_contain_text("Venter på utskrift")
        expect(rad_.get_by_role("cell").first).to_have_text("Privatperson")
        lenke(rad_, "Vedtak om bosettingskommune")
        lenke(imdi, "Les brevet")
        tekster.append(hovedtekst(imdi))
        imdi.goto("/imdi/brevko/?kanal=utskrift")
    for en in (*PAR, *ENSLIG):
        egne = [tekst for tekst in tekster if en.navn in tekst]
        assert egne, en.navn
        assert all("du får tilbud om å bo i Eigersund" in tekst for tekst in egne)


def mappen_er_apen(lop: Lop) -> None:
    """B-041, B-090: for skriv and les of the kommune, with the names; for another kommune it does not exist."""
    sak = lop.fant["saker"]["A"][0]
    for hvem in ("skriv.eigersund", "les.eigersund"):
        side = lop.som(hvem)
        personliste(side)
        lenke(side, sak)
        expect(side.get_by_role("main")).to_contain_text(PAR[0].etternavn)
        expect(side.get_by_text("Oppslaget er logget.").first).to_be_visible()
        lop.fant["mappe"] = adresse(side)
    _brevet_i_mappen(lop)
    fremmed = lop.som("skriv.kristiansand")
    svar = fremmed.goto(lop.fant["mappe"])
    assert svar is not None
    assert svar.status == 404
    for kjennetegn in KJENNETEGN:
        assert kjennetegn not in fremmed.content()
    _i_innsynsloggen(lop, sak)


def _brevet_i_mappen(lop: Lop) -> None:
    kari = lop.som("skriv.eigersund")
    kari.goto(lop.fant["mappe"] + "brev/")
    lenke(kari, re.compile(f"{EMNE}{lop.fant['liste']}-A"))
    assert PAR[0].navn in hovedtekst(kari)


def _i_innsynsloggen(lop: Lop, sak: str) -> None:
    """Decision 18: the administrator sees who looked at which case, never at whom."""
    anne = lop.som("admin.eigersund")
    anne.goto("/innsynslogg/")
    anne.get_by_role("main").get_by_role("button").first.click()

    def finn() -> bool | None:
        tekst = hovedtekst(anne)
        return True if sak in tekst and "Ola Eigersund Eksempel" in tekst else None

    vent_til(finn, f"oppslaget i sak {sak} i innsynsloggen", 30)
    for en in (*PAR, *ENSLIG):
        assert en.etternavn not in anne.content()
        assert en.duf not in re.sub(r"\s", "", anne.content())
    svar = anne.goto(lop.fant["mappe"])
    assert svar is not None
    assert svar.status == 403
