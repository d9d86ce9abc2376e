"""ui.md 5.7: what kommuner have reported beside the households that are to be placed, and how well they fit.

IMDi's own pages only: the kommune sees nothing of this. Nobody who is shielded is weighed or counted (B-095).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from bosetting.anmodning.queries import Plassregnskap
from bosetting.anmodning.states import Onske
from bosetting.fordeling import kontroll, profil, rules
from bosetting.fordeling.profil import Kartlagt, Profilbehov, Profiltilbud
from bosetting.fordeling.venter import Ventende
from bosetting.innmelding import profilvisning
from bosetting.innmelding import queries as innmelding
from bosetting.innmelding.models import Bolig, EmKapasitet, Kommuneprofil, Selvbosettingsregel
from bosetting.innmelding.queries import Meldtuke
from bosetting.innmelding.rules import Behov, hindringer
from bosetting.innmelding.slag import boligtekst, ja_nei, kapasitetstekst
from bosetting.innmelding.states import Utdanningstilbud
from bosetting.person import rules as person_rules
from bosetting.person.models import Sak
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.web import norsk

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang

STOR_HUSSTAND = 5


# ---- the household
def boligbehov(saker: Sequence[Sak]) -> Behov:
    """W-10: before the answer no week is chosen, so the innreisefrist is what a home must be free by."""
    frister = [sak.innreisefrist for sak in saker if sak.innreisefrist]
    return Behov(personer=len(saker), er_em=any(sak.er_em for sak in saker), siste_dag=min(frister, default=None))


def husstandsbilde(rad: Ventende) -> rules.Husstandsbilde:
    i_dag = klokke.today()
    em = [sak for sak in rad.saker if sak.er_em]
    kartlegginger = [sak.kartlegging for sak in rad.saker if hasattr(sak, "kartlegging")]
    helse = any(en.helse_samtykke and en.behov_for_helsetjenester for en in kartlegginger)
    return rules.Husstandsbilde(
        personer=len(rad.saker),
        enslige_mindrearige=sum(not person_rules.er_bufetats(sak.person.fodselsdato, True, i_dag) for sak in em),
        trenger_tilrettelegging=any(en.tilretteleggingsbehov for en in kartlegginger),
        trenger_helsetjenester=helse,
        onsker=frozenset(_onsker(rad.saker, i_dag)),
        har_tilknytning=bool(_tilknytning(rad)),
        profil=profil.behov(_kartlagt(rad.saker, i_dag), rules.ungdom(i_dag), helse=helse),
    )


def _kartlagt(saker: Sequence[Sak], i_dag: date) -> Iterator[Kartlagt]:
    """W-18: school and work of those who are mapped. Of health no more than a yes or a no leaves the mapping."""
    for sak in saker:
        if kartlegging := getattr(sak, "kartlegging", None):
            yield Kartlagt(
                alder=person_rules.alder(sak.person.fodselsdato, i_dag),
                skolegang=kartlegging.skolegang,
                yrke=kartlegging.yrke,
                planer=kartlegging.planer,
            )


def _onsker(saker: Sequence[Sak], i_dag: date) -> set[str]:
    """W-13: the groups that a kommune can wish for, of which the household is one."""
    if any(sak.er_em for sak in saker):
        return {Onske.EM.value}
    ut = {Onske.STORE_HUSSTANDER.value} if len(saker) >= STOR_HUSSTAND else set()
    if any(person_rules.alder(sak.person.fodselsdato, i_dag) < person_rules.MYNDIG for sak in saker):
        ut.add(Onske.FAMILIER.value)
    elif len(saker) == 1:
        ut.add(Onske.ENSLIGE.value)
    return ut


def _tilknytning(rad: Ventende) -> set[int]:
    """Where close family lives that may be told of, and where AMOT houses (bosetting.md §5)."""
    return {familie.kommune_id for familie in rad.familie} | {
        sak.amot_kommune_id for sak in rad.saker if sak.amot_kommune_id
    }


# ---- the kommuner, the best fit first
@dataclass(frozen=True)
class Meldinger:
    """What kommuner have reported, by kommune."""

    boliger: Mapping[int, Sequence[Bolig]]
    uker: Mapping[int, Sequence[Meldtuke]]
    em: Mapping[int, Sequence[EmKapasitet]]
    profiler: Mapping[int, Kommuneprofil]


def meldinger(kommuner: Sequence[Kommune], bruker: "tilgang.Hvem") -> Meldinger:
    """B-081, B-085, B-086, W-18. Four queries whatever the number of kommuner."""
    ider = [kommune.pk for kommune in kommuner]
    return Meldinger(
        innmelding.alle_ledige_boliger(ider, bruker),
        innmelding.meldt_i_ukene_som_kommer(ider, bruker),
        innmelding.em_kapasitet(ider, bruker),
        innmelding.profiler(ider, bruker),
    )


@dataclass(frozen=True)
class Delrad:
    """A part of the score as it is shown: the number that it is made of beside the points that it gave."""

    navn: str
    tekst: str
    poeng: int
    av: int


@dataclass(frozen=True)
class Forslag:
    """A kommune with room for the household, and how well it fits."""

    kommune: Kommune
    ledig: int
    matching: rules.Matching
    deler: tuple[Delrad, ...]


def med_plass(
    kommuner: Sequence[Kommune], regnskap: Mapping[int, Plassregnskap], saker: Sequence[Sak]
) -> list[Kommune]:
    """B-028, B-071: those that a list with the household could be sent to. No query."""
    em = sum(sak.er_em for sak in saker)
    return [en for en in kommuner if kontroll.har_plass(en, regnskap[en.pk], personer=len(saker), em=em)]


def forslag(
    kommuner: Sequence[Kommune], regnskap: Mapping[int, Plassregnskap], meldt: Meldinger, rad: Ventende
) -> list[Forslag]:
    """By points, then by free places. No query."""
    i_dag = klokke.today()
    husstand, vekter, naer_km = husstandsbilde(rad), rules.matchvekter(i_dag), rules.naer_sykehus(i_dag)
    ut = []
    for kommune in kommuner:
        bilde = kommunebilde(regnskap[kommune.pk], meldt, rad)
        poeng = rules.matching(bilde, husstand, vekter, naer_km=naer_km)
        ut.append(Forslag(kommune, bilde.ledig, poeng, _delrader(poeng, bilde, husstand)))
    return sorted(ut, key=lambda en: (-en.matching.poeng, -en.ledig, en.kommune.sortering))


def kommunebilde(regnskap: Plassregnskap, meldt: Meldinger, rad: Ventende) -> rules.Kommunebilde:
    pk, er_em = regnskap.kommune_id, any(sak.er_em for sak in rad.saker)
    plasser, em_plasser = regnskap.plasser or 0, regnskap.plasser_em or 0
    passer = innmelding.som_passer(meldt.boliger[pk], boligbehov(rad.saker))
    perioder = [(sak.tidligst_ankomst, sak.innreisefrist) for sak in rad.saker]
    vindu, veies = rules.ukevindu(perioder, kreves=False), rules.matchuker(regnskap.aar)
    siste = min(uke for uke in (vindu.til, veies.til) if uke)
    return rules.Kommunebilde(
        ledig=(regnskap.ledig_em if er_em else regnskap.ledig_ordinaer) or 0,
        plasser=em_plasser if er_em else plasser - em_plasser,
        meldt=sum(en.ledig for en in meldt.uker[pk] if vindu.har(en.uke) and veies.har(en.uke)),
        boliger=len(passer),
        em_kapasitet=sum(en.antall for en in meldt.em[pk] if (en.uke_aar, en.uke) <= siste),
        kan_tilrettelegge=Onske.TILRETTELAGT_BOLIG in regnskap.onsker or any(en.universell_utforming for en in passer),
        kan_helsetjenester=Onske.HELSEBEHOV in regnskap.onsker,
        onsker=frozenset(regnskap.onsker),
        er_tilknyttet=pk in _tilknytning(rad),
        profil=_profil(meldt.profiler.get(pk)),
    )


def _profil(skrevet: Kommuneprofil | None) -> Profiltilbud | None:
    if skrevet is None:
        return None
    return Profiltilbud(
        utdanning=frozenset(skrevet.utdanning), yrker=tuple(skrevet.yrker), sykehus_km=skrevet.sykehus_km
    )


def _delrader(
    matching: rules.Matching, kommune: rules.Kommunebilde, husstand: rules.Husstandsbilde
) -> tuple[Delrad, ...]:
    navn = {
        "tilknytning": _("Nær familie eller AMOT"),
        "ledig": _("Ledige plasser"),
        "meldt": _("Meldt inn de nærmeste ukene"),
        "bolig": _("Boliger som passer"),
        "behov": _("Særlige behov"),
        "onske": _("Ønsker"),
        "utdanning": _("Utdanning"),
        "arbeid": _("Yrker det er behov for"),
        "helse": _("Nærmeste sykehus"),
    }
    tekst = {
        "tilknytning": ja_nei(kommune.er_tilknyttet),
        "ledig": _("%(ledig)d av %(plasser)d") % {"ledig": kommune.ledig, "plasser": kommune.plasser},
        "meldt": norsk.tall(kommune.meldt),
        "bolig": norsk.tall(kommune.boliger),
        "behov": ", ".join(_behovstekster(kommune, husstand)),
        "onske": ja_nei(bool(kommune.onsker & husstand.onsker)),
        **(_profiltekster(kommune.profil, husstand.profil) if kommune.profil else {}),
    }
    return tuple(
        Delrad(navn[del_.kode], tekst[del_.kode], del_.poeng, del_.av)
        for del_ in matching.deler
        if del_.poeng is not None
    )


def _profiltekster(tilbud: Profiltilbud, behov: Profilbehov) -> dict[str, str]:
    """W-18: each step of school that the household needs, the occupations that are asked for, and how far it is."""
    utdanning = (
        _("%(hva)s: %(svar)s") % {"hva": Utdanningstilbud(kode).label, "svar": ja_nei(kode in tilbud.utdanning).lower()}
        for kode in sorted(behov.utdanning)
    )
    return {
        "utdanning": ", ".join(norsk.i_setning(tekst) for tekst in utdanning),
        "arbeid": ", ".join(profil.treff(tilbud.yrker, behov.arbeid)) or _("ingen treff"),
        "helse": profilvisning.sykehustekst(tilbud.sykehus_km),
    }


def _behovstekster(kommune: rules.Kommunebilde, husstand: rules.Husstandsbilde) -> Iterator[str]:
    if husstand.enslige_mindrearige:
        yield _("plass til %(antall)d enslige mindreårige meldt inn") % {"antall": kommune.em_kapasitet}
    if husstand.trenger_tilrettelegging:
        yield _("tilrettelagt bolig: %(svar)s") % {"svar": ja_nei(kommune.kan_tilrettelegge).lower()}
    if husstand.trenger_helsetjenester:
        yield _("helsetjenester: %(svar)s") % {"svar": ja_nei(kommune.kan_helsetjenester).lower()}


# ---- one kommune
@dataclass(frozen=True)
class Boligrad:
    """A free home: whom of those who are to be placed it suits, or what keeps it from suiting."""

    tekst: str
    pk: int
    passer: tuple[str, ...] = ()
    hindringer: tuple[str, ...] = ()


def boligrader(boliger: Sequence[Bolig], husstander: Mapping[str, Sequence[Sak]]) -> list[Boligrad]:
    """W-10: those that suit somebody first. `husstander` are those who are to be placed, by name. No query."""
    rader = [_boligrad(bolig, husstander) for bolig in boliger]
    return sorted(rader, key=lambda rad: not rad.passer)


def _boligrad(bolig: Bolig, husstander: Mapping[str, Sequence[Sak]]) -> Boligrad:
    tilbud = innmelding.tilbud(bolig)
    hindrer = {navn: hindringer(tilbud, boligbehov(saker)) for navn, saker in husstander.items()}
    passer = tuple(navn for navn, hva in hindrer.items() if not hva)
    hva = dict.fromkeys(tekst for en in hindrer.values() for tekst in en)
    return Boligrad(boligtekst(bolig), bolig.pk, passer, () if passer else tuple(hva))


def med_boliger(rader: Iterable[Ventende], boliger: Sequence[Bolig]) -> list[Ventende]:
    """W-10: each of those who wait with the homes that suit it. No query."""
    return [
        replace(rad, boliger=tuple(boligtekst(en) for en in innmelding.som_passer(boliger, boligbehov(rad.saker))))
        for rad in rader
    ]


@dataclass(frozen=True)
class Meldt:
    """What one kommune has told IMDi: the weeks that are weighed, how many in other weeks, EM capacity, its rule and
    its profile."""

    uker: tuple[Meldtuke, ...]
    andre_uker: int
    em: tuple[str, ...]
    regel: Selvbosettingsregel | None
    profil: Kommuneprofil | None


def meldt_av(kommune: Kommune, aar: int, meldt: Meldinger, bruker: "tilgang.Hvem") -> Meldt:
    """B-061, B-081, B-086. One query."""
    veies = rules.matchuker(aar)
    return Meldt(
        uker=tuple(en for en in meldt.uker[kommune.pk] if veies.har(en.uke)),
        andre_uker=sum(en.meldt for en in meldt.uker[kommune.pk] if not veies.har(en.uke)),
        em=tuple(kapasitetstekst(en) for en in meldt.em[kommune.pk]),
        regel=Selvbosettingsregel.objects.all().synlig_for(bruker).gjeldende_for(kommune),
        profil=meldt.profiler.get(kommune.pk),
    )
