"""The kommuneadministrator invites a reader, who chooses a password and sets up a second factor."""

import re
import time

from playwright.sync_api import expect

from oppsett.engangskode import totp
from tests.e2e.hovedlop.lop import Lop, knapp, overskrift, rad, skriv

EPOST = "ny.leser.eigersund@demo.example"
NAVN = "Nina Leser Eksempel"
PASSORD = "ni-kommuner-langs-jernbanen"


def inviter_leser(lop: Lop) -> None:
    """B-003: who, which roles, look over, invited."""
    anne = lop.som("admin.eigersund")
    anne.goto("/brukere/ny/")
    skriv(anne, {"Fullt navn": NAVN, "E-post": EPOST})
    knapp(anne, "Gå videre")
    anne.get_by_role("checkbox", name=re.compile("^Bosetter les")).check()
    knapp(anne, "Gå videre")
    expect(anne.get_by_role("main")).to_contain_text(EPOST)
    anne.get_by_role("main").get_by_role("button").first.click()
    expect(anne.get_by_text(f"{NAVN} er invitert.")).to_be_visible()
    tekst = lop.epost(EPOST, "Du er invitert til IMDinett")
    assert "IMDinett for Eigersund" in tekst
    lenke = re.search(rf"{re.escape(lop.produkt.url)}/invitasjon/\S+", tekst)
    assert lenke, tekst
    _ta_imot(lop, lenke.group())
    anne.goto("/brukere/")
    expect(rad(anne, re.compile("."), NAVN)).to_contain_text("Bosetter les")


def _ta_imot(lop: Lop, adresse: str) -> None:
    """Password, then the factor that nobody gets past."""
    nina = lop.ny_side(lop.nettleser.new_context(base_url=lop.produkt.url, locale="nb-NO"))
    nina.goto(adresse)
    overskrift(nina, "Velkommen til IMDinett")
    skriv(nina, {"Passord": PASSORD, "Gjenta passordet": PASSORD})
    knapp(nina, "Lagre passordet")
    nina.locator("input[name=login]").fill(EPOST)
    nina.locator("input[name=password]").fill(PASSORD)
    nina.locator("main form").first.get_by_role("button", name="Logg inn", exact=True).click()
    overskrift(nina, "Sett opp engangskode")
    hemmelighet = nina.locator(".im-nokkelkode").inner_text().replace(" ", "")
    nina.locator("input[name=code]").fill(totp(hemmelighet, time.time()))
    knapp(nina, "Ta i bruk")
    expect(nina).not_to_have_url(re.compile("/faktorer/app/"))
    nina.goto("/")
    overskrift(nina, "Oppgaver i Eigersund")
    nina.goto(adresse)
    overskrift(nina, "Invitasjonen virker ikke lenger")
