"""C.4 and C.5: IMDi builds and sends a list, takes one case back, the kommune answers without knowing who they are."""

import re
from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from imdinett.kjerne import klokke
from tests.e2e.hovedlop.lop import Lop, knapp, lenke, oppgave, overskrift, skriv, velg
from tests.e2e.hovedlop.person import ENSLIG, KJENNETEGN, LAND, PAR

GRUNN = "Familien gjenforenes med slektninger i en annen kommune."
NEI = "Kommunen har ingen ledig bolig for én person før sommeren."
HUSSTAND = re.compile("^Husstand ")


def lag_liste(lop: Lop) -> None:
    """Two of ours and two others, in a draft for Eigersund (B-028, B-029)."""
    imdi = lop.som("bosetter_skriv.imdi")
    imdi.goto("/imdi/fordeling/")
    lenke(imdi, "Lag ny liste")
    _filtrer(imdi, statsborgerskap=LAND, Kommune="Eigersund (1101)", Plassår=str(lop.i_dag.year))
    lop.fant["ledig"] = _ledig(imdi)
    imdi.get_by_role("checkbox", name=f"Husstand {lop.fant['par']}, 2 personer").check()
    imdi.get_by_role("checkbox", name=f"Husstand {lop.fant['enslig']}, 1 person").check()
    knapp(imdi, "Legg i utkast")
    imdi.wait_for_url(re.compile("/utkast/"))
    lop.fant["liste"] = imdi.url.split("/")[-3]
    _filtrer(imdi, statsborgerskap="", Størrelse="1 person")
    # The checked boxes leave the pane, so the first is a new one each time.
    for _nr in range(2):
        imdi.get_by_role("checkbox", name=HUSSTAND).first.check()
        knapp(imdi, "Legg til de valgte")
        expect(imdi.get_by_role("heading", name=re.compile(rf"^På listen: {4 + _nr} personer"))).to_be_visible()
    expect(imdi.get_by_role("table", name="Blandingen på listen mot alle som venter")).to_be_visible()


def _filtrer(imdi: Page, *, statsborgerskap: str, **valg: str) -> None:
    filter_ = imdi.get_by_role("main").get_by_role("search")
    for etikett, verdi in valg.items():
        velg(filter_, etikett, verdi)
    skriv(filter_, {"Statsborgerskap": statsborgerskap})
    knapp(filter_, "Vis")
    imdi.wait_for_url(re.compile("statsborgerskap="))


def _ledig(imdi: Page) -> int:
    tall = imdi.get_by_role("main").locator("dl div").filter(has_text="Ledige plasser").locator("dd").first
    return int(tall.inner_text())


def send_liste(lop: Lop) -> None:
    """The check page; an e-mail to every active skriv user, nothing about persons (B-038), a mark in the portal."""
    imdi, nummer = lop.som("bosetter_skriv.imdi"), lop.fant["liste"]
    lenke(imdi, "Se over listen")
    overskrift(imdi, f"Se over liste {nummer}")
    for tekst in ("5 personer i 4 husstander", "2 brukere med rollen Bosetter skriv", "Eigersund"):
        expect(imdi.get_by_role("definition").filter(has_text=tekst)).to_be_visible()
    knapp(imdi, "Send listen")
    expect(imdi.get_by_text("Listen er sendt til Eigersund.")).to_be_visible()
    for hvem in ("skriv.eigersund", "skriv2.eigersund"):
        tekst = lop.epost(hvem, "Ny fordelingsliste i IMDinett", med=nummer)
        assert f"Eigersund har fått fordelingsliste {nummer} i IMDinett." in tekst
        assert f"/fordelingslister/{nummer}/" in tekst
        for kjennetegn in (*KJENNETEGN, LAND, "amharisk", "1991"):
            assert kjennetegn not in tekst
    assert not lop.har_epost("les.eigersund", "Ny fordelingsliste i IMDinett", med=nummer)
    assert not lop.har_epost("skriv.kristiansand", "Ny fordelingsliste i IMDinett", med=nummer)
    kari = lop.som("skriv.eigersund")
    expect(oppgave(kari, f"liste {nummer}")).to_be_visible()
    meny = kari.get_by_role("navigation", name="Hovedmeny")
    expect(meny.get_by_role("link", name=re.compile(r"^Fordelingslister.*\d+ venter"))).to_be_visible()


def trekk_en(lop: Lop) -> None:
    """B-039: one line is taken back before the answer; the kommune is told why."""
    imdi, nummer = lop.som("bosetter_skriv.imdi"), lop.fant["liste"]
    imdi.goto(f"/imdi/fordeling/{nummer}/")
    imdi.get_by_role("checkbox", name=re.compile("^D")).check()
    knapp(imdi, "Trekk …")
    overskrift(imdi, f"Trekk 1 person fra liste {nummer}")
    skriv(imdi, {"Begrunnelse": GRUNN})
    knapp(imdi, "Trekk sakene")
    expect(imdi).to_have_url(re.compile(f"/imdi/fordeling/{nummer}/$"))
    for hvem in ("skriv.eigersund", "skriv2.eigersund"):
        tekst = lop.epost(hvem, "IMDi har trukket en sak i IMDinett", med=nummer)
        assert f"Begrunnelse: {GRUNN}" in tekst
    kari = lop.som("skriv.eigersund")
    kari.goto(f"/fordelingslister/{nummer}/")
    trukket = kari.get_by_role("region", name=re.compile("^Husstand D"))
    expect(trukket).to_contain_text(GRUNN)
    expect(trukket.get_by_role("radio")).to_have_count(0)


def svar(lop: Lop) -> None:
    """B-034–B-037: facts without names, a draft that saves itself, the check page, the reason, the receipt."""
    kari, nummer = lop.som("skriv.eigersund"), lop.fant["liste"]
    _leseren_kan_ikke(lop)
    oppgave(kari, f"liste {nummer}").get_by_role("link").first.click()
    a, b, c = (kari.get_by_role("region", name=re.compile(f"^Husstand {bokstav}")) for bokstav in "ABC")
    for tekst in ("1991", "1988", LAND, "amharisk", "sykepleier"):
        expect(a).to_contain_text(tekst)
    a.get_by_role("radio", name="Ja", exact=True).check()
    _velg_uke(lop, a)
    b.get_by_role("radio", name="Ja", exact=True).check()
    c.get_by_role("radio", name="Nei", exact=True).check()
    expect(kari.locator("#lagret")).to_contain_text("Lagret")
    expect(kari.get_by_text("Svart: 3 av 3 husstander.")).to_be_visible()
    _ingen_kjennetegn(kari)
    knapp(kari, "Se over svaret")
    expect(kari.get_by_role("main")).to_contain_text("Husstand C mangler")
    knapp(kari, "Godkjenn svaret")
    expect(kari.get_by_role("heading", name="For å gå videre må du rette opp følgende feil")).to_be_visible()
    expect(kari).to_have_title(re.compile("^Feil: "))
    _ingen_kjennetegn(kari)
    lenke(kari, "Endre svar for husstand C")
    velg(c, "Årsak", "Mangler bolig")
    skriv(c, {"Begrunnelse": NEI})
    knapp(kari, "Se over svaret")
    expect(kari.get_by_role("main")).to_contain_text(NEI)
    knapp(kari, "Godkjenn svaret")
    overskrift(kari, "Svaret er godkjent")
    expect(kari.get_by_role("main")).to_contain_text(f"Liste {nummer} for Eigersund")
    for adresse in ("/", f"/fordelingslister/{nummer}/", "/fordelingslister/", "/personer/", "/hendelser/"):
        kari.goto(adresse)
        _ingen_kjennetegn(kari)
    expect(oppgave(kari, f"liste {nummer}")).to_have_count(0)


def _velg_uke(lop: Lop, omrade: Locator) -> None:
    aar, uke = klokke.isouke(lop.i_dag + timedelta(days=28))
    lop.fant["uke"] = uke
    felt = omrade.get_by_role("combobox", name=re.compile("^Ønsket bosettingsuke"))
    felt.select_option(f"{aar:04d}-{uke:02d}")


def _leseren_kan_ikke(lop: Lop) -> None:
    ola = lop.som("les.eigersund")
    ola.goto(f"/fordelingslister/{lop.fant['liste']}/")
    expect(ola.get_by_text("Bare brukere med rollen Bosetter skriv kan svare.")).to_be_visible()
    expect(ola.get_by_role("radio")).to_have_count(0)
    _ingen_kjennetegn(ola)


def _ingen_kjennetegn(side: Page) -> None:
    """S-04: not in the text, nor in the markup, however the number is spaced."""
    kilde = side.content()
    tett = re.sub(r"[\s\u00a0-]|&nbsp;", "", kilde)
    for kjennetegn in KJENNETEGN:
        assert kjennetegn not in kilde, side.url
        assert kjennetegn not in tett, side.url
    for en in (*PAR, *ENSLIG):
        assert en.navn not in kilde, side.url
