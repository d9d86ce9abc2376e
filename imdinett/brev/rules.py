"""Who may translate letters, and what a translation must hold (W-15). No queries."""

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from imdinett.brev import markering
from imdinett.brev.oversettbar import TABELL, Norsk
from imdinett.brev.states import Oversettelsestilstand
from imdinett.brev.tegnsett import uten_font
from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from imdinett.brev.models import Oversettelse

VIST_TEGN = 10
MINSTE_GRUNN = 10
# They turn the text around without being seen; the page and the letter say the direction themselves.
RETNINGSTEGN = dict.fromkeys([0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def kan_oversette(bruker: "tilgang.Hvem") -> bool:
    return tilgang.har_imdi(bruker, Rettighet.BREVKO_SKRIV)


def kan_godkjenne(bruker: "tilgang.Hvem", oversettelse: "Oversettelse") -> bool:
    """Two persons: never whoever wrote it last."""
    er_utkast = oversettelse.tilstand == Oversettelsestilstand.UTKAST
    return kan_oversette(bruker) and er_utkast and oversettelse.skrevet_av_id != bruker.pk


def kan_trekke(bruker: "tilgang.Hvem", oversettelse: "Oversettelse") -> bool:
    """Whoever may approve: one is enough, for no translation is better than a wrong one."""
    return kan_oversette(bruker) and oversettelse.tilstand == Oversettelsestilstand.GODKJENT


def check_trekkgrunn(grunn: str) -> str:
    renset = " ".join(grunn.split())
    if len(renset) < MINSTE_GRUNN:
        melding = _("Begrunnelse må ha minst %(antall)d tegn.") % {"antall": MINSTE_GRUNN}
        raise Domenefeil("mangler_grunn", melding, felt="grunn")
    return renset


# ---- what is written
@dataclass(frozen=True, kw_only=True)
class Oversatt:
    """`forbehold` says in the language what the heading says in Norwegian: the Norwegian text is the binding one."""

    tittel: str
    forbehold: str
    tekst: str


def ryddet(ny: Oversatt) -> Oversatt:
    """One way to write each character, and nothing that cannot be seen but turns the text."""
    tittel, forbehold = (" ".join(_rydd(verdi).split()) for verdi in (ny.tittel, ny.forbehold))
    linjer = (linje.strip() for linje in _rydd(ny.tekst).splitlines())
    return Oversatt(tittel=tittel, forbehold=forbehold, tekst="\n".join(linjer).strip())


def _rydd(tekst: str) -> str:
    return unicodedata.normalize("NFC", tekst).translate(RETNINGSTEGN)


def kontroller(ny: Oversatt, norsk: Norsk) -> None:
    """Every value of the Norwegian text and no other, and no character that would be an empty box in the letter."""
    for felt in ("tittel", "forbehold"):
        if "{" in getattr(ny, felt) or "}" in getattr(ny, felt):
            raise Domenefeil("plassholder_her", _("Verdier i klammer kan bare stå i teksten."), felt=felt)
    _kontroller_plassholdere(ny.tekst, norsk.plassholdere)
    for felt in ("tittel", "forbehold", "tekst"):
        _kontroller_tegn(getattr(ny, felt), felt)


def _kontroller_plassholdere(tekst: str, trengs: list[str]) -> None:
    brukt = markering.plassholdere(tekst)
    if ukjente := [navn for navn in brukt if navn not in trengs]:
        melding = _("Teksten har %(navn)s, som brevet ikke har.") % {"navn": _klammer(ukjente)}
        raise Domenefeil("ukjent_plassholder", melding, felt="tekst")
    if mangler := [navn for navn in trengs if navn not in brukt]:
        melding = _("Teksten mangler %(navn)s.") % {"navn": _klammer(mangler)}
        raise Domenefeil("mangler_plassholder", melding, felt="tekst")
    if markering.har_lose_klammer(tekst):
        melding = _("Teksten har en klamme som ikke hører til en verdi. Skriv verdier som {kommune}.")
        raise Domenefeil("los_klamme", melding, felt="tekst")
    if not markering.staar_alene(tekst, TABELL):
        raise Domenefeil("ikke_alene", _("Skriv {personer} alene på en linje. Det blir en liste."), felt="tekst")


def _klammer(navn: list[str]) -> str:
    return ", ".join(f"{{{ett}}}" for ett in navn)


def _kontroller_tegn(tekst: str, felt: str) -> None:
    if mangler := uten_font(tekst):
        melding = _("Ingen av brevets skrifter har disse tegnene: %(tegn)s. Med dem ville brevet fått tomme ruter.")
        vist = " ".join(mangler[:VIST_TEGN])
        raise Domenefeil("uten_font", melding % {"tegn": vist}, felt=felt)
