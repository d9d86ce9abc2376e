"""What is kept of a form that was never sent: no secret, no file, nothing of the account's own pages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, resolve

MAKS_ADRESSE: Final = 1_000
MAKS_TEGN: Final = 200_000
MAKS_ANTALL: Final = 30
_HEMMELIG: Final = re.compile(
    r"(^|[-_])(old)?(pass(word|ord)\d*|code|kode|engangskode|totp|otp|pin|credential|secret|hemmelighet)$",
    re.IGNORECASE,
)
# What the page itself put into the form, and makes anew.
_SIDENS_EGNE: Final = frozenset({"csrfmiddlewaretoken", "engangsnokkel", "handling"})
# Choices of a click and searches: nothing was written there that can be lost.
_UTENOM: Final = frozenset({"maalform", "fargevalg", "forleng_okt", "bytt_enhet", "sok"})
_KONTO: Final = ("account_", "mfa_", "usersessions_", "skjemautkast")

Felt = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Skrevet:
    """What one form held, and the path that it would have been sent to."""

    til: str
    felt: Felt


def sti_i(adresse: str) -> str:
    """The path as the server knows it."""
    return unquote(urlsplit(adresse).path)


def er_egen_adresse(adresse: str) -> bool:
    return adresse.startswith("/") and not adresse.startswith(("//", "/\\")) and len(adresse) <= MAKS_ADRESSE


def tas_vare_paa(adresse: str) -> bool:
    """A page of the product where somebody writes."""
    if not er_egen_adresse(adresse):
        return False
    try:
        navn = resolve(sti_i(adresse)).url_name or ""
    except Resolver404:
        return False
    return navn not in _UTENOM and not navn.startswith(_KONTO)


def er_konto(adresse: str) -> bool:
    """The login, or the proof of who one is that a page asks for before it takes the form."""
    try:
        return (resolve(sti_i(adresse)).url_name or "").startswith(("account_", "mfa_"))
    except Resolver404:
        return False


def rens(felt: Iterable[tuple[str, str]]) -> Felt:
    """The fields that are kept: none of them when one is a secret, or when nothing is written."""
    rader = [(navn, verdi) for navn, verdi in felt if navn not in _SIDENS_EGNE]
    if any(_HEMMELIG.search(navn) for navn, _verdi in rader) or not any(verdi.strip() for _navn, verdi in rader):
        return ()
    return tuple(rader)
