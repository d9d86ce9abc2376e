"""IMDi's published figures as they come in a file: each row read by itself, a bad one refused with line and reason."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from bosetting.rapport.models import Vedtakstatus

SKJULT = ":"
STORSTE_TALL = 1_000_000
MAKS_RADER = 5_000
MAKS_CELLE = 300


@dataclass(frozen=True)
class Avvist:
    """A row that did not go in."""

    linje: int
    grunn: str

    def __str__(self) -> str:
        return _("Linje %(linje)d: %(grunn)s") % {"linje": self.linje, "grunn": self.grunn}


class Radfeil(Exception):
    """Why one row cannot go in."""


Felt = dict[str, Any]
Leser = Callable[[str], Felt]


@dataclass
class Fil:
    """Rows by line number, and those refused."""

    rader: dict[int, Felt] = field(default_factory=dict)
    avvist: list[Avvist] = field(default_factory=list)

    def refuse(self, linje: int, grunn: str) -> None:
        self.avvist.append(Avvist(linje, grunn))


def les_tall(innhold: bytes) -> Fil:
    """Rows per kommune (bosettingstall.csv)."""
    return _read(innhold, TALL, ("aar", "kommunenummer"))


def les_nasjonalt(innhold: bytes) -> Fil:
    """Totals for the country (bosettingstall_nasjonalt.csv)."""
    return _read(innhold, NASJONALT, ("aar",))


def _read(innhold: bytes, kolonner: Mapping[str, Leser], nokkel: Sequence[str]) -> Fil:
    fil = Fil()
    sett: dict[tuple[Any, ...], int] = {}
    for linje, celler in _lines(innhold, kolonner, fil):
        try:
            felt = _row(celler, kolonner)
        except Radfeil as feil:
            fil.refuse(linje, str(feil))
            continue
        forste = sett.setdefault(tuple(felt[navn] for navn in nokkel), linje)
        if forste != linje:
            fil.refuse(linje, _("raden står også i linje %(linje)d") % {"linje": forste})
            continue
        fil.rader[linje] = felt
    return fil


def _lines(innhold: bytes, kolonner: Mapping[str, Leser], fil: Fil) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells by heading. Bytes that are not UTF-8 spoil only their own line."""
    tekst = innhold.decode("utf-8-sig", errors="surrogateescape")
    skille = ";" if ";" in tekst.partition("\n")[0] else ","
    leser = csv.reader(io.StringIO(tekst, newline=""), delimiter=skille, strict=True)
    hode = [navn.strip() for navn in _next(leser, fil) or ()]
    mangler = [navn for navn in kolonner if navn not in hode]
    if mangler:
        fil.refuse(1, _("kolonnen «%(navn)s» mangler i overskriften") % {"navn": "», «".join(mangler)})
        return
    while (celler := _next(leser, fil)) is not None:
        if len(fil.rader) + len(fil.avvist) >= MAKS_RADER:
            fil.refuse(leser.line_num, _("filen har for mange rader; resten er ikke lest"))
            return
        if not any(celler):
            continue
        if len(celler) != len(hode):
            grunn = _("raden har %(antall)d celler, overskriften har %(hode)d")
            fil.refuse(leser.line_num, grunn % {"antall": len(celler), "hode": len(hode)})
            continue
        yield leser.line_num, dict(zip(hode, celler, strict=True))


def _next(leser: Any, fil: Fil) -> list[str] | None:
    """The next row; an empty one where the row cannot be read as CSV."""
    try:
        celler: list[str] = next(leser)
    except StopIteration:
        return None
    except csv.Error:
        fil.refuse(leser.line_num, _("raden kan ikke leses som CSV"))
        return []
    return celler


def _row(celler: Mapping[str, str], kolonner: Mapping[str, Leser]) -> Felt:
    felt: Felt = {}
    for navn, les in kolonner.items():
        verdi = celler[navn].strip()
        _check(navn, verdi)
        try:
            felt |= les(verdi)
        except Radfeil as feil:
            raise Radfeil(f"{navn}: {feil}") from feil
    if felt["bosatt"] is not None and (felt["bosatt_kollektiv"] or 0) > felt["bosatt"]:
        raise Radfeil(_("bosatt_kollektiv: flere enn bosatt"))
    return felt


def _check(navn: str, verdi: str) -> None:
    if any(0xD800 <= ord(tegn) <= 0xDFFF for tegn in verdi):
        raise Radfeil(_("%(navn)s: teksten er ikke UTF-8") % {"navn": navn})
    if "\x00" in verdi or len(verdi) > MAKS_CELLE:
        raise Radfeil(_("%(navn)s: teksten kan ikke leses eller er for lang") % {"navn": navn})


# ---- one reader per kind of column
def _number(verdi: str) -> int | None:
    """Empty is «no figure», never 0 (B-021)."""
    if verdi == "":
        return None
    if verdi.startswith("-") and verdi[1:].isdecimal():
        raise Radfeil(_("tallet %(verdi)s er negativt") % {"verdi": verdi})
    if not (verdi.isascii() and verdi.isdecimal()):
        raise Radfeil(_("«%(verdi)s» er ikke et helt tall") % {"verdi": verdi})
    if int(verdi) > STORSTE_TALL:
        raise Radfeil(_("tallet %(verdi)s er for stort") % {"verdi": verdi})
    return int(verdi)


def tall(felt: str) -> Leser:
    return lambda verdi: {felt: _number(verdi)}


def skjulbart(felt: str) -> Leser:
    """`:` is a figure that the source has and withholds."""
    return lambda verdi: {
        felt: None if verdi == SKJULT else _number(verdi),
        f"{felt}_skjult": verdi == SKJULT,
    }


def tekst(felt: str, lengde: int, *, kreves: bool = True) -> Leser:
    def les(verdi: str) -> Felt:
        if kreves and not verdi:
            raise Radfeil(_("feltet er tomt"))
        if len(verdi) > lengde:
            raise Radfeil(_("teksten har mer enn %(lengde)d tegn") % {"lengde": lengde})
        return {felt: verdi}

    return les


def kommunenummer(felt: str, *, kreves: bool = True) -> Leser:
    def les(verdi: str) -> Felt:
        if verdi == "" and not kreves:
            return {felt: ""}
        if not (len(verdi) == 4 and verdi.isascii() and verdi.isdecimal()):
            raise Radfeil(_("«%(verdi)s» er ikke et kommunenummer med fire siffer") % {"verdi": verdi})
        return {felt: verdi}

    return les


def aarstall(verdi: str) -> Felt:
    if not (len(verdi) == 4 and verdi.isascii() and verdi.isdecimal() and 2000 <= int(verdi) <= 2100):
        raise Radfeil(_("«%(verdi)s» er ikke et årstall") % {"verdi": verdi})
    return {"aar": int(verdi)}


def per_dato(verdi: str) -> Felt:
    try:
        return {"per_dato": date.fromisoformat(verdi) if verdi else None}
    except ValueError:
        raise Radfeil(_("«%(verdi)s» er ikke en dato (åååå-mm-dd)") % {"verdi": verdi}) from None


def vedtak_status(verdi: str) -> Felt:
    if verdi and verdi not in Vedtakstatus.values:
        raise Radfeil(_("«%(verdi)s» er ikke en kjent status") % {"verdi": verdi})
    return {"vedtak_status": verdi}


TALL: Mapping[str, Leser] = {
    "aar": aarstall,
    "per_dato": per_dato,
    "kommunenummer": kommunenummer("kommunenummer"),
    "kommunenummer_2024": kommunenummer("kommunenummer_i_dag", kreves=False),
    "navn": tekst("navn", 60),
    "fylke": tekst("fylke", 40),
    "anmodet": tall("anmodet"),
    "vedtatt": tall("vedtatt"),
    "vedtak_status": vedtak_status,
    "bosatt": skjulbart("bosatt"),
    "bosatt_kollektiv": skjulbart("bosatt_kollektiv"),
    "avtalt": skjulbart("avtalt"),
    "avtalt_kollektiv": skjulbart("avtalt_kollektiv"),
    "em_anmodet": tall("em_anmodet"),
    "bosatt_em": skjulbart("bosatt_em"),
    "merknad": tekst("merknad", 300, kreves=False),
    "kilde": tekst("kilde", 20),
}
NASJONALT: Mapping[str, Leser] = {
    "aar": aarstall,
    "per_dato": per_dato,
    "anmodet": tall("anmodet"),
    "kommuner_anmodet": tall("kommuner_anmodet"),
    "vedtatt": tall("vedtatt"),
    "kommuner_vedtak": tall("kommuner_vedtak"),
    "bosatt": tall("bosatt"),
    "bosatt_kollektiv": tall("bosatt_kollektiv"),
    "avtalt_ikke_bosatt": tall("avtalt_ikke_bosatt"),
    "avtalt_kollektiv": tall("avtalt_kollektiv"),
    "merknad": tekst("merknad", 300, kreves=False),
    "kilde": tekst("kilde", 20),
}
