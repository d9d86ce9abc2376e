"""C.1 and C.2: IMDi asks, the kommune decides, IMDi sees who has answered and purrer the rest."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from imdinett.web import norsk as norske
from tests.e2e.hovedlop.lop import Lop, hovedtekst, knapp, lenke, norsk, oppgave, overskrift, rad, skriv, velg

ANTALL, HERAV_EM = 45, 3
VEDTATT, VEDTATT_EM = 40, 2
MERKNAD = "Kommunestyret ønsker familier med barn i skolealder."


def be_om_plasser(lop: Lop) -> None:
    """Need, frist and numbers: a file with a bad row after a dry run, the rest to zero."""
    imdi = lop.som("anmodning.imdi")
    frist = lop.i_dag + timedelta(days=70)
    imdi.goto("/imdi/")
    imdi.get_by_role("main").get_by_role("link", name="Anmodning", exact=True).first.click()
    lenke(imdi, "Ny anmodningsrunde")
    velg(imdi, "År", str(lop.neste_aar))
    skriv(
        imdi,
        {
            "Nasjonalt behov": "13 000",
            "Herav enslige mindreårige": "60",
            "Svarfrist for kommunene": norsk(frist),
            "Kriterier, bokmål": "Tallene bygger på innbyggertall.",
            "Kriterier, nynorsk": "Tala byggjer på innbyggjartal.",
        },
    )
    imdi.get_by_role("main").get_by_role("button").first.click()
    overskrift(imdi, "Tall for kommunene")
    imdi.goto(f"/imdi/anmodning/{lop.neste_aar}/1/")
    _les_inn(lop)
    lenke(imdi, "Sett 0 for resten")
    expect(imdi.get_by_text("355 kommuner får tallet 0.")).to_be_visible()
    knapp(imdi, "Sett 0")
    expect(imdi.get_by_text("355 kommuner har fått tallet 0.")).to_be_visible()
    lop.fant["frist"] = frist


def _les_inn(lop: Lop) -> None:
    imdi = lop.som("anmodning.imdi")
    fil = lop.fil(
        "tall.csv",
        "kommunenummer;antall;herav_em;begrunnelse",
        f"1101;{ANTALL};{HERAV_EM};",
        "9999;10;0;",
        "4204;120;6;",
    )
    lenke(imdi, "Les inn fra fil")
    imdi.get_by_label("Fil med tall", exact=True).set_input_files(fil)
    knapp(imdi, "Prøv filen")
    expect(imdi.get_by_text("Ingenting er lagret ennå. 2 rader kan leses inn. 1 rad er avvist.")).to_be_visible()
    avvist = rad(imdi, "Avviste rader", "9999")
    expect(avvist.get_by_role("rowheader")).to_have_text("3")
    expect(avvist.get_by_role("cell").nth(1)).to_contain_text("9999")
    knapp(imdi, "Les inn 2 rader")
    expect(imdi.get_by_text("Tallene for 2 kommuner er lest inn.")).to_be_visible()


def send_anmodninger(lop: Lop) -> None:
    """The check page, live progress, and the letters as they arrived."""
    imdi = lop.som("anmodning.imdi")
    imdi.goto(f"/imdi/anmodning/{lop.neste_aar}/1/")
    lenke(imdi, "Se over og send")
    expect(imdi.get_by_text("357 kommuner får brev.")).to_be_visible()
    knapp(imdi, "Send brevene")
    overskrift(imdi, "Utsending")
    expect(imdi.locator("progress")).to_have_attribute("max", "357")
    # By itself, without the page being opened anew.
    expect(imdi.locator("progress")).to_have_attribute("value", re.compile("^[1-9]"), timeout=120_000)
    null = lop.brev("", "kommunen blir ikke bedt om å bosette")
    assert f"Dere blir ikke bedt om å bosette flyktninger i {lop.neste_aar}. Dere trenger ikke å gjøre vedtak." in null


def brevet_kom_fram(lop: Lop) -> None:
    """As SvarUT accepted it; 357 were in the queue, so it is looked for after the steps that need no letter."""
    brev = lop.brev("Eigersund kommune", f"Anmodning om bosetting av flyktninger i {lop.neste_aar}", sekunder=300)
    assert f"IMDi ber Eigersund kommune om å bosette {ANTALL} flyktninger i {lop.neste_aar}." in brev
    assert f"{HERAV_EM} av plassene er til enslige mindreårige." in brev
    assert f"Svar innen {norske.dato(lop.fant['frist'])}." in brev
    assert "Tallene bygger på innbyggertall." in brev


def gjor_vedtak(lop: Lop) -> None:
    """B-020–B-026: registered, looked over, approved; the reader sees it and cannot."""
    kari, aar = lop.som("skriv.eigersund"), lop.neste_aar
    ny = oppgave(kari, f"Registrer kommunens vedtak for {aar}")
    expect(ny).to_contain_text(f"anmodet {ANTALL}")
    ny.get_by_role("link").first.click()
    expect(kari.get_by_text(f"IMDi har bedt om {ANTALL} plasser, herav {HERAV_EM}")).to_be_visible()
    dag = lop.i_dag - timedelta(days=1)
    skriv(
        kari,
        {
            "Antall personer i vedtaket": str(VEDTATT),
            "Herav enslige mindreårige": str(VEDTATT_EM),
            "Dato for vedtaket i kommunen": norsk(dag),
            "Merknad": MERKNAD,
        },
    )
    knapp(kari, "Se over vedtaket")
    overskrift(kari, f"Se over vedtaket for {aar}")
    expect(kari.get_by_role("main")).to_contain_text(MERKNAD)
    knapp(kari, "Godkjenn vedtaket")
    overskrift(kari, f"Vedtaket er godkjent: {VEDTATT} personer i {aar}")
    expect(kari.get_by_role("main")).to_contain_text("Kari Eigersund Eksempel")
    expect(oppgave(kari, f"vedtak for {aar}")).to_have_count(0)
    _leseren_ser(lop)


def _leseren_ser(lop: Lop) -> None:
    ola, aar = lop.som("les.eigersund"), lop.neste_aar
    expect(oppgave(ola, f"vedtak for {aar}")).to_have_count(0)
    ola.goto(f"/kommuner/1101/anmodninger/?aar={aar}")
    vedtak = rad(ola, "Kommunens vedtak, nyeste først", MERKNAD)
    expect(vedtak.get_by_role("cell").nth(0)).to_have_text(str(VEDTATT))
    expect(ola.get_by_role("link", name="Registrer vedtak")).to_have_count(0)
    expect(ola.get_by_text("Bare brukere med rollen Bosetter skriv i kommunen kan registrere")).to_be_visible()
    svar = ola.goto(f"/kommuner/1101/anmodninger/{aar}/vedtak/")
    assert svar is not None
    assert svar.status == 403
    # The letter that asked for the places is readable on the same page as its case.
    ola.goto(f"/kommuner/1101/anmodninger/?aar={aar}")
    lenke(ola, re.compile("Anmodning om bosetting"))
    assert f"om å bosette {ANTALL} flyktninger i {aar}" in hovedtekst(ola)


def purr_resten(lop: Lop) -> None:
    """B-012, decision 25: who has answered, and an e-mail to those who have not."""
    imdi, aar = lop.som("anmodning.imdi"), lop.neste_aar
    imdi.goto("/imdi/anmodning/")
    lenke(imdi, f"Svar for {aar}")
    expect(rad(imdi, "357 kommuner", "Eigersund")).to_contain_text(str(VEDTATT))
    expect(rad(imdi, "357 kommuner", "Kristiansand")).to_contain_text("Ikke registrert")
    imdi.get_by_label("Velg Kristiansand", exact=True).check()
    expect(imdi.get_by_label("Velg Eigersund", exact=True)).to_have_count(0)
    knapp(imdi, "Purr de valgte")
    expect(rad(imdi, "Kommuner som får e-post", "Kristiansand")).to_be_visible()
    knapp(imdi, "Send purringen")
    expect(imdi.get_by_text("Purring er sendt til 1 kommune.")).to_be_visible()
    emne = f"Kommunens vedtak om bosetting i {aar} mangler"
    for hvem in ("skriv.kristiansand", "admin.kristiansand"):
        tekst = lop.epost(hvem, emne)
        assert f"IMDi mangler vedtaket fra Kristiansand om bosetting av flyktninger i {aar}." in tekst
        assert "Kommunen er bedt om 120 plasser." in tekst
    assert not lop.har_epost("les.kristiansand", emne)
    assert not lop.har_epost("skriv.eigersund", emne)
