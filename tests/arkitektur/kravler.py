"""Follows every link, form and file that a user is shown, and reads what comes as text."""

import functools
import io
import re
from collections import Counter, deque
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit
from zipfile import ZipFile

import openpyxl
from django.contrib.staticfiles import finders
from django.urls import Resolver404, resolve
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser, LexborNode

from imdinett.web.lister.naboer import FRA
from tests.arkitektur.leser import Leser

SOK = "KANARI"
# Of each table: as it is in each format, and once more as CSV, in a selection or of another object.
PER_FIL = {"csv": 2, "xlsx": 1, "csv-maskin": 1}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass
class Side:
    """One answer: `tekst` is all that can be read in it, the headers too."""

    sti: str
    status: int
    type: str
    tekst: str
    videre: str = ""
    ider: frozenset[str] = frozenset()
    lenker: tuple[str, ...] = ()


@dataclass
class Tur:
    sider: dict[str, Side] = field(default_factory=dict)
    fra: dict[str, str] = field(default_factory=dict)

    def dode(self) -> list[str]:
        """Links that lead to an error, and fragments that name nothing."""
        ut = [
            f"{side.status} {side.sti} (fra {self.fra[side.sti]})"
            for side in self.sider.values()
            if side.status >= 400 and self.fra.get(side.sti)
        ]
        for side in self.sider.values():
            for lenke in side.lenker:
                sti, _tegn, fragment = lenke.partition("#")
                maal = self.sider.get(sti or side.sti)
                if fragment and maal and maal.status == 200 and fragment not in maal.ider:
                    ut.append(f"{lenke} finnes ikke (fra {side.sti})")
        return sorted(set(ut))

    def kjente(self) -> set[str]:
        """All that was read or linked to."""
        return {*self.sider, *(ny for side in self.sider.values() for ny in _interne(side))}

    @property
    def filer(self) -> list[Side]:
        return [side for side in self.sider.values() if side.status == 200 and "html" not in side.type]


def _lenker(tre: LexborHTMLParser) -> Iterator[str]:
    """Where a page's links, fetches and search forms lead."""
    for node in tre.css("a[href], [hx-get], form"):
        a = node.attributes
        if node.tag == "a" and "href" in a:
            yield a["href"] or ""
        if "hx-get" in a:
            yield a["hx-get"] or ""
        if node.tag == "form" and (a.get("method") or "get").lower() == "get":
            yield from _sendt(node)


def _sendt(skjema: LexborNode) -> Iterator[str]:
    """The form with a search word, and once more for each choice in it."""
    felt = [node.attributes for node in skjema.css("input[name]")]
    fritekst = {"", "text", "search"}
    faste = [(a["name"], SOK if (a.get("type") or "") in fritekst else a.get("value") or "") for a in felt]
    adresse = skjema.attributes.get("action") or ""
    yield f"{adresse}?{urlencode(faste)}"
    for valg in skjema.css("select[name]"):
        for node in valg.css("option"):
            if verdi := node.attributes.get("value"):
                yield f"{adresse}?{urlencode({valg.attributes.get('name') or '': verdi})}"


def _statiske(tre: LexborHTMLParser) -> Iterator[str]:
    for node in tre.css("link, script, img, use"):
        yield node.attributes.get("href") or node.attributes.get("src") or ""


def les(sti: str, svar: Any) -> Side:
    """An answer as text: files are opened."""
    type_ = svar.headers.get("Content-Type", "").partition(";")[0]
    hoder = "\n".join(f"{navn}: {verdi}" for navn, verdi in svar.headers.items())
    tekst = _uten_referanse(svar, f"{hoder}\n\n{_tekst(type_, svar.innhold)}")
    side = Side(sti, svar.status_code, type_, tekst)
    if svar.status_code in (301, 302):
        side.videre = svar.headers["Location"]
    if type_ == "text/html":
        tre = LexborHTMLParser(svar.innhold)
        side.ider = frozenset(node.id or "" for node in tre.css("[id]"))
        side.lenker = tuple(_lenker(tre))
        _krev_statiske(sti, _statiske(tre))
        side.tekst = unescape(side.tekst)
    return side


def _uten_referanse(svar: Any, tekst: str) -> str:
    """The request's number is drawn by lot, and six of its digits in a row can be somebody's birth date."""
    referanse = svar.headers.get("X-Request-ID", "")
    return tekst.replace(referanse, "").replace(referanse[:12], "") if referanse else tekst


def _tekst(type_: str, innhold: bytes) -> str:
    if type_ == XLSX:
        bok = openpyxl.load_workbook(io.BytesIO(innhold))
        celler = [str(celle) for ark in bok for rad in ark.iter_rows(values_only=True) for celle in rad]
        return "\n".join([*bok.sheetnames, *celler])
    if type_ == "application/pdf" and b"%%EOF" in innhold:
        pdf = PdfReader(io.BytesIO(innhold))
        return "\n".join([str(pdf.metadata), *(side.extract_text() for side in pdf.pages)])
    if type_ == "application/zip":
        with ZipFile(io.BytesIO(innhold)) as pakke:
            return "\n".join(f"{navn}\n{_tekst(_FILTYPER[navn[-4:]], pakke.read(navn))}" for navn in pakke.namelist())
    return innhold.decode("utf-8", "replace")


_FILTYPER = {".pdf": "application/pdf", ".xml": "text/xml", "html": "text/html", "json": "application/json"}


_kjente_statiske: dict[str, bool] = {}


def _krev_statiske(sti: str, kilder: Iterable[str]) -> None:
    for kilde in kilder:
        navn = kilde.partition("?")[0].partition("#")[0].removeprefix("/static/")
        if kilde.startswith("/static/") and not _kjente_statiske.setdefault(navn, finders.find(navn) is not None):
            raise AssertionError(f"{kilde} finnes ikke (fra {sti})")


def kravl(leser: Leser, start: Iterable[str], *, per_side: int = 5, utenom: Container[str] = ()) -> Tur:
    """From `start` as far as links go: of each kind of page some objects, and some of what stands after the `?`."""
    tur, ko, antall = Tur(), deque((sti, "") for sti in start), Counter[tuple[str, str]]()
    while ko:
        sti, fra = ko.popleft()
        slag = _slag(sti)
        if sti in tur.sider or (fra and antall[slag] >= _grense(slag, per_side)):
            continue
        antall[slag] += 1
        side = les(sti, leser.svar("GET", sti))
        tur.sider[sti], tur.fra[sti] = side, fra
        ko.extend((ny, sti) for ny in _interne(side) if ny not in tur.sider and ny not in utenom)
    return tur


def _grense(slag: tuple[str, str], per_side: int) -> int:
    if slag[1] == FRA:
        return 1
    fil = dict(parse_qsl(slag[1]))
    return PER_FIL[fil["format"]] if "format" in fil else per_side


def _interne(side: Side) -> Iterator[str]:
    for lenke in (*side.lenker, side.videre):
        if (ny := _intern(side.sti, lenke)) is None:
            continue
        # Opened from a list a page has the way back besides: one of each is enough, and the page itself as ever.
        yield ny
        if FRA in ny:
            yield ny.partition("?")[0]


def _slag(sti: str) -> tuple[str, str]:
    """Which view, and whether with something after the `?`; for a file also of which table and in which format."""
    delt = urlsplit(sti)
    navn = _navn(delt.path) or sti
    if FRA in delt.query:
        return navn, FRA
    fil = [f"{hva}={verdi}" for hva, verdi in parse_qsl(delt.query) if hva in ("tabell", "format")]
    return navn, "&".join(fil) if "format=" in delt.query else "?" * bool(delt.query)


@functools.lru_cache(maxsize=10_000)
def _navn(adresse: str) -> str:
    """The same few addresses stand on every page, and each is looked for among all there are."""
    try:
        return resolve(adresse).view_name
    except Resolver404:
        return ""


def _intern(fra: str, lenke: str) -> str | None:
    """Where a link leads, when it is one of our own pages."""
    if not lenke or re.match(r"^(mailto|tel|https?|data):", lenke):
        return None
    hel = urljoin(f"http://testserver{fra}", lenke).partition("#")[0]
    return hel.removeprefix("http://testserver") if not lenke.startswith("#") else None
