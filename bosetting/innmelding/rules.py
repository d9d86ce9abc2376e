"""What a report must hold, who may do what with it, and which home suits which household. No queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from bosetting.innmelding.states import Aldersgruppe, Passer
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.nummer import bare_siffer, duf_har_form
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.innmelding.models import Innmelding

STORSTE_ANTALL = 999
MINSTE_BEGRUNNELSE = 10
MAKS_FILER = 8
# W-18: farther than it is from anywhere in the country. A short word would be found in others.
STORSTE_AVSTAND, MAKS_YRKER, MINSTE_YRKE, STORSTE_YRKE = 2000, 20, 4, 40


def kan_melde_inn(bruker: "tilgang.Hvem", kommune_id: int) -> bool:
    """B-002: the kommune itself, by its skriv role; it also cancels."""
    return tilgang.har(bruker, Rettighet.INNMELDING_SKRIV, kommune_id)


def kan_behandle(bruker: "tilgang.Hvem") -> bool:
    return tilgang.har_imdi(bruker, Rettighet.INNMELDING_BEHANDLE)


def kan_kansellere(bruker: "tilgang.Hvem", innmelding: "Innmelding") -> bool:
    return kan_melde_inn(bruker, innmelding.kommune_id)


# ---- what is reported
@dataclass(frozen=True, kw_only=True)
class NyBolig:
    omrade: str
    type: str
    soverom: int
    maks_personer: int
    ledig_fra: date
    passer_for: tuple[str, ...]
    husleie: int | None = None
    universell_utforming: bool = False
    merknad: str = ""


@dataclass(frozen=True, kw_only=True)
class NyBestemtPerson:
    duf_nummer: str
    navn: str
    relasjon: str
    begrunnelse: str
    bolig_kjent: bool = False
    avtalt_selvbosetting: bool = False


@dataclass(frozen=True, kw_only=True)
class NyEmKapasitet:
    antall: int
    uke: tuple[int, int]
    aldersgruppe: str
    dognbemannet: bool = False
    saerskilte_forhold: str = ""


@dataclass(frozen=True, kw_only=True)
class NyePlasser:
    """The week is (ISO year, week)."""

    maks_antall_personer: int
    uke: tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Regelinnhold:
    """W-17: what the kommune publishes about avtalt selvbosetting."""

    tillatt: bool
    malgrupper: str = ""
    kriterier: str = ""


@dataclass(frozen=True, kw_only=True)
class Profilinnhold:
    """W-18: what the kommune publishes of school, health and work."""

    utdanning: tuple[str, ...]
    sykehus_km: int
    yrker: tuple[str, ...] = ()
    arbeidsmarked: str = ""
    helsetilbud: str = ""


def kontroller_bolig(ny: NyBolig) -> None:
    if not 1 <= ny.maks_personer <= STORSTE_ANTALL:
        raise Domenefeil("maks_utenfor", _("Høyst antall personer må være minst 1."), felt="maks_personer")
    if not 0 <= ny.soverom <= STORSTE_ANTALL:
        raise Domenefeil("soverom_utenfor", _("Soverom kan ikke være under 0."), felt="soverom")
    if ny.husleie is not None and ny.husleie < 0:
        raise Domenefeil("husleie_negativ", _("Husleie kan ikke være under 0."), felt="husleie")
    if not ny.passer_for:
        raise Domenefeil("passer_ingen", _("Velg minst én gruppe boligen passer for."), felt="passer_for")
    if not ny.omrade.strip():
        raise Domenefeil("uten_omrade", _("Adresse eller område må fylles ut."), felt="omrade")


def kontroller_person(ny: NyBestemtPerson) -> None:
    """B-098: only the form of the number. Whether the person exists is not asked here, so nothing can leak (T6)."""
    if not duf_har_form(bare_siffer(ny.duf_nummer)):
        melding = _("DUF-nummeret må ha 12 sifre og begynne med et årstall, for eksempel 2099 123456 08.")
        raise Domenefeil("b098_form", melding, felt="duf_nummer")
    if not ny.navn.strip():
        raise Domenefeil("uten_navn", _("Navn må fylles ut."), felt="navn")
    if len(ny.begrunnelse.strip()) < MINSTE_BEGRUNNELSE:
        melding = _("Begrunnelsen må ha minst %(antall)d tegn.") % {"antall": MINSTE_BEGRUNNELSE}
        raise Domenefeil("kort_begrunnelse", melding, felt="begrunnelse")


def kontroller_plasser(ny: NyePlasser) -> None:
    """B-080, B-084: some persons, and a week that exists, has not passed and is within sight."""
    if not 1 <= ny.maks_antall_personer <= STORSTE_ANTALL:
        melding = _("Maks antall personer må være fra 1 til %(storst)d (B-080).") % {"storst": STORSTE_ANTALL}
        raise Domenefeil("b080_antall_utenfor", melding, felt="maks_antall_personer")
    kontroller_uke(ny.uke)


def kontroller_onsket(antall: int) -> None:
    """W-09: in the grid 0 takes away what was reported."""
    if not 0 <= antall <= STORSTE_ANTALL:
        melding = _("Antallet i en uke må være fra 0 til %(storst)d.") % {"storst": STORSTE_ANTALL}
        raise Domenefeil("antall_utenfor", melding)


def kontroller_uke(uke: tuple[int, int]) -> None:
    """B-084: years have 52 or 53 weeks, and the ISO year decides which year a week is in."""
    aar, nummer = uke
    aarene = plan_aar()
    if aar > aarene[-1]:
        melding = _("Uken er for langt fram. Velg en uke til og med %(aar)d.") % {"aar": aarene[-1]}
        raise Domenefeil("uke_for_langt_fram", melding, felt="uke")
    if uke < klokke.isouke(klokke.today()):
        raise Domenefeil("b084_uke_passert", _("Uken er passert. Velg en senere uke (B-084)."), felt="uke")
    if not 1 <= nummer <= klokke.uker_i(aar):
        melding = _("%(aar)d har ingen uke %(uke)d. Velg en uke fra 1 til %(siste)d.")
        verdier = {"aar": aar, "uke": nummer, "siste": klokke.uker_i(aar)}
        raise Domenefeil("uke_finnes_ikke", melding % verdier, felt="uke")


def plan_aar() -> range:
    """The ISO years that a plan can be made for: the one we are in, and those within sight."""
    aar, _uke = klokke.isouke(klokke.today())
    return range(aar, aar + settings.TIDSPLAN_AAR_FRAM + 1)


def ledig(meldt: int, opptatt: int) -> int:
    """B-083: what is reported binds nobody, so a week may have more persons than room; then nothing is left."""
    return max(meldt - opptatt, 0)


# ---- W-09: another number in a week
@dataclass(frozen=True)
class Aktiv:
    """An innmelding that counts in a week."""

    pk: int
    antall: int


@dataclass(frozen=True)
class Ukeendring:
    """What is sent so that a week comes to another number."""

    kanselleres: tuple[Aktiv, ...] = ()
    nytt: int = 0

    @property
    def er_tom(self) -> bool:
        return not self.kanselleres and not self.nytt


def ukeendring(aktive: Sequence[Aktiv], onsket: int) -> Ukeendring:
    """B-082, W-09: to raise, one more; to lower, cancel the newest until there are too few, and send the rest anew."""
    beholdes = list(aktive)
    kanselleres: list[Aktiv] = []
    while sum(en.antall for en in beholdes) > onsket:
        kanselleres.append(beholdes.pop())
    return Ukeendring(tuple(kanselleres), onsket - sum(en.antall for en in beholdes))


def kontroller_em_kapasitet(ny: NyEmKapasitet) -> None:
    """B-084, B-086, B-087: from 15 years, for a week that has not passed."""
    if ny.aldersgruppe == Aldersgruppe.UNDER_15:
        melding = _(
            "Barn under 15 år bosettes av Bufetat, ikke av IMDi. Meld kapasiteten til Bufetats region i stedet (B-087)."
        )
        raise Domenefeil("b087_bufetat", melding, felt="aldersgruppe")
    if not 1 <= ny.antall <= STORSTE_ANTALL:
        raise Domenefeil("antall_utenfor", _("Antall plasser må være minst 1."), felt="antall")
    if ny.uke < klokke.isouke(klokke.today()):
        raise Domenefeil("b084_uke_passert", _("Uken er passert. Velg en senere uke (B-084)."), felt="uke")


def kontroller_regel(innhold: Regelinnhold) -> None:
    """W-17: a kommune that allows it says to whom and on what terms."""
    if innhold.tillatt and not innhold.kriterier.strip():
        melding = _("Skriv hvilke kriterier kommunen har, så alle får samme svar.")
        raise Domenefeil("uten_kriterier", melding, felt="kriterier")


def kontroller_profil(innhold: Profilinnhold) -> None:
    """W-18: a place somewhere in the country, and occupations that can be looked for in a text."""
    if not 0 <= innhold.sykehus_km <= STORSTE_AVSTAND:
        melding = _("Kilometer til nærmeste sykehus må være fra 0 til %(storst)d.") % {"storst": STORSTE_AVSTAND}
        raise Domenefeil("avstand_utenfor", melding, felt="sykehus_km")
    if len(innhold.yrker) > MAKS_YRKER:
        melding = _("Skriv høyst %(antall)d yrker.") % {"antall": MAKS_YRKER}
        raise Domenefeil("for_mange_yrker", melding, felt="yrker")
    for yrke in innhold.yrker:
        if not MINSTE_YRKE <= len(yrke) <= STORSTE_YRKE:
            melding = _("«%(yrke)s»: et yrke må ha fra %(minst)d til %(storst)d tegn.")
            verdier = {"yrke": yrke[:STORSTE_YRKE], "minst": MINSTE_YRKE, "storst": STORSTE_YRKE}
            raise Domenefeil("yrke_lengde", melding % verdier, felt="yrker")


def kontroller_svar(svar: str) -> None:
    if len(svar.strip()) < MINSTE_BEGRUNNELSE:
        melding = _("Svaret til kommunen må ha minst %(antall)d tegn.") % {"antall": MINSTE_BEGRUNNELSE}
        raise Domenefeil("kort_svar", melding, felt="svar")


# ---- W-10: which home suits which household
@dataclass(frozen=True)
class Tilbud:
    """What of a home decides whether it suits."""

    maks_personer: int
    passer_for: frozenset[str]
    ledig_fra: date


@dataclass(frozen=True)
class Behov:
    """What of a household decides it. `siste_dag`: when it must have moved in, if that is known."""

    personer: int
    er_em: bool = False
    siste_dag: date | None = None


def hindringer(bolig: Tilbud, husstand: Behov) -> tuple[str, ...]:
    """W-10: what keeps a home from suiting a household, in words: room for all, meant for such a one, free in time."""
    ut = []
    if husstand.personer > bolig.maks_personer:
        ut.append(_("for liten"))
    if not bolig.passer_for & _grupper(husstand):
        ut.append(_("ikke meldt inn for slike husstander"))
    if husstand.siste_dag is not None and bolig.ledig_fra > husstand.siste_dag:
        ut.append(_("ikke ledig i tide"))
    return tuple(ut)


def passer(bolig: Tilbud, husstand: Behov) -> bool:
    """W-10: nothing keeps it from suiting."""
    return not hindringer(bolig, husstand)


def _grupper(husstand: Behov) -> frozenset[str]:
    if husstand.er_em:
        return frozenset({Passer.EM.value})
    if husstand.personer == 1:
        return frozenset({Passer.ENSLIG.value, Passer.BOFELLESSKAP.value})
    return frozenset({Passer.FAMILIE.value})
