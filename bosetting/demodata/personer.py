"""Fictitious people: invented names, DUF numbers of the year 2099, the same every time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from bosetting.person.rules import Kartleggingssvar, NyPerson, Tillatelse
from bosetting.person.states import Kategori, Kjonn, Tillatelsestype
from imdinett.kjerne import klokke
from imdinett.kjerne.nummer import duf_med_kontroll, fodselsnummer_type
from imdinett.kommune.models import Enhet


@dataclass(frozen=True)
class Land:
    navn: str
    andel: int
    morsmaal: str
    andre: tuple[str, ...]
    kvinner: tuple[str, ...]
    menn: tuple[str, ...]


LAND = (
    Land(
        "Ukraina",
        66,
        "ukrainsk",
        ("russisk", "engelsk"),
        ("Olena", "Iryna", "Kateryna", "Daryna", "Sofija", "Alina"),
        ("Andrij", "Taras", "Bohdan", "Maksym", "Ivan", "Danylo"),
    ),
    Land(
        "Syria",
        14,
        "arabisk",
        ("engelsk", "kurmanji"),
        ("Sara", "Noor", "Rima", "Hala", "Layla"),
        ("Omar", "Yousef", "Karim", "Samir", "Adam"),
    ),
    Land("Afghanistan", 8, "dari", ("pashto",), ("Zahra", "Maryam", "Farida"), ("Reza", "Ali", "Hamid")),
    Land("Eritrea", 6, "tigrinja", ("arabisk",), ("Selam", "Senait", "Rahel"), ("Yonas", "Filmon", "Abel")),
    Land("DR Kongo", 6, "swahili", ("fransk", "lingala"), ("Grace", "Esther", "Aline"), ("Patrick", "Joel", "Moïse")),
)
ETTERNAVN = ("Eksempel", "Prøve", "Øvelse", "Mønster", "Skisse", "Utkast", "Demo", "Påfunn")
YRKER = (
    ("sykepleier", "bachelor i sykepleie"),
    ("snekker", "fagutdanning"),
    ("lærer", "master i pedagogikk"),
    ("kokk", "fagutdanning"),
    ("regnskapsfører", "bachelor i økonomi"),
    ("programvareutvikler", "bachelor i informatikk"),
    ("sjåfør", "videregående skole"),
    ("butikkmedarbeider", "videregående skole"),
    ("bonde", "grunnskole"),
    ("", "grunnskole"),
)
PLANER = ("vil ta fagbrev", "vil studere", "vil jobbe i helsesektoren", "ser etter arbeid i yrket sitt", "")
# What the folder has beside: drawn from the number of the person, so that everybody else is the one they were.
AKTIVITETER = ("spiller fotball i et lag", "synger i kor", "går på språkkafé", "")
INTERESSER = ("matlaging", "musikk og dans", "datamaskiner", "hagebruk", "")
MERKNADER = ("Har vitnemålene med seg, ikke oversatt.", "", "", "Vil gjerne ta førerkort.", "", "")
NETTVERK = ("en tante i Oslo", "ingen", "venner fra hjemstedet i Trondheim", "en fetter i Bergen", "")
# (months): how long each permit holds. Invented.
GYLDIG_MAANEDER = {Tillatelsestype.KOLLEKTIV: 12, Tillatelsestype.HUMANITAERT: 24}
KONTAKTER = ("Mona Eksempel", "Rune Eksempel", "Tove Eksempel")
BEHOV = ("", "", "", "", "", "bolig uten trapper", "nær barnehage", "tolk med kvinnelig tolk")
# How large households are: a share per size.
STORRELSER = (1,) * 44 + (2,) * 25 + (3,) * 16 + (4,) * 10 + (5,) * 5


@dataclass(frozen=True)
class Husstandsplan:
    """One household as it will be registered, and the facts that come later."""

    personer: tuple[NyPerson, ...]
    svar: tuple[Kartleggingssvar, ...]
    tillatelse: Tillatelse
    kategori: Kategori
    er_em: bool


def husstander(antall: int, *, fro: int, dag: date, mottak: list[Enhet], fra_nummer: int) -> Iterator[Husstandsplan]:
    """`antall` households as of `dag`. Numbers run from `fra_nummer`, so that no DUF comes twice."""
    rng = Random(fro)  # noqa: S311  # invented people, not secrets
    nummer = fra_nummer
    for _nr in range(antall):
        plan = _husstand(rng, dag, mottak, nummer)
        nummer += len(plan.personer)
        yield plan


@dataclass(frozen=True)
class _Felles:
    """What the members of one household share."""

    land: Land
    kategori: Kategori
    er_em: bool
    etternavn: str
    adresse: str
    mottak: Enhet | None
    dag: date

    @property
    def kontakt(self) -> str:
        """The same for all who live in the same place."""
        return KONTAKTER[len(self.mottak.navn) % len(KONTAKTER)] if self.mottak else ""


def _husstand(rng: Random, dag: date, mottak: list[Enhet], nummer: int) -> Husstandsplan:
    land = rng.choices(LAND, [land.andel for land in LAND])[0]
    er_em = rng.random() < 0.03
    kategori = _kategori(rng, land, er_em)
    felles = _Felles(
        land,
        kategori,
        er_em,
        rng.choice(ETTERNAVN),
        f"Øvingsveien {rng.randint(1, 90)}",
        rng.choice(mottak) if kategori == Kategori.MOTTAK else None,
        dag,
    )
    storrelse = 1 if er_em else rng.choice(STORRELSER)
    personer = tuple(_person(rng, felles, plass, nummer + plass) for plass in range(storrelse))
    return Husstandsplan(
        personer,
        tuple(_svar(rng, felles, ny) for ny in personer),
        _tillatelse(land, kategori, dag - timedelta(days=rng.randint(1, 20))),
        kategori,
        er_em,
    )


def _kategori(rng: Random, land: Land, er_em: bool) -> Kategori:
    if land.navn == "DR Kongo":
        return Kategori.OVERFORINGSFLYKTNING
    if er_em:
        return Kategori.MOTTAK
    return rng.choices([Kategori.MOTTAK, Kategori.PRIVATBOENDE, Kategori.AMOT], [62, 28, 10])[0]


def _tillatelse(land: Land, kategori: Kategori, gitt: date) -> Tillatelse:
    if kategori == Kategori.OVERFORINGSFLYKTNING:
        type_ = Tillatelsestype.OVERFORING
    else:
        type_ = Tillatelsestype.KOLLEKTIV if land.navn == "Ukraina" else Tillatelsestype.FLYKTNING
    return Tillatelse(type=type_, dato=gitt, gyldig_til=klokke.om_maaneder(gitt, GYLDIG_MAANEDER.get(type_, 36)))


def _person(rng: Random, felles: _Felles, plass: int, nummer: int) -> NyPerson:
    kjonn = rng.choice((Kjonn.KVINNE, Kjonn.MANN))
    fodt = date(felles.dag.year - _alder(rng, felles, plass), rng.randint(1, 12), rng.randint(1, 28))
    overforing = felles.kategori == Kategori.OVERFORINGSFLYKTNING
    ny = NyPerson(
        duf_nummer=duf_med_kontroll(2099, nummer),
        fornavn=rng.choice(felles.land.kvinner if kjonn == Kjonn.KVINNE else felles.land.menn),
        etternavn=felles.etternavn,
        fodselsdato=fodt,
        fodselsnummer=nummer_for(fodt, nummer, dnr=True),
        kjonn=kjonn,
        statsborgerskap=felles.land.navn,
        kategori=felles.kategori,
        er_em=felles.er_em,
        adresse=felles.adresse,
        postnummer="0152",
        poststed="Oslo",
        mottak=felles.mottak,
        bosted_fra=felles.dag - timedelta(days=40) if felles.mottak else None,
        kontakt_navn=felles.kontakt,
        kontakt_telefon="22 24 00 00" if felles.kontakt else "",
        tidligst_ankomst=felles.dag + timedelta(days=30) if overforing else None,
        innreisefrist=felles.dag + timedelta(days=400) if overforing else None,
    )
    return _med_representant(rng, ny) if felles.er_em else ny


def _alder(rng: Random, felles: _Felles, plass: int) -> int:
    """Two adults at most; an enslig mindreårig is 16 or 17 for as long as the demo year lasts."""
    if felles.er_em:
        return 16
    return rng.randint(21, 63) if plass < 2 else rng.randint(2, 17)


def _med_representant(rng: Random, ny: NyPerson) -> NyPerson:
    return replace(
        ny,
        representant_navn=f"Representant {rng.choice(ETTERNAVN)}",
        representant_adresse="Vergeveien 4",
        representant_postnummer="0155",
        representant_poststed="Oslo",
    )


def _svar(rng: Random, felles: _Felles, ny: NyPerson) -> Kartleggingssvar:
    land = felles.land
    barn = felles.dag.year - ny.fodselsdato.year < 18
    yrke, utdanning = ("", "skoleelev") if barn else rng.choice(YRKER)
    helse = rng.random() < 0.06
    samtale = felles.dag - timedelta(days=1)
    nr = int(ny.duf_nummer[4:10])
    return Kartleggingssvar(
        morsmaal=land.morsmaal,
        samtale_dato=None if felles.kategori == Kategori.PRIVATBOENDE else samtale,
        soknad_dato=samtale if felles.kategori == Kategori.PRIVATBOENDE else None,
        tolkesprak=land.morsmaal,
        andre_sprak=() if barn else land.andre[: rng.randint(0, len(land.andre))],
        utdanning=utdanning,
        yrke=yrke,
        planer="" if barn else rng.choice(PLANER),
        aktiviteter=AKTIVITETER[nr % len(AKTIVITETER)],
        interesser=INTERESSER[nr % len(INTERESSER)],
        merknad="" if barn else MERKNADER[nr % len(MERKNADER)],
        nettverk=NETTVERK[nr % len(NETTVERK)],
        tilretteleggingsbehov=rng.choice(BEHOV),
        behov_for_helsetjenester="oppfølging hos spesialist" if helse else "",
        helse_samtykke=helse,
        kjaledyr=rng.random() < 0.04,
    )


def nummer_for(fodt: date, lopenummer: int, *, dnr: bool = False) -> str:
    """A synthetic number (month + 80), as Skatteetaten makes them for tests."""
    kropp = f"{fodt.day + 40 * dnr:02d}{fodt.month + 80:02d}{fodt:%y}{lopenummer % 1000:03d}"
    mulige = (f"{kropp}{siffer:02d}" for siffer in range(100))
    return next(ett for ett in mulige if fodselsnummer_type(ett, syntetisk=True))


def ny_person(nummer: int, *, fodt: date, kategori: Kategori, **felt: Any) -> NyPerson:
    """One person of the demo outside the batches."""
    return NyPerson(
        duf_nummer=duf_med_kontroll(2099, nummer),
        fornavn=f"Sara {nummer % 100}",
        etternavn="Eksempel",
        fodselsdato=fodt,
        kjonn=Kjonn.KVINNE,
        statsborgerskap="Afghanistan",
        kategori=kategori,
        adresse="Øvingsveien 100",
        postnummer="0152",
        poststed="Oslo",
        **felt,
    )
