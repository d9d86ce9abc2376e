"""The working pages on IMDi's front page at /imdi/, beside the lists. Apps register theirs at start."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.komponent import Lenke


@dataclass(frozen=True)
class Arbeidsside:
    """A page of ours under /imdi/: what it is called, what it is for, and the right that shows it."""

    tekst: Promise
    url_name: str
    rettighet: Rettighet
    forklaring: Promise | str = ""
    plass: int = 50


_sider: list[Arbeidsside] = []


def registrer(*sider: Arbeidsside) -> None:
    _sider.extend(sider)
    _sider.sort(key=lambda side: side.plass)


def for_bruker(bruker: "tilgang.Hvem") -> list[Lenke]:
    return [
        Lenke(str(side.tekst), reverse(side.url_name), str(side.forklaring))
        for side in _sider
        if tilgang.har_imdi(bruker, side.rettighet)
    ]
