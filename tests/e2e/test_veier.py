"""The ways to a kommune beside the main run's: those who live privately, mottak, children alone, from abroad."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from playwright.sync_api import expect

from imdinett.kjerne import klokke
from imdinett.web import norsk as norske
from tests.e2e.hovedlop import bosatt, person, steg
from tests.e2e.hovedlop.lop import (
    Lop,
    hovedtekst,
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

PRIVAT = Menneske("Olena", "Privatløp", 900_101, date(1990, 2, 3))
BEBOER = Menneske("Semira", "Beboerløp", 900_102, date(1992, 5, 6))
BARN = Menneske("Ali", "Barneløp", 900_103, date(2015, 4, 4), "Mann")
REISENDE = Menneske("Grace", "Reiseløp", 900_104, date(1987, 9, 9))
UNGDOM = Menneske("Yusuf", "Ungdomsløp", 900_105, klokke.today().replace(year=klokke.today().year - 16, day=1), "Mann")
TANTE = Menneske("Hodan", "Ungdomsløp", 900_106, date(1990, 2, 2))
BREV = "Vedtak om bosetting, "


def test_b062_b063_a_household_that_lives_privately(lop: Lop) -> None:
    """The application comes before the permit, and is answered after it."""
    imdi = steg.hos_imdi(lop)
    person._registrer(lop, (PRIVAT,), "Privatboende")
    nummer = nummer_i(imdi)
    lenke(imdi, "Søknad om bosetting")
    skriv(imdi, {"Søknaden mottatt": norsk(lop.i_dag - timedelta(days=10))})
    knapp(imdi, "Registrer søknaden")
    expect(imdi.get_by_text("Venter på tillatelse")).to_be_visible()
    expect(imdi.get_by_role("radio")).to_have_count(1)
    imdi.goto(f"/imdi/personer/husstand/{nummer}/")
    person._gi_tillatelse(lop)
    oppgave(imdi, "Behandle søknader fra privatboende").get_by_role("link").first.click()
    lenke(imdi, nummer)
    imdi.get_by_role("radio", name="Husstanden får tilbud om bosetting").check()
    knapp(imdi, "Lagre")
    person._kartlegg(lop, nummer, PRIVAT, privat=True)
    steg.godkjenn(lop, nummer, PRIVAT)


def test_w19_mottak_maps_its_resident_and_imdi_sends_it_back_once(lop: Lop) -> None:
    imdi, mona = steg.hos_imdi(lop), lop.som("mottak")
    person._registrer(lop, (BEBOER,), "Mottak")
    nummer = nummer_i(imdi)
    person._gi_tillatelse(lop)
    mona.goto("/beboere/")
    expect(mona.get_by_role("banner")).to_contain_text("Øvingsmottaket Nord")
    lenke(mona, BEBOER.navn)
    uuid = nummer_i(mona)
    lenke(mona, "Registrer kartlegging")
    skriv(mona, {"Morsmål": "tigrinja"})
    knapp(mona, "Lagre utkast")
    expect(mona.get_by_text("Utkastet er lagret.")).to_be_visible()
    mona.goto("/beboere/?steg=pabegynt")
    expect(mona.get_by_role("link", name=BEBOER.navn)).to_be_visible()
    mona.goto(f"/beboere/{uuid}/kartlegging/")
    skriv(mona, {"Bosettingssamtale holdt": norsk(lop.i_dag)})
    velg(mona, "Tolk i samtalen", "telefontolk")
    knapp(mona, "Send til IMDi")
    expect(mona.get_by_text("Kartleggingen er sendt til IMDi.")).to_be_visible()
    imdi.goto(f"/imdi/personer/{uuid}/")
    lenke(imdi, "Send kartleggingen tilbake til mottaket")
    skriv(imdi, {"Hva må mottaket gjøre?": "Spør om skolegang også."})
    knapp(imdi, "Send tilbake")
    mona.goto(f"/beboere/{uuid}/")
    expect(mona.get_by_text("Spør om skolegang også.")).to_be_visible()
    mona.goto(f"/beboere/{uuid}/kartlegging/?skjema=fullt")
    velg(mona, "Skolegang", "grunnskole")
    knapp(mona, "Send til IMDi")
    steg.godkjenn(lop, nummer, BEBOER)


def test_em_under_15_and_overforingsflyktning_all_the_way(lop: Lop) -> None:
    """B-065, B-066, B-070, B-071, decision 26: one list and one answer; a date by Bufetat for the child, a notice of
    arrival by IMDi for her who comes from abroad, and a date by the kommune on the day she comes."""
    barn = steg.registrert(lop, (BARN,), "Mottak", mottak="Øvingssenteret for barn")
    reisende = steg.registrert(lop, (REISENDE,), "Overføringsflyktning")
    liste = steg.send(lop, barn, reisende)
    hennes = steg.svar_ja(lop, liste, BARN, REISENDE)["Overføringsflyktning"]
    steg.fatt(lop, liste, 2)
    _bufetat_registrerer(lop)
    _meld_ankomst(lop, reisende)
    _registrer_ved_ankomst(lop, reisende)
    _brevet_sier_at_de_kommer(lop, f"{liste}-{hennes}")


def _bufetat_registrerer(lop: Lop) -> None:
    bufetat = lop.som("bufetat")
    oppgave(bufetat, "Registrer bosettingsdato").get_by_role("link").first.click()
    bufetat.get_by_role("row").filter(has_text=BARN.navn).get_by_role("link").click()
    skriv(bufetat, {"Bosettingsdato": norsk(lop.i_dag)})
    bufetat.get_by_role("checkbox", name="Barnet har flyttet inn i kommunen").check()
    knapp(bufetat, "Registrer bosettingsdato")
    expect(bufetat.get_by_text(re.compile("^Bosettingsdatoen for sak"))).to_be_visible()
    expect(bufetat.get_by_text(BARN.navn)).to_have_count(0)


def _meld_ankomst(lop: Lop, husstand: str) -> None:
    """B-066: a month ahead; then the route is another, and she comes today. The e-mail says nothing of either."""
    imdi = steg.hos_imdi(lop)
    for dager, reise, merke in ((30, "SK 4711 kl. 14.20", "Meldt 30 dager før"), (0, "SK 815 kl. 09.05", "")):
        imdi.goto("/imdi/overforing/")
        lenke(imdi, husstand)
        dag = norsk(lop.i_dag + timedelta(days=dager))
        skriv(imdi, {"Ankomstdag": dag, "Ankomststed": "Oslo lufthavn", "Reiserute": reise})
        knapp(imdi, "Meld til kommunen")
        expect(imdi.get_by_role("row").filter(has_text=husstand)).to_contain_text(merke or "Oslo lufthavn")
    tekst = lop.epost("skriv.kristiansand", "Ankomst er bekreftet i IMDinett")
    for hemmelig in (REISENDE.fornavn, REISENDE.etternavn, REISENDE.duf, "SK 4711", "SK 815"):
        assert hemmelig not in tekst


def _registrer_ved_ankomst(lop: Lop, husstand: str) -> None:
    """Decision 26: the kommune reads in the folder when she comes, and registers the date on that day."""
    kari = lop.som("skriv.kristiansand")
    personliste(kari)
    sak = rad(kari, "Personer", husstand).get_by_role("rowheader").inner_text()
    lenke(kari, sak)
    lenke(kari.get_by_role("main").get_by_role("navigation"), "Bosetting")
    reise = kari.get_by_role("main")
    expect(reise).to_contain_text("SK 815 kl. 09.05")
    expect(reise).not_to_contain_text("SK 4711")
    oppgave(kari, sak).get_by_role("link").first.click()
    overskrift(kari, "Bosettingsdato for husstanden")
    skriv(kari.get_by_role("group", name=re.compile(REISENDE.navn)), {"Bosettingsdato": norsk(lop.i_dag)})
    knapp(kari, "Registrer datoene")
    expect(kari.get_by_text("Bosettingsdato er registrert for 1 person.")).to_be_visible()
    expect(oppgave(kari, sak)).to_have_count(0)
    personliste(kari)
    expect(rad(kari, "Personer", husstand)).to_contain_text("Bosatt")
    imdi = steg.hos_imdi(lop)
    imdi.goto("/imdi/overforing/")
    expect(imdi.get_by_text(husstand)).to_have_count(0)


def _brevet_sier_at_de_kommer(lop: Lop, referanse: str) -> None:
    """At the receiving end, when what was before it in the queue has gone."""
    brev = lop.brev("Kristiansand kommune", f"{BREV}{referanse}", sekunder=300)
    assert REISENDE.navn in brev
    assert f"Utsøkingsdato er {norske.dato(lop.i_dag)}." in brev
    assert f"Kommunen har foreslått bosetting i uke {lop.fant['uke']}" in brev
    assert "Dere får melding om ankomst når reiseruten er bekreftet." in brev
    assert "Registrer bosettingsdatoen i IMDinett for hver person" in brev
    assert "Mottaket melder" not in brev


def test_b070_b073_a_youth_of_15_to_17_with_a_folgeperson(lop: Lop) -> None:
    """The kommune says how many it has room for, another has decided on none and gets nobody; the decision goes to the
    representant too; mottak tells of the day they moved in."""
    uke = _meld_em_kapasitet(lop)
    nummer = steg.registrert(lop, (UNGDOM, TANTE), "Mottak", mottak="Øvingsmottaket Nord")
    with _uten_em_plasser(lop):
        _avvist_uten_em_plasser(lop, nummer)
    liste = steg.send(lop, nummer, em=f"1 plass fra {uke}")
    steg.svar_ja(lop, liste, UNGDOM, TANTE)
    steg.fatt(lop, liste, 2)
    _representanten_faar_kopi(lop)
    bosatt.les_inn_datoer(lop, "mottak-ungdom.csv", {UNGDOM.duf: lop.i_dag, TANTE.duf: lop.i_dag})
    expect(steg.hos_imdi(lop).get_by_role("main")).to_contain_text("2 registrert, 0 kjent fra før, 0 avvist.")
    kari = lop.som("skriv.kristiansand")
    personliste(kari)
    hans = rad(kari, "Personer", nummer)
    expect(hans).to_have_count(2)
    expect(hans.filter(has_text="Bosatt")).to_have_count(2)
    brev = lop.brev("Kristiansand kommune", f"{BREV}{liste}-A", sekunder=300)
    for en in (UNGDOM, TANTE):
        assert en.navn in brev
    assert "Vedtaket gjelder en enslig mindreårig. Representanten har fått en kopi av vedtaket." in brev
    assert "Mottaket melder bosettingsdatoen for dem som bor på mottak." in brev


def _meld_em_kapasitet(lop: Lop) -> str:
    """B-086, B-087: from 15 years; under 15 is Bufetat's. Returns the week as IMDi reads it."""
    kari, dag = lop.som("skriv.kristiansand"), lop.i_dag + timedelta(days=14)
    kari.goto("/kommuner/4204/innmeldinger/em-kapasitet/ny/")
    skriv(kari, {"Antall plasser": "1"})
    velg(kari, "Klar fra uke", norske.uke_med_dager(klokke.mandag(*klokke.isouke(dag))))
    kari.get_by_role("radio", name="Under 15 år", exact=True).check()
    knapp(kari, "Send")
    expect(kari.get_by_role("main")).to_contain_text("Barn under 15 år bosettes av Bufetat, ikke av IMDi.")
    kari.get_by_role("radio", name="15 til 17 år", exact=True).check()
    knapp(kari, "Send")
    expect(kari.get_by_text("Innmeldingen er sendt. IMDi ser den med en gang.")).to_be_visible()
    aar, uke = klokke.isouke(dag)
    return f"uke {uke}, {aar}"


@contextmanager
def _uten_em_plasser(lop: Lop) -> Iterator[None]:
    """Eigersund decides anew for this year: as many places, none of them for enslige mindreårige (B-025). Then as it
    was, for the other walks begin there."""
    kari = lop.som("skriv.eigersund")
    kari.goto(f"/kommuner/1101/anmodninger/?aar={lop.i_dag.year}")
    vedtak = kari.get_by_role("table", name="Kommunens vedtak, nyeste først").get_by_role("row").nth(1)
    antall, em = (vedtak.get_by_role("cell").nth(nr).inner_text() for nr in (0, 1))
    _vedta(lop, antall, "0")
    yield
    _vedta(lop, antall, em)


def _vedta(lop: Lop, antall: str, em: str) -> None:
    kari, aar = lop.som("skriv.eigersund"), lop.i_dag.year
    kari.goto(f"/kommuner/1101/anmodninger/{aar}/vedtak/")
    skriv(kari, {"Antall personer i vedtaket": antall, "Herav enslige mindreårige": em})
    skriv(kari, {"Dato for vedtaket i kommunen": norsk(lop.i_dag)})
    knapp(kari, "Se over vedtaket")
    knapp(kari, "Godkjenn vedtaket")
    overskrift(kari, f"Vedtaket er godkjent: {antall} personer i {aar}")


def _avvist_uten_em_plasser(lop: Lop, nummer: str) -> None:
    """B-071: not among those that are proposed, and stopped when the list is sent all the same."""
    imdi = steg.hos_imdi(lop)
    imdi.goto(f"/imdi/fordeling/ny/?husstand={nummer}")
    foreslatt = imdi.get_by_role("region", name=re.compile("^Kommuner til"))
    expect(foreslatt).to_contain_text("Kristiansand")
    expect(foreslatt).not_to_contain_text("Eigersund")
    steg.legg_i_utkast(lop, "Eigersund (1101)", nummer)
    lenke(imdi, "Se over listen")
    knapp(imdi, "Send listen")
    grunn = f"Eigersund har ingen plasser til enslige mindreårige i {lop.i_dag.year} (B-071)."
    expect(imdi.get_by_role("main")).to_contain_text(grunn)
    imdi.goto(imdi.url.replace("/send/", "/utkast/"))
    knapp(imdi, "Forkast utkastet")
    expect(imdi.get_by_text(re.compile("^Utkastet til liste .* er forkastet"))).to_be_visible()


def _representanten_faar_kopi(lop: Lop) -> None:
    """B-073: what is printed and sent to the representant is the decision itself, and says why it comes."""
    imdi = steg.hos_imdi(lop)
    imdi.goto("/imdi/brevko/?kanal=utskrift")
    lenke(imdi, "Kopi av vedtak om bosettingskommune")
    lenke(imdi, "Les brevet")
    tekst = hovedtekst(imdi)
    assert f"Du får dette brevet fordi du er representant for {UNGDOM.navn}." in tekst
    assert f"at {UNGDOM.navn} får tilbud om å bo i Kristiansand" in tekst
    assert "Representant Eksempel" in tekst
    assert TANTE.navn not in tekst
