"""C.3: a household from registration to bosettingsklar."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from playwright.sync_api import expect

from imdinett.kjerne.nummer import duf_med_kontroll
from tests.e2e.hovedlop.lop import Lop, knapp, lenke, norsk, nummer_i, skriv, velg

LAND = "Etiopia"  # nobody else in the demo, so the filter finds them


@dataclass(frozen=True)
class Menneske:
    fornavn: str
    etternavn: str
    nummer: int
    fodt: date
    kjonn: str = "Kvinne"

    @property
    def duf(self) -> str:
        return duf_med_kontroll(2099, self.nummer)

    @property
    def navn(self) -> str:
        return f"{self.fornavn} {self.etternavn}"


PAR = (
    Menneske("Tsehay", "Hovedløp", 900_001, date(1991, 3, 12)),
    Menneske("Dawit", "Hovedløp", 900_002, date(1988, 7, 5), "Mann"),
)
ENSLIG = (Menneske("Kidist", "Mottaksløp", 900_003, date(1995, 11, 2)),)
KJENNETEGN = [verdi for en in (*PAR, *ENSLIG) for verdi in (en.fornavn, en.etternavn, en.duf, norsk(en.fodt))]


def registrer_husstander(lop: Lop) -> None:
    """Two who live privately, and one from a mottak."""
    lop.fant["par"] = _til_bosettingsklar(lop, PAR, "Privatboende")
    lop.fant["enslig"] = _til_bosettingsklar(lop, ENSLIG, "Mottak")


def _til_bosettingsklar(lop: Lop, folk: tuple[Menneske, ...], kategori: str) -> str:
    """Returns the household's number."""
    imdi = lop.som("bosetter_skriv.imdi")
    _registrer(lop, folk, kategori)
    nummer = nummer_i(imdi)
    _gi_tillatelse(lop)
    for en in folk:
        _kartlegg(lop, nummer, en, privat=kategori == "Privatboende")
    lenke(imdi, "Godkjenn kartleggingen")
    knapp(imdi, "Godkjenn")
    for en in folk:
        expect(imdi.get_by_role("row").filter(has_text=en.navn)).to_contain_text("Bosettingsklar")
    return nummer


def _registrer(lop: Lop, folk: tuple[Menneske, ...], kategori: str) -> None:
    imdi = lop.som("bosetter_skriv.imdi")
    imdi.goto("/imdi/personer/ny/")
    for _nr in folk[1:]:
        knapp(imdi, "Legg til en person")
    felles = imdi.get_by_role("region", name="Felles for husstanden")
    velg(felles, "Kategori", kategori)
    if kategori == "Mottak":
        velg(felles, "Mottak eller omsorgssenter", "Øvingsmottaket Nord")
    skriv(felles, {"Adresse nå": "Øvingsveien 7", "Postnummer": "0152"})
    for nr, en in enumerate(folk, start=1):
        omrade = imdi.get_by_role("region", name=f"Person {nr}")
        skriv(
            omrade,
            {
                "DUF-nummer": en.duf,
                "Fornavn": en.fornavn,
                "Etternavn": en.etternavn,
                "Fødselsdato": norsk(en.fodt),
                "Statsborgerskap": LAND,
            },
        )
        velg(omrade, "Kjønn", en.kjonn)
    knapp(imdi, "Registrer husstanden")
    expect(imdi).to_have_url(re.compile("/imdi/personer/husstand/"))


def _gi_tillatelse(lop: Lop) -> None:
    imdi = lop.som("bosetter_skriv.imdi")
    lenke(imdi, "Registrer tillatelse")
    velg(imdi, "Tillatelse", "flyktningstatus (utlendingsloven § 28)")
    skriv(imdi, {"Dato for tillatelsen": norsk(lop.i_dag - timedelta(days=3))})
    for kryss in imdi.get_by_role("checkbox").all():
        kryss.check()
    imdi.get_by_role("main").get_by_role("button").first.click()
    expect(imdi).to_have_url(re.compile(r"/husstand/[^/]+/(\?|$)"))


def _kartlegg(lop: Lop, husstand: str, en: Menneske, *, privat: bool) -> None:
    imdi = lop.som("bosetter_skriv.imdi")
    imdi.goto(f"/imdi/personer/husstand/{husstand}/")
    lenke(imdi, f"Kartlegging {en.navn}")
    dato = "Søknad mottatt" if privat else "Bosettingssamtale holdt"
    skriv(
        imdi,
        {
            dato: norsk(lop.i_dag - timedelta(days=1)),
            "Morsmål": "amharisk",
            "Utdanning": "bachelor i sykepleie",
            "Yrke": "sykepleier",
            "Planer for arbeid eller utdanning": "vil jobbe i helsesektoren",
        },
    )
    imdi.get_by_role("main").get_by_role("button").first.click()
    expect(imdi).not_to_have_url(re.compile("/kartlegging/"))
    imdi.goto(f"/imdi/personer/husstand/{husstand}/")
