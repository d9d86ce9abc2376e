"""The letters that a translation can be written of (W-15). The packages above register theirs at start."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise

from imdinett.brev import markering
from imdinett.brev.markering import Verdi

# Letters to private persons are in bokmål, which is what is translated.
SPRAK = "nb"


@dataclass(frozen=True)
class Oversettbart:
    """A kind of letter, in one of its forms: `kontekst` says which of the template's branches it is.

    `eksempel` is what its template could be given, `verdier` what the placeholders of a translation then stand for.
    The table in its template is `personer`.
    """

    kode: str
    navn: Promise
    kort: Promise
    tittel: Promise
    mal: str
    eksempel: Mapping[str, Any]
    verdier: Mapping[str, Verdi]
    kontekst: Mapping[str, Any] = field(default_factory=dict)


_alle: dict[str, Oversettbart] = {}
TABELL = "personer"


def registrer(*slag: Oversettbart) -> None:
    _alle.update({ett.kode: ett for ett in slag})
    norsk.cache_clear()


def alle() -> list[Oversettbart]:
    return list(_alle.values())


def finn(kode: str) -> Oversettbart | None:
    return _alle.get(kode)


@dataclass(frozen=True)
class Norsk:
    """What is translated: the binding text as it is now, with its placeholders."""

    tittel: str
    tekst: str

    @property
    def plassholdere(self) -> list[str]:
        return markering.plassholdere(self.tekst)

    def __str__(self) -> str:
        return f"{self.tittel}\n\n{self.tekst}"


@lru_cache(maxsize=100)
def norsk(kode: str) -> Norsk:
    """Drawn by the letter's own template, so that a translation is out of date the moment that the text changes."""
    slag = _alle[kode]
    merker = {navn: f"{{{navn}}}" for navn in slag.verdier if navn != TABELL}
    with translation.override(SPRAK):
        html = tegn(slag, {**slag.eksempel, **merker}, None)
        return Norsk(str(slag.tittel), markering.av_html(html, tabell=TABELL))


def tegn(slag: Oversettbart, kontekst: Mapping[str, Any], oversettelse: Mapping[str, Any] | None) -> str:
    """The letter to nobody: the template with the values that are given."""
    ingen = dict.fromkeys(("navn", "adresselinje", "postnummer", "poststed", "orgnr"), "")
    felles: dict[str, Any] = {"mottaker": ingen, "dato": "", "referanse": "", "saksnummer": "", "sprak": SPRAK}
    felles |= {"tittel": str(slag.tittel), "oversettelse": oversettelse}
    return render_to_string(slag.mal, {**felles, **slag.kontekst, **kontekst})
