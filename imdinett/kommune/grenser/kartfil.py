"""Reads GeoJSON and TopoJSON into rings of points, one row for each kommune in the file. Pure: no database."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isfinite
from typing import Any

from imdinett.kjerne.feil import Domenefeil

Punkt = tuple[float, float]
Ring = tuple[Punkt, ...]
FLATER = ("Polygon", "MultiPolygon")


class Kartfeil(Domenefeil):
    """Nothing can be read from the file."""

    def __init__(self, melding: str) -> None:
        super().__init__("kartfil", melding)


@dataclass(frozen=True)
class Kartrad:
    """`plass` counts from 1. Without rings `grunn` says why."""

    plass: int
    nummer: str
    navn: str
    ringer: tuple[Ring, ...] = ()
    grunn: str = ""


def les(innhold: bytes) -> list[Kartrad]:
    try:
        data = json.loads(innhold)
    except (ValueError, RecursionError) as feil:
        raise Kartfeil("Filen er ikke JSON.") from feil
    slag = data.get("type") if isinstance(data, dict) else None
    if slag == "FeatureCollection":
        return list(_rows(_list(data, "features"), lambda rad: _flater(rad.get("geometry"), _plain_ring)))
    if slag == "Topology":
        linjer = _Linjer(data)
        former = [form for samling in _dict(data, "objects").values() for form in _list(samling, "geometries")]
        return list(_rows(former, lambda rad: _flater(rad, linjer.ring, "arcs")))
    raise Kartfeil("Filen er verken GeoJSON (FeatureCollection) eller TopoJSON (Topology).")


def _rows(rader: list[Any], ringer_av: Callable[[Any], tuple[Ring, ...]]) -> Iterator[Kartrad]:
    for plass, rad in enumerate(rader, 1):
        egenskaper = rad.get("properties") if isinstance(rad, dict) else None
        egenskaper = egenskaper if isinstance(egenskaper, dict) else {}
        nummer, navn = _nummer(egenskaper.get("kommunenummer")), str(egenskaper.get("kommunenavn") or "")
        if not nummer:
            yield Kartrad(plass, "", navn, grunn="mangler kommunenummer")
            continue
        try:
            ringer = ringer_av(rad)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError):
            yield Kartrad(plass, nummer, navn, grunn="flaten kan ikke leses")
            continue
        yield Kartrad(plass, nummer, navn, ringer, "" if ringer else "har ingen flate")


def _nummer(verdi: object) -> str:
    """Four digits, also where the file has lost the leading zero."""
    tekst = "" if verdi is None else str(verdi).strip()
    return tekst.zfill(4) if tekst.isascii() and tekst.isdigit() and len(tekst) <= 4 else tekst


def _flater(form: Any, ring_av: Callable[[Any], Ring], felt: str = "coordinates") -> tuple[Ring, ...]:
    """All rings of a surface, the outer ones and the holes; none when it is no surface or not there."""
    if form is None or form.get("type") not in FLATER:
        return ()
    flater = [form[felt]] if form["type"] == "Polygon" else form[felt]
    return tuple(ring for flate in flater for en in flate if len(ring := ring_av(en)) > 3)


def _plain_ring(punkter: Any) -> Ring:
    return tuple(_point(punkt[0], punkt[1]) for punkt in punkter)


def _point(x: Any, y: Any) -> Punkt:
    punkt = float(x), float(y)
    if not (isfinite(punkt[0]) and isfinite(punkt[1])):
        raise ValueError(punkt)
    return punkt


class _Linjer:
    """The lines that TopoJSON's surfaces are put together of."""

    def __init__(self, data: dict[str, Any]) -> None:
        omregning = data.get("transform")
        try:
            self.linjer = [_line(linje, omregning) for linje in _list(data, "arcs")]
        except (IndexError, KeyError, TypeError, ValueError) as feil:
            raise Kartfeil("Linjene i TopoJSON-filen kan ikke leses.") from feil

    def ring(self, indekser: Any) -> Ring:
        """~n is line n walked the other way; where two meet, the point stands once."""
        ut: list[Punkt] = []
        for indeks in indekser:
            linje = self.linjer[indeks] if indeks >= 0 else self.linjer[~indeks][::-1]
            ut += linje[1:] if ut else linje
        return tuple(ut)


def _line(linje: Any, omregning: Any) -> list[Punkt]:
    if omregning is None:
        return [_point(punkt[0], punkt[1]) for punkt in linje]
    (sx, sy), (dx, dy) = omregning["scale"], omregning["translate"]
    x = y = 0
    ut = []
    for steg in linje:
        x, y = x + steg[0], y + steg[1]
        ut.append(_point(x * sx + dx, y * sy + dy))
    return ut


def _list(data: Any, felt: str) -> list[Any]:
    verdi = data.get(felt) if isinstance(data, dict) else None
    return verdi if isinstance(verdi, list) else []


def _dict(data: Any, felt: str) -> dict[str, Any]:
    verdi = data.get(felt)
    return verdi if isinstance(verdi, dict) else {}
