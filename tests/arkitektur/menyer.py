"""Goes where the menus lead, as somebody who knows no address: the main menu, the tabs, and the links of a page."""

import re
from collections import deque
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

from django.urls import Resolver404, resolve

from tests.arkitektur.leser import Leser

VIDERE = 3


@dataclass(frozen=True)
class Vist:
    """One page as it was reached. `klikk`: how many from the front page."""

    sti: str
    status: int
    html: str
    klikk: int

    @property
    def tekst(self) -> str:
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", self.html)))

    @property
    def overskrifter(self) -> list[str]:
        """Each h1, without its markup."""
        return [re.sub(r"<[^>]+>|\s+", " ", en).strip() for en in re.findall(r"<h1\b[^>]*>(.*?)</h1>", self.html, re.S)]

    @property
    def sprak(self) -> str:
        treff = re.search(r'<html lang="(\w+)"', self.html)
        return treff[1] if treff else ""


@dataclass
class Vandring:
    """The first page of each screen by what it is called, and the links that led nowhere."""

    sider: dict[str, Vist] = field(default_factory=dict)
    dode: list[str] = field(default_factory=list)


class _Veier(HTMLParser):
    """The links of the main menu and the search field beside it, and those in the page: neither the tasks, which come
    and go, nor what leads back, nor the foot of the page."""

    def __init__(self, *, bare_meny: bool) -> None:
        super().__init__()
        self.lenker: list[str] = []
        self._bare_meny = bare_meny
        self._inne: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {navn: verdi or "" for navn, verdi in attrs}
        if tag in ("nav", "main", "section"):
            self._inne.append((tag, "oppgaver" if a.get("aria-labelledby") == "ma-gjores" else a.get("class", "")))
        elif tag == "a" and "href" in a and self._gjelder():
            self.lenker.append(a["href"])
        elif tag == "form" and "im-sok" in a.get("class", ""):
            self.lenker.append(a.get("action", ""))

    def handle_endtag(self, tag: str) -> None:
        if self._inne and self._inne[-1][0] == tag:
            self._inne.pop()

    def _gjelder(self) -> bool:
        if ("nav", "im-meny") in self._inne:
            return True
        i_siden = any(tag == "main" for tag, _navn in self._inne)
        return i_siden and not self._bare_meny and ("section", "oppgaver") not in self._inne


def skjermnavn(sti: str) -> str:
    """The name of the view; where one view is several screens, also of what kind."""
    delt = urlsplit(sti)
    try:
        treff = resolve(delt.path)
    except Resolver404:
        return ""
    slag = treff.kwargs.get("kode") or parse_qs(delt.query).get("slag", [""])[0]
    return f"{treff.view_name}:{slag}" if slag else treff.view_name


def vandre(leser: Leser, kjente: set[str]) -> Vandring:
    """From the front page, through the screens that are `kjente` and no others; of each, the first that is met."""
    vandring, ko = Vandring(), deque([("/", 0)])
    sett: set[str] = set()
    while ko:
        sti, klikk = ko.popleft()
        if sti in sett or skjermnavn(sti) in vandring.sider:
            continue
        sett.add(sti)
        sti, side = _hent(leser, sti, klikk)
        navn = skjermnavn(sti)
        if side.status != 200:
            vandring.dode.append(f"{side.status} {sti}")
        elif navn in kjente and navn not in vandring.sider:
            vandring.sider[navn] = side
            ko.extend((ny, klikk + 1) for ny in _veier(side, bare_meny=navn == "hjem") if skjermnavn(ny) in kjente)
    return vandring


def _hent(leser: Leser, sti: str, klikk: int) -> tuple[str, Vist]:
    """As the browser does: on to where it is sent."""
    for _nr in range(VIDERE):
        svar = leser.svar("GET", sti)
        if svar.status_code != 302:
            break
        sti = urljoin(sti, svar.headers["Location"])
    return sti, Vist(sti, svar.status_code, svar.innhold.decode(), klikk)


def _veier(side: Vist, *, bare_meny: bool) -> list[str]:
    leser = _Veier(bare_meny=bare_meny)
    leser.feed(side.html)
    hele = [urljoin(side.sti, lenke).partition("#")[0] for lenke in leser.lenker]
    return [sti for sti in hele if sti.startswith("/")]
