"""The ways to a kommune beside the main run's: those who live privately, mottak, children under 15, from abroad."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.e2e.hovedlop import fordeling, person
from tests.e2e.hovedlop.lop import Lop, knapp, lenke, norsk, oppgave, overskrift, skriv, velg
from tests.e2e.hovedlop.person import LAND, Menneske

PRIVAT = Menneske("Olena", "Privatløp", 900_101, date(1990, 2, 3))
BEBOER = Menneske("Semira", "Beboerløp", 900_102, date(1992, 5, 6))
BARN = Menneske("Ali", "Barneløp", 900_103, date(2015, 4, 4), "Mann")
REISENDE = Menneske("Grace", "Reiseløp", 900_104, date(1987, 9, 9))


def _imdi(lop: Lop) -> Page:
    return lop.som("bosetter_skriv.imdi")


def _nummer(side: Page) -> str:
    return side.url.rstrip("/").rsplit("/", 1)[-1]


def test_b062_b063_a_household_that_lives_privately(lop: Lop) -> None:
    """The application comes before the permit, and is answered after it."""
    imdi = _imdi(lop)
    person._registrer(lop, (PRIVAT,), "Privatboende")
    nummer = _nummer(imdi)
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
    _godkjenn(lop, nummer, PRIVAT)


def _godkjenn(lop: Lop, nummer: str, *folk: Menneske) -> None:
    imdi = _imdi(lop)
    imdi.goto(f"/imdi/personer/husstand/{nummer}/")
    lenke(imdi, "Godkjenn kartleggingen")
    knapp(imdi, "Godkjenn")
    for en in folk:
        expect(imdi.get_by_role("row").filter(has_text=en.navn)).to_contain_text("Bosettingsklar")


def test_w19_mottak_maps_its_resident_and_imdi_sends_it_back_once(lop: Lop) -> None:
    imdi, mona = _imdi(lop), lop.som("mottak")
    person._registrer(lop, (BEBOER,), "Mottak")
    nummer = _nummer(imdi)
    person._gi_tillatelse(lop)
    mona.goto("/beboere/")
    expect(mona.get_by_role("banner")).to_contain_text("Øvingsmottaket Nord")
    lenke(mona, BEBOER.navn)
    uuid = _nummer(mona)
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
    _godkjenn(lop, nummer, BEBOER)


def test_em_under_15_and_overforingsflyktning_all_the_way(lop: Lop) -> None:
    """B-065, B-066, B-070, B-071: one list, one answer, a date by Bufetat and a notice of arrival by IMDi."""
    imdi = _imdi(lop)
    barn = _registrert(lop, BARN, "Mottak", em=True)
    reisende = _registrert(lop, REISENDE, "Overføringsflyktning")
    liste = _send(lop, barn, reisende)
    _svar_ja(lop, liste)
    _fatt(lop, liste)
    bufetat = lop.som("bufetat")
    oppgave(bufetat, "Registrer bosettingsdato").get_by_role("link").first.click()
    bufetat.get_by_role("row").filter(has_text=BARN.navn).get_by_role("link").click()
    skriv(bufetat, {"Bosettingsdato": norsk(lop.i_dag)})
    bufetat.get_by_role("checkbox", name="Barnet har flyttet inn i kommunen").check()
    knapp(bufetat, "Registrer bosettingsdato")
    expect(bufetat.get_by_text(re.compile("^Bosettingsdatoen for sak"))).to_be_visible()
    expect(bufetat.get_by_text(BARN.navn)).to_have_count(0)
    imdi.goto("/imdi/overforing/")
    lenke(imdi, reisende)
    ankomst = lop.i_dag + timedelta(days=30)
    skriv(imdi, {"Ankomstdag": norsk(ankomst), "Ankomststed": "Oslo lufthavn", "Reiserute": "SK 4711 kl. 14.20"})
    knapp(imdi, "Meld til kommunen")
    expect(imdi.get_by_role("row").filter(has_text=reisende)).to_contain_text("Meldt 30 dager før")
    tekst = lop.epost("skriv.kristiansand", "Ankomst er bekreftet i IMDinett")
    for hemmelig in (REISENDE.fornavn, REISENDE.etternavn, REISENDE.duf, "SK 4711"):
        assert hemmelig not in tekst


def _registrert(lop: Lop, en: Menneske, kategori: str, *, em: bool = False) -> str:
    """Bosettingsklar; returns the household's number."""
    imdi = _imdi(lop)
    imdi.goto("/imdi/personer/ny/")
    felles = imdi.get_by_role("region", name="Felles for husstanden")
    velg(felles, "Kategori", kategori)
    skriv(felles, {"Adresse nå": "Øvingsveien 7", "Postnummer": "0152"})
    if em:
        velg(felles, "Mottak eller omsorgssenter", "Øvingssenteret for barn")
    else:
        vindu = {"Tidligst mulig ankomst": lop.i_dag, "Innreisefrist": lop.i_dag + timedelta(days=120)}
        skriv(felles, {navn: norsk(dag) for navn, dag in vindu.items()})
    en_person = imdi.get_by_role("region", name="Person 1")
    fakta = {"DUF-nummer": en.duf, "Fornavn": en.fornavn, "Etternavn": en.etternavn, "Fødselsdato": norsk(en.fodt)}
    skriv(en_person, {**fakta, "Statsborgerskap": LAND})
    velg(en_person, "Kjønn", en.kjonn)
    if em:
        en_person.get_by_role("checkbox", name="Enslig mindreårig", exact=True).check()
        skriv(
            en_person,
            {
                "Representantens navn": "Representant Eksempel",
                "Representantens adresse": "Vergeveien 4",
                "Representantens postnummer": "0155",
            },
        )
    knapp(imdi, "Registrer husstanden")
    expect(imdi).to_have_url(re.compile("/imdi/personer/husstand/"))
    nummer = _nummer(imdi)
    person._gi_tillatelse(lop)
    person._kartlegg(lop, nummer, en, privat=False)
    _godkjenn(lop, nummer, en)
    return nummer


def _send(lop: Lop, *husstander: str) -> str:
    """B-071: to a kommune with places for enslige mindreårige."""
    imdi = _imdi(lop)
    imdi.goto("/imdi/fordeling/")
    lenke(imdi, "Lag ny liste")
    fordeling._filtrer(imdi, statsborgerskap=LAND, Kommune="Kristiansand (4204)", Plassår=str(lop.i_dag.year))
    expect(imdi.get_by_text("Bufetat bosetter").first).to_be_visible()
    for nummer in husstander:
        imdi.get_by_role("checkbox", name=f"Husstand {nummer}, 1 person").check()
    knapp(imdi, "Legg i utkast")
    imdi.wait_for_url(re.compile("/utkast/"))
    liste = imdi.url.split("/")[-3]
    lenke(imdi, "Se over listen")
    knapp(imdi, "Send listen")
    expect(imdi.get_by_text("Listen er sendt til Kristiansand.")).to_be_visible()
    return liste


def _svar_ja(lop: Lop, liste: str) -> None:
    """B-065: the household from abroad needs a week inside its window."""
    kari = lop.som("skriv.kristiansand")
    oppgave(kari, f"liste {liste}").get_by_role("link").first.click()
    for bokstav in "AB":
        husstand = kari.get_by_role("region", name=re.compile(f"^Husstand {bokstav}"))
        husstand.get_by_role("radio", name="Ja", exact=True).check()
        if "Overføringsflyktning" in husstand.inner_text():
            fordeling._velg_uke(lop, husstand)
    expect(kari.get_by_text("Svart: 2 av 2 husstander.")).to_be_visible()
    knapp(kari, "Se over svaret")
    knapp(kari, "Godkjenn svaret")
    overskrift(kari, "Svaret er godkjent")


def _fatt(lop: Lop, liste: str) -> None:
    imdi = _imdi(lop)
    oppgave(imdi, "Fatt vedtak").filter(has_text=f"liste {liste}").get_by_role("link").first.click()
    for bokstav in "AB":
        imdi.get_by_role("checkbox", name=f"{liste} {bokstav}").check()
    knapp(imdi, "Se over vedtakene")
    knapp(imdi, "Fatt vedtak")
    expect(imdi.get_by_text("Vedtak er fattet for 2 personer.")).to_be_visible()
