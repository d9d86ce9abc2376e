"""C.7: the day they moved in, from the kommune for those who live privately, from mottak's file for the rest."""

import re
from datetime import date, timedelta

from playwright.sync_api import Locator, expect

from tests.e2e.hovedlop.lop import Lop, knapp, lenke, norsk, oppgave, overskrift, personliste, rad, skriv
from tests.e2e.hovedlop.person import ENSLIG, PAR, Menneske

UKJENT_DUF = "209999999999"


def kommunen_registrerer(lop: Lop) -> None:
    """B-043–B-046: too early is refused at the field and nothing typed is lost; one now, the other later."""
    kari, sak = lop.som("skriv.eigersund"), _en_av_sakene(lop)
    expect(oppgave(lop.som("les.eigersund"), sak)).to_have_count(0)
    gjelder = oppgave(kari, sak)
    expect(gjelder).to_contain_text("2 personer")
    gjelder.get_by_role("link").first.click()
    overskrift(kari, "Bosettingsdato for husstanden")
    for_tidlig, i_dag = norsk(lop.i_dag - timedelta(days=1)), norsk(lop.i_dag)
    skriv(_felt(lop, PAR[0]), {"Bosettingsdato": for_tidlig})
    skriv(_felt(lop, PAR[1]), {"Bosettingsdato": i_dag})
    knapp(kari, "Registrer datoene")
    expect(kari.get_by_role("heading", name="For å gå videre må du rette opp følgende feil")).to_be_visible()
    feil = f"{PAR[0].navn}: Bosettingsdato kan ikke være før utsøkingsdatoen, {i_dag}."
    expect(_felt(lop, PAR[0])).to_contain_text(feil)
    expect(_dato(lop, PAR[0])).to_have_value(for_tidlig)
    expect(_dato(lop, PAR[1])).to_have_value(i_dag)
    _dato(lop, PAR[0]).fill(i_dag)
    _dato(lop, PAR[1]).fill("")
    _felt(lop, PAR[1]).get_by_role("checkbox", name="Ikke bosatt ennå").check()
    knapp(kari, "Registrer datoene")
    expect(kari.get_by_text("Bosettingsdato er registrert for 1 person.")).to_be_visible()
    _resten(lop)


def _resten(lop: Lop) -> None:
    """Who was left out stays as a task (B-045)."""
    kari = lop.som("skriv.eigersund")
    gjelder = oppgave(kari, _en_av_sakene(lop))
    expect(gjelder).to_contain_text("1 person")
    gjelder.get_by_role("link").first.click()
    expect(kari.get_by_role("main")).to_contain_text(f"{PAR[0].navn}: ")
    skriv(_felt(lop, PAR[1]), {"Bosettingsdato": norsk(lop.i_dag)})
    knapp(kari, "Registrer datoene")
    expect(kari.get_by_text("Bosettingsdato er registrert for 1 person.")).to_be_visible()
    for sak in lop.fant["saker"]["A"]:
        expect(oppgave(kari, sak)).to_have_count(0)


def _en_av_sakene(lop: Lop) -> re.Pattern[str]:
    """The task names one case of the household."""
    return re.compile("|".join(lop.fant["saker"]["A"]))


def _felt(lop: Lop, en: Menneske) -> Locator:
    return lop.som("skriv.eigersund").get_by_role("group", name=re.compile(en.navn))


def _dato(lop: Lop, en: Menneske) -> Locator:
    return _felt(lop, en).get_by_role("textbox", name=re.compile("^Bosettingsdato"))


def mottaket_melder(lop: Lop) -> None:
    """B-046, integrations.md 4.3: the good row goes in, the bad one stands on its page with line and reason."""
    imdi, i_dag = lop.som("bosetter_skriv.imdi"), lop.i_dag
    sak = lop.fant["saker"]["B"][0]
    expect(oppgave(lop.som("skriv.eigersund"), sak)).to_have_count(0)
    les_inn_datoer(lop, "mottak-hovedlop.csv", {ENSLIG[0].duf: i_dag, UKJENT_DUF: i_dag})
    expect(imdi.get_by_role("main")).to_contain_text("1 registrert, 0 kjent fra før, 1 avvist.")
    avvist = rad(imdi, "Avviste rader", "Ingen person er registrert med DUF-nummeret.")
    expect(avvist.get_by_role("rowheader")).to_have_text("4")
    expect(oppgave(imdi, "mottak-hovedlop.csv, 1 rad")).to_be_visible()
    oppgave(imdi, "mottak-hovedlop.csv, 1 rad").get_by_role("link").first.click()
    knapp(imdi, "Merk som behandlet linje 4")
    expect(imdi.get_by_role("main")).to_contain_text("av IMDi bosetter skriv Eksempel")
    expect(oppgave(imdi, "mottak-hovedlop.csv")).to_have_count(0)
    _bosatt_i_listen(lop, sak)


def les_inn_datoer(lop: Lop, navn: str, datoer: dict[str, date]) -> None:
    """What mottak has registered, by DUF number, as the file that IMDi reads in."""
    imdi = lop.som("bosetter_skriv.imdi")
    linjer = [f"{duf};{dato};Øvingsmottaket Nord;{lop.i_dag}T00:00" for duf, dato in datoer.items()]
    hode = ("imdinett;mottak-bosettingsdato;2026-11-28", "duf;bosettingsdato;mottak;meldt_tidspunkt")
    imdi.goto("/imdi/bosettingsdatoer/")
    imdi.get_by_label("Fil fra mottak, UDI eller Folkeregisteret", exact=True).set_input_files(
        lop.fil(navn, *hode, *linjer)
    )
    knapp(imdi, "Les inn filen")


def _bosatt_i_listen(lop: Lop, sak: str) -> None:
    ola = lop.som("les.eigersund")
    personliste(ola)
    for nummer in (sak, *lop.fant["saker"]["A"]):
        expect(rad(ola, "Personer", nummer)).to_contain_text("Bosatt")
    lenke(ola, sak)
    expect(ola.get_by_role("main")).to_contain_text(ENSLIG[0].etternavn)
