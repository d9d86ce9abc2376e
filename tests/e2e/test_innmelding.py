"""What a kommune reports to IMDi: the weekly plan that IMDi asks for, and avtalt selvbosetting."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from imdinett.kjerne import klokke
from imdinett.web import norsk as norske
from tests.e2e.hovedlop import person
from tests.e2e.hovedlop.lop import (
    Lop,
    knapp,
    lenke,
    norsk,
    nummer_i,
    oppgave,
    overskrift,
    personliste,
    rad,
    skriv,
    velg,
)
from tests.e2e.hovedlop.person import Menneske

VENN = Menneske("Liya", "Selvløp", 900_201, date(1994, 8, 1))
FORELDET, ANNEN = 30, 31


def test_w09_b082_the_tidsplan_by_imdis_recipe(lop: Lop) -> None:
    """Cancel what is outdated, one report a week, up by another one, down by cancelling and sending anew; then the
    same in the grid, where one number does it."""
    imdi, kari = lop.som("anmodning.imdi"), lop.som("skriv.kristiansand")
    _meld_inn(lop, FORELDET, 7)

    _be_om_tidsplan(lop)
    uken = f"uke {FORELDET}, {lop.neste_aar}"
    lop.epost("skriv.kristiansand", "IMDi ber om en tidsplan for bosetting", med=uken)
    oppgave(kari, "Meld inn tidsplan til IMDi").filter(has_text=re.compile(uken, re.I)).get_by_role("link").click()
    overskrift(kari, "Tidsplan")
    svaradresse = kari.url

    _kanseller(lop, f"7 personer i uke {FORELDET}")
    _meld_inn(lop, FORELDET, 4)
    _meld_inn(lop, ANNEN, 3)
    _meld_inn(lop, ANNEN, 2)
    assert _plan(lop) == {FORELDET: 4, ANNEN: 5}
    _kanseller(lop, f"4 personer i uke {FORELDET}")
    _meld_inn(lop, FORELDET, 1)
    assert _plan(lop) == {FORELDET: 1, ANNEN: 5}

    kari.get_by_role("textbox", name=re.compile(f"^Uke {ANNEN}")).fill("6")
    kari.get_by_role("textbox", name=re.compile(f"^Uke {FORELDET}")).fill("0")
    knapp(kari, "Se over endringer")
    overskrift(kari, "Se over endringene")
    expect(kari.get_by_role("table", name="Endringer som blir sendt").get_by_role("row")).to_have_count(3)
    knapp(kari, "Send")
    expect(kari.get_by_text("Planen er endret for 2 uker.")).to_be_visible()
    assert _plan(lop) == {FORELDET: 0, ANNEN: 6}

    kari.goto(svaradresse)
    knapp(kari, "Si fra at planen er klar")
    imdi.reload()
    svar = rad(imdi, "Kommuner som er spurt", "Kristiansand")
    expect(svar).to_contain_text("Har svart")
    expect(svar.get_by_role("cell").filter(has_text=re.compile("^6$"))).to_have_count(1)


def _be_om_tidsplan(lop: Lop) -> None:
    """IMDi's page with the answers stays open."""
    imdi = lop.som("anmodning.imdi")
    imdi.goto("/imdi/tidsplan/")
    lenke(imdi, "Be om tidsplan")
    velg(imdi, "Fra uke", norske.uke_med_dager(_mandag(lop, FORELDET)))
    velg(imdi, "Til og med uke", norske.uke_med_dager(_mandag(lop, ANNEN)))
    skriv(imdi, {"Svarfrist": norsk(lop.i_dag + timedelta(days=14))})
    imdi.get_by_role("listbox", name=re.compile("^Enkelte kommuner")).select_option(label="Kristiansand")
    knapp(imdi, "Send")
    expect(imdi.get_by_text("1 kommune er bedt om tidsplan.")).to_be_visible()
    expect(rad(imdi, "Kommuner som er spurt", "Kristiansand").get_by_role("cell").filter(has_text="7")).to_be_visible()


def _mandag(lop: Lop, uke: int) -> date:
    return klokke.mandag(lop.neste_aar, uke)


def _innmeldinger(lop: Lop, slag: str) -> Page:
    """As the menus lead: who has one kommune comes straight to it."""
    kari = lop.som("skriv.kristiansand")
    kari.goto("/")
    lenke(kari.get_by_role("navigation").first, "Kommuner")
    lenke(kari.get_by_role("main"), "Innmeldinger")
    lenke(kari.get_by_role("main"), slag)
    return kari


def _meld_inn(lop: Lop, uke: int, antall: int) -> None:
    kari = _innmeldinger(lop, "Antall plasser")
    lenke(kari, "Meld inn antall plasser")
    skriv(kari, {"Maks antall personer": str(antall)})
    velg(kari, "Klar for bosetting", norske.uke_med_dager(_mandag(lop, uke)))
    knapp(kari, "Send")
    expect(kari.get_by_text("Innmeldingen er sendt. IMDi ser den med en gang.")).to_be_visible()


def _kanseller(lop: Lop, sammendrag: str) -> None:
    kari = _innmeldinger(lop, "Antall plasser")
    kari.get_by_role("row").filter(has_text=sammendrag).filter(has_text="Sendt").get_by_role("link").click()
    lenke(kari, "Kanseller")
    knapp(kari, "Kanseller")
    expect(kari.get_by_text("Innmeldingen er kansellert. Den blir stående i listen.")).to_be_visible()
    expect(kari.get_by_role("row").filter(has_text=sammendrag).filter(has_text="Kansellert")).not_to_have_count(0)


def _plan(lop: Lop) -> dict[int, int]:
    """The numbers of the two weeks in the grid of the next year."""
    kari = _innmeldinger(lop, "Antall plasser")
    lenke(kari, "Se og endre planen uke for uke")
    lenke(kari.get_by_role("main"), str(lop.neste_aar))
    felt = {uke: kari.get_by_role("textbox", name=re.compile(f"^Uke {uke} ")) for uke in (FORELDET, ANNEN)}
    return {uke: int(en.input_value()) for uke, en in felt.items()}


def test_b060_b061_avtalt_selvbosetting(lop: Lop) -> None:
    """The kommune publishes its rule and asks for the person; IMDi checks, sends a list of its own, and decides."""
    imdi = lop.som("bosetter_skriv.imdi")
    nummer = person._til_bosettingsklar(lop, (VENN,), "Mottak")
    kari = _innmeldinger(lop, "Bestemte personer")
    lenke(kari, "Kommunens regel om avtalt selvbosetting")
    kari.get_by_role("link", name=re.compile("^(Publiser en regel|Endre regelen)$")).click()
    kari.get_by_role("radio", name="Ja", exact=True).check()
    skriv(kari, {"Kriterier": "Egnet bolig og leiekontrakt for minst tre år."})
    knapp(kari, "Publiser")
    overskrift(kari, "Avtalt selvbosetting i Kristiansand")

    kari = _innmeldinger(lop, "Bestemte personer")
    lenke(kari, "Be om en bestemt person")
    skriv(kari, {"DUF-nummer": VENN.duf, "Navn": VENN.navn, "Begrunnelse": "Har funnet en leilighet i Lund."})
    kari.get_by_role("combobox", name=re.compile("^Tilknytning til kommunen")).select_option(index=1)
    kari.get_by_role("checkbox", name=re.compile("^Dette er avtalt selvbosetting")).check()
    knapp(kari, "Send")
    expect(kari.get_by_text("Innmeldingen er sendt. IMDi ser den med en gang.")).to_be_visible()
    innmelding = kari.url

    liste = _fordel(lop, nummer)
    oppgave(kari, f"liste {liste}").get_by_role("link").first.click()
    kari.get_by_role("radio", name="Ja", exact=True).check()
    knapp(kari, "Se over svaret")
    knapp(kari, "Godkjenn svaret")
    overskrift(kari, "Svaret er godkjent")
    oppgave(imdi, "Fatt vedtak").filter(has_text=f"liste {liste}").get_by_role("link").first.click()
    imdi.get_by_role("checkbox", name=f"{liste} A").check()
    knapp(imdi, "Se over vedtakene")
    knapp(imdi, "Fatt vedtak")
    expect(imdi.get_by_text("Vedtak er fattet for 1 person.")).to_be_visible()
    kari.goto(innmelding)
    expect(kari.get_by_text(f"Svar på fordelingsliste {liste}.")).to_be_visible()
    personliste(kari)
    expect(rad(kari, "Personer", nummer)).to_contain_text("Søkt ut")


def _fordel(lop: Lop, husstand: str) -> str:
    """IMDi's check page shows what the register says beside what the kommune typed."""
    imdi = lop.som("bosetter_skriv.imdi")
    imdi.goto("/imdi/innmeldinger/")
    lenke(imdi.get_by_role("main"), "Bestemte personer")
    imdi.get_by_role("row").filter(has_text="Avtalt selvbosetting").get_by_role("link").first.click()
    lenke(imdi, "Kontroller og fordel til kommunen")
    overskrift(imdi, "Avtalt selvbosetting i Kristiansand")
    expect(imdi.get_by_role("definition").filter(has_text=husstand)).to_be_visible()
    velg(imdi, "Plassår", str(lop.i_dag.year))
    knapp(imdi, "Send listen")
    expect(imdi.get_by_text("Listen er sendt til Kristiansand.")).to_be_visible()
    return nummer_i(imdi)
