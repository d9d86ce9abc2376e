"""W-18: what a household needs of school, work and health held against what the kommune says it has. No queries.

P46: people move on from small kommuner for lack of education and health services. A help to look by, like all of the
score: what nobody has told counts on neither side.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from bosetting.innmelding.states import Utdanningstilbud
from bosetting.person.rules import MYNDIG
from bosetting.person.states import Skolegang

FULLFORT = frozenset({Skolegang.VIDEREGAENDE.value, Skolegang.FAG.value, Skolegang.HOYERE.value})
UTEN_VIDEREGAENDE = frozenset({Skolegang.INGEN.value, Skolegang.GRUNNSKOLE.value})
KAN_STUDERE = frozenset({Skolegang.VIDEREGAENDE.value, Skolegang.HOYERE.value})
# Words that plans of more education are written with, as they begin.
STUDIEORD = ("studer", "studi", "høyskole", "universitet", "bachelor", "master")


@dataclass(frozen=True)
class Ungdom:
    """The ages in which school goes on: from one, to before the other."""

    fra: int
    under: int


@dataclass(frozen=True, kw_only=True)
class Kartlagt:
    """What is known of one member."""

    alder: int
    skolegang: str = ""
    yrke: str = ""
    planer: str = ""


@dataclass(frozen=True, kw_only=True)
class Profilbehov:
    """Of a household. `arbeid` is what the grown-ups do and want to do; `helse` is a yes or a no (B-093)."""

    utdanning: frozenset[str] = frozenset()
    arbeid: tuple[str, ...] = ()
    helse: bool = False


INGEN_BEHOV = Profilbehov()


@dataclass(frozen=True, kw_only=True)
class Profiltilbud:
    """Of a kommune, as it has written it itself."""

    utdanning: frozenset[str]
    yrker: tuple[str, ...]
    sykehus_km: int


def behov(medlemmer: Iterable[Kartlagt], ungdom: Ungdom, *, helse: bool) -> Profilbehov:
    alle = list(medlemmer)
    utdanning = {trenger for en in alle if (trenger := _utdanning(en, ungdom))}
    voksne = [en for en in alle if en.alder >= MYNDIG]
    arbeid = tuple(dict.fromkeys(tekst for en in voksne for tekst in (en.yrke, en.planer) if tekst))
    return Profilbehov(utdanning=frozenset(utdanning), arbeid=arbeid, helse=helse)


def _utdanning(en: Kartlagt, ungdom: Ungdom) -> str:
    """One at most: the next step for somebody of that age and schooling."""
    if ungdom.fra <= en.alder < ungdom.under and en.skolegang not in FULLFORT:
        return Utdanningstilbud.VIDEREGAENDE.value
    if en.alder >= ungdom.under and en.skolegang in UTEN_VIDEREGAENDE:
        return Utdanningstilbud.VOKSEN.value
    if en.alder >= MYNDIG and en.skolegang in KAN_STUDERE and treff(STUDIEORD, [en.planer]):
        return Utdanningstilbud.HOYERE.value
    return ""


def treff(ordene: Iterable[str], tekster: Iterable[str]) -> list[str]:
    """Those of the words that some word of the texts begins with."""
    alt = " ".join(tekster).lower()
    return [ett for ett in ordene if re.search(rf"\b{re.escape(ett.lower())}", alt)]


def andeler(tilbud: Profiltilbud | None, behov: Profilbehov, naer_km: int) -> dict[str, Fraction | None]:
    """The share of each part that the kommune fulfils; None where the household or the kommune says nothing."""
    if tilbud is None:
        return {"utdanning": None, "arbeid": None, "helse": None}
    har = len(behov.utdanning & tilbud.utdanning)
    passer = bool(treff(tilbud.yrker, behov.arbeid))
    avstand = Fraction(naer_km, max(tilbud.sykehus_km, naer_km)) if naer_km else Fraction(0)
    return {
        "utdanning": Fraction(har, len(behov.utdanning)) if behov.utdanning else None,
        "arbeid": Fraction(passer) if behov.arbeid and tilbud.yrker else None,
        "helse": avstand if behov.helse else None,
    }
