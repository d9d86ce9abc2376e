"""The plain marking that a translation is written in (W-15). No queries.

A blank line ends a paragraph, `## ` begins a heading, `- ` a line of a list, and `{navn}` is a value of the letter.
A value that is several lines stands alone on its line, and becomes a list.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TypedDict

PLASSHOLDER = re.compile(r"\{([a-z_]+)\}")
OVERSKRIFT, PUNKT = "## ", "- "
Verdi = str | Sequence[str]


class Del(TypedDict):
    """A piece of a line. A value keeps its own direction: a name stays readable in a text from right to left."""

    tekst: str
    verdi: bool


class Blokk(TypedDict):
    slag: str
    linjer: list[list[Del]]


def plassholdere(tekst: str) -> list[str]:
    """Their names in the order in which they first come."""
    return list(dict.fromkeys(PLASSHOLDER.findall(tekst)))


def har_lose_klammer(tekst: str) -> bool:
    """A brace that is no part of a placeholder would stand in the letter."""
    return bool(re.search(r"[{}]", PLASSHOLDER.sub("", tekst)))


def staar_alene(tekst: str, navn: str) -> bool:
    """Is the placeholder alone on every line that it is on?"""
    merke = f"{{{navn}}}"
    return all(linje.strip() == merke for linje in tekst.splitlines() if merke in linje)


# ---- from the text to what is drawn
def fyll(tekst: str, verdier: Mapping[str, Verdi]) -> list[Blokk]:
    """Plain values, as they are frozen with the letter; what they are drawn as is the template's."""
    ut: list[Blokk] = []
    for avsnitt in re.split(r"\n\s*\n", tekst.strip()):
        for slag, linjer in _grupper(avsnitt.splitlines()):
            ut.extend(_blokk(slag, linjer, verdier))
    return ut


def _grupper(linjer: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Neighbouring lines of one kind; the lines of a paragraph run together."""
    slag, gruppe = "", list[str]()
    for rad in linjer:
        linje = rad.strip()
        nytt = _slag(linje)
        if gruppe and nytt != slag:
            yield slag, gruppe
            gruppe = []
        slag = nytt
        gruppe.append(linje)
    if gruppe:
        yield slag, gruppe


def _slag(linje: str) -> str:
    if linje.startswith(OVERSKRIFT):
        return "overskrift"
    if linje.startswith(PUNKT):
        return "liste"
    return "verdi" if PLASSHOLDER.fullmatch(linje) else "avsnitt"


def _blokk(slag: str, linjer: list[str], verdier: Mapping[str, Verdi]) -> Iterator[Blokk]:
    match slag:
        case "overskrift":
            for linje in linjer:
                yield Blokk(slag=slag, linjer=[_deler(linje.removeprefix(OVERSKRIFT), verdier)])
        case "liste":
            yield Blokk(slag=slag, linjer=[_deler(linje.removeprefix(PUNKT), verdier) for linje in linjer])
        case "verdi":
            for linje in linjer:
                yield _alene(linje, verdier)
        case _:
            yield Blokk(slag=slag, linjer=[_deler(" ".join(linjer), verdier)])


def _alene(linje: str, verdier: Mapping[str, Verdi]) -> Blokk:
    verdi = verdier[linje[1:-1]]
    if isinstance(verdi, str):
        return Blokk(slag="avsnitt", linjer=[[Del(tekst=verdi, verdi=True)]])
    return Blokk(slag="liste", linjer=[[Del(tekst=en, verdi=True)] for en in verdi])


def _deler(linje: str, verdier: Mapping[str, Verdi]) -> list[Del]:
    """`re.split` with a group gives text and names in turn."""
    ut = []
    for nr, bit in enumerate(PLASSHOLDER.split(linje.strip())):
        er_verdi = nr % 2 == 1
        tekst = _en_linje(verdier[bit]) if er_verdi else bit
        if tekst:
            ut.append(Del(tekst=tekst, verdi=er_verdi))
    return ut


def _en_linje(verdi: Verdi) -> str:
    return verdi if isinstance(verdi, str) else ", ".join(verdi)


# ---- from the Norwegian letter to the marking
@dataclass
class _Naa:
    """What is being read: its tag, and its text so far."""

    tagg: str
    tekst: str = ""


class _Leser(HTMLParser):
    """Headings, paragraphs and lists of the letter's text; a table is the value that it shows."""

    BEGYNNER = {"h2": OVERSKRIFT, "h3": OVERSKRIFT, "p": "", "li": PUNKT}

    def __init__(self, tabell: str) -> None:
        super().__init__()
        self.tabell = tabell
        self.dybde = 0
        self.i_tabell = False
        self.naa: _Naa | None = None
        self.ut: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div" and (self.dybde or "brev-tekst" in (dict(attrs).get("class") or "").split()):
            self.dybde += 1
        elif self.dybde and tag == "table":
            self.i_tabell = True
            self.ut.append(("p", f"{{{self.tabell}}}"))
        elif self.dybde and not self.i_tabell and tag in self.BEGYNNER:
            self.naa = _Naa(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self.dybde:
            self.dybde -= 1
        elif tag == "table":
            self.i_tabell = False
        elif self.naa and tag == self.naa.tagg:
            if tekst := " ".join(self.naa.tekst.split()):
                self.ut.append((tag, f"{self.BEGYNNER[tag]}{tekst}"))
            self.naa = None

    def handle_data(self, data: str) -> None:
        if self.naa:
            self.naa.tekst += data


def av_html(html: str, *, tabell: str) -> str:
    """The text of a letter in the same marking; `tabell` is the placeholder that its table is."""
    leser = _Leser(tabell)
    leser.feed(html)
    tekst, forrige = "", ""
    for tagg, linje in leser.ut:
        tekst += ("\n" if tagg == forrige == "li" else "\n\n") + linje
        forrige = tagg
    return tekst.strip()
