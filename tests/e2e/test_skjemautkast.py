"""Bad input and faults: the session ends in the middle of a form, and what was written is there after the login."""

import re
from datetime import timedelta

from playwright.sync_api import Page, Route, expect

from imdinett.forvaltning.demodata import DOMENE
from tests.e2e.hjelp import kontekst_for, logg_inn
from tests.e2e.hovedlop.lop import Lop, knapp, overskrift, skriv

HVEM = "skriv.kristiansand"
BREV = {"Emne": "Spørsmål om lister", "Hva vil du spørre om?": "Hvem ser listen før vi svarer?\nOg når?"}
LAGRER = re.compile(r"/fordelingslister/[^/]+/(\?|$)")
BEGRUNNELSE = "Vi har ingen ledig bolig som passer før over nyttår."
# The page starts its clock again when it has dealt with the answer, which is after the answer has come.
MERK_ETTER_SVAR = 'document.addEventListener("htmx:afterRequest", () => (document.body.dataset.svart = "1"))'


def test_what_was_written_is_there_again_after_the_session_warning_and_a_new_login(lop: Lop) -> None:
    """The clock of the browser is moved to the warning, which saves; then the session is gone."""
    kari = _med_egen_klokke(lop)
    kari.goto("/henvendelser/ny/")
    skriv(kari, BREV)
    with kari.expect_response(re.compile("/skjemautkast/lagre/")) as svar:
        kari.clock.fast_forward(int(timedelta(minutes=25, seconds=1).total_seconds() * 1000))
    assert svar.value.status == 204
    expect(kari.get_by_role("heading", name=re.compile("^Du blir logget ut kl. "))).to_be_visible()

    kari.context.clear_cookies()
    logg_inn(kari, f"{HVEM}@{DOMENE}")
    kari.goto("/henvendelser/ny/")
    expect(kari.get_by_role("region", name="Du ble logget ut før du fikk sendt")).to_be_visible()
    knapp(kari, "Hent fram")

    expect(kari.get_by_text("Det du skrev, er satt inn. Se over før du sender.")).to_be_visible()
    for etikett, tekst in BREV.items():
        expect(kari.get_by_role("textbox", name=re.compile(f"^{re.escape(etikett)}"))).to_have_value(tekst)
    kari.get_by_role("combobox", name=re.compile("^Tema")).select_option(index=1)
    knapp(kari, "Send til IMDi")
    kari.goto("/henvendelser/ny/")
    expect(kari.get_by_role("button", name="Hent fram")).to_have_count(0)


def test_the_answer_that_saves_itself_at_the_warning_does_not_make_the_session_longer(lop: Lop) -> None:
    """S-15: typing is a sign of somebody, and starts the clock again; the warning's own saving is none."""
    kari = _med_egen_klokke(lop)
    _apne_ubesvart(kari)
    varsel = kari.get_by_role("heading", name=re.compile("^Du blir logget ut kl. "))

    kari.evaluate(MERK_ETTER_SVAR)
    with kari.expect_response(LAGRER) as skrevet:
        kari.locator("#svar textarea, #svar input[type=radio]").first.dispatch_event("change")
    expect(kari.locator("body[data-svart]")).to_be_attached()
    with kari.expect_response(LAGRER) as lagret:
        kari.clock.fast_forward(25 * 60 * 1000 + 1000)

    assert "x-av-seg-selv" not in skrevet.value.request.headers
    assert lagret.value.request.headers["x-av-seg-selv"] == "1"
    expect(varsel).to_be_visible()
    with kari.expect_navigation():
        kari.clock.fast_forward(5 * 60 * 1000 + 10_000)


def test_the_answer_is_sent_when_what_was_saving_itself_has_arrived(lop: Lop) -> None:
    """Nothing acknowledged is lost: two at once could be written in the other order, and the older would stand."""
    kari = lop.som(HVEM)
    _apne_ubesvart(kari)
    sendt: list[Route] = []

    def hold(route: Route) -> None:
        sendt.append(route)
        if len(sendt) > 1:
            route.continue_()

    kari.route(LAGRER, hold)
    nei = kari.locator("#svar").get_by_role("radio", name="Nei", exact=True).first
    with kari.expect_request(LAGRER):
        nei.check()
        nei.dispatch_event("change")
    kari.locator("#svar").get_by_role("textbox", name=re.compile("^Begrunnelse")).first.fill(BEGRUNNELSE)
    knapp(kari, "Se over svaret")
    kari.wait_for_timeout(500)
    mens_det_lagres = len(sendt)
    sendt[0].continue_()
    overskrift(kari, re.compile("^Se over svaret"))
    expect(kari.get_by_role("main")).to_contain_text(BEGRUNNELSE)

    selv = ["hx-request" in route.request.headers for route in sendt if route.request.method == "POST"]
    assert (mens_det_lagres, selv[0], selv[-1]) == (1, True, False)


def _med_egen_klokke(lop: Lop) -> Page:
    """A window of its own: a clock that is moved stays moved, and the session's cookies are taken away here."""
    kari = lop.ny_side(kontekst_for(lop.nettleser, lop.produkt.url, f"{HVEM}@{DOMENE}"))
    kari.clock.install()
    return kari


def _apne_ubesvart(side: Page) -> None:
    side.goto("/fordelingslister/")
    adresser = [
        lenke.get_attribute("href") or "" for lenke in side.locator("main a[href*='/fordelingslister/20']").all()
    ]
    for adresse in adresser:
        side.goto(adresse)
        if side.locator("form#svar").count():
            return
    raise AssertionError(f"{HVEM} har ingen ubesvart liste i demoen")
