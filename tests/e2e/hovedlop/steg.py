"""From registration to decision for those who are not in the main run, one step each."""

import re
from datetime import timedelta

from playwright.sync_api import Locator, Page, expect

from imdinett.kjerne import klokke
from tests.e2e.hovedlop import fordeling, person
from tests.e2e.hovedlop.lop import Lop, knapp, lenke, norsk, nummer_i, oppgave, overskrift, skriv, velg
from tests.e2e.hovedlop.person import LAND, Menneske


def hos_imdi(lop: Lop) -> Page:
    return lop.som("bosetter_skriv.imdi")


def godkjenn(lop: Lop, nummer: str, *folk: Menneske) -> None:
    imdi = hos_imdi(lop)
    imdi.goto(f"/imdi/personer/husstand/{nummer}/")
    lenke(imdi, "Godkjenn kartleggingen")
    knapp(imdi, "Godkjenn")
    for en in folk:
        expect(imdi.get_by_role("row").filter(has_text=en.navn)).to_contain_text("Bosettingsklar")


def registrert(lop: Lop, folk: tuple[Menneske, ...], kategori: str, *, mottak: str = "") -> str:
    """Bosettingsklar; returns the household's number. In a mottak it is a child alone, with whom the rest came."""
    imdi = hos_imdi(lop)
    imdi.goto("/imdi/personer/ny/")
    for _nr in folk[1:]:
        knapp(imdi, "Legg til en person")
    felles = imdi.get_by_role("region", name="Felles for husstanden")
    velg(felles, "Kategori", kategori)
    skriv(felles, {"Adresse nå": "Øvingsveien 7", "Postnummer": "0152"})
    if mottak:
        velg(felles, "Mottak eller omsorgssenter", mottak)
    else:
        vindu = {"Tidligst mulig ankomst": lop.i_dag, "Innreisefrist": lop.i_dag + timedelta(days=120)}
        skriv(felles, {navn: norsk(dag) for navn, dag in vindu.items()})
    for nr, en in enumerate(folk, start=1):
        omrade = imdi.get_by_role("region", name=f"Person {nr}")
        fakta = {"DUF-nummer": en.duf, "Fornavn": en.fornavn, "Etternavn": en.etternavn, "Fødselsdato": norsk(en.fodt)}
        skriv(omrade, {**fakta, "Statsborgerskap": LAND})
        velg(omrade, "Kjønn", en.kjonn)
        if mottak and nr == 1:
            _alene(omrade)
        elif mottak:
            omrade.get_by_role("checkbox", name="Følgeperson til en enslig mindreårig", exact=True).check()
    knapp(imdi, "Registrer husstanden")
    expect(imdi).to_have_url(re.compile("/imdi/personer/husstand/"))
    nummer = nummer_i(imdi)
    person._gi_tillatelse(lop)
    for en in folk:
        person._kartlegg(lop, nummer, en, privat=False)
    godkjenn(lop, nummer, *folk)
    return nummer


def _alene(omrade: Locator) -> None:
    omrade.get_by_role("checkbox", name="Enslig mindreårig", exact=True).check()
    skriv(
        omrade,
        {
            "Representantens navn": "Representant Eksempel",
            "Representantens adresse": "Vergeveien 4",
            "Representantens postnummer": "0155",
        },
    )


def legg_i_utkast(lop: Lop, kommune: str, *husstander: str) -> None:
    imdi = hos_imdi(lop)
    imdi.goto("/imdi/fordeling/ny/")
    fordeling._filtrer(imdi, statsborgerskap=LAND, Kommune=kommune, Plassår=str(lop.i_dag.year))
    for nummer in husstander:
        imdi.get_by_role("checkbox", name=re.compile(f"^Husstand {nummer}, ")).check()
    knapp(imdi, "Legg i utkast")
    imdi.wait_for_url(re.compile("/utkast/"))


def send(lop: Lop, *husstander: str, em: str = "Bufetat bosetter") -> str:
    """B-071: to a kommune with places for enslige mindreårige. `em` is what the builder says of them."""
    imdi = hos_imdi(lop)
    legg_i_utkast(lop, "Kristiansand (4204)", *husstander)
    liste = imdi.url.split("/")[-3]
    expect(imdi.get_by_role("main")).to_contain_text(em)
    lenke(imdi, "Se over listen")
    expect(imdi.get_by_role("main")).to_contain_text("herav 1 enslig mindreårig")
    knapp(imdi, "Send listen")
    expect(imdi.get_by_text("Listen er sendt til Kristiansand.")).to_be_visible()
    return liste


def svar_ja(lop: Lop, liste: str, *folk: Menneske) -> dict[str, str]:
    """B-034, B-065: none of them is named, and the household from abroad needs a week inside its window. Returns which
    letter each kind of household has."""
    kari = lop.som("skriv.kristiansand")
    oppgave(kari, f"liste {liste}").get_by_role("link").first.click()
    husstander = kari.get_by_role("region", name=re.compile("^Husstand [A-Z]"))
    slag = {}
    for bokstav in [husstander.nth(nr).get_attribute("id") or "" for nr in range(husstander.count())]:
        husstand = kari.locator(f"#{bokstav}")
        husstand.get_by_role("radio", name="Ja", exact=True).check()
        fra_utlandet = "Overføringsflyktning" in husstand.inner_text()
        slag["Overføringsflyktning" if fra_utlandet else "Mottak"] = bokstav[-1]
        if fra_utlandet:
            _uke_i_vinduet(lop, husstand, bokstav[-1])
    kilde = kari.content()
    assert [en.navn for en in folk if en.etternavn in kilde or en.duf in kilde] == []
    knapp(kari, "Se over svaret")
    knapp(kari, "Godkjenn svaret")
    overskrift(kari, "Svaret er godkjent")
    return slag


def _uke_i_vinduet(lop: Lop, husstand: Locator, bokstav: str) -> None:
    """B-065: the weeks go from tidligst mulig ankomst to innreisefrist, and a yes without one is refused."""
    kari = lop.som("skriv.kristiansand")
    felt = husstand.get_by_role("combobox", name=re.compile("^Ønsket bosettingsuke"))
    uker = [verdi for valg in felt.locator("option").all() if (verdi := valg.get_attribute("value"))]
    forste, siste = (klokke.isouke(lop.i_dag + timedelta(days=dager)) for dager in (0, 120))
    assert [uker[0], uker[-1]] == [f"{aar:04d}-{uke:02d}" for aar, uke in (forste, siste)]
    expect(kari.locator("#lagret")).to_contain_text("Lagret")
    knapp(kari, "Se over svaret")
    mangel = f"Husstand {bokstav} mangler bosettingsuke. Den må være med for overføringsflyktninger."
    expect(kari.get_by_role("main")).to_contain_text(mangel)
    lenke(kari, f"Endre svar for husstand {bokstav}")
    fordeling._velg_uke(lop, husstand)
    expect(kari.locator("#lagret")).to_contain_text("Lagret")


def fatt(lop: Lop, liste: str, personer: int) -> None:
    imdi = hos_imdi(lop)
    oppgave(imdi, "Fatt vedtak").filter(has_text=f"liste {liste}").get_by_role("link").first.click()
    husstander = imdi.get_by_role("checkbox", name=re.compile(f"^{liste} [A-Z]"))
    expect(husstander.first).to_be_visible()
    for kryss in husstander.all():
        kryss.check()
    knapp(imdi, "Se over vedtakene")
    knapp(imdi, "Fatt vedtak")
    expect(imdi.get_by_text(f"Vedtak er fattet for {personer} personer.")).to_be_visible()
