"""Borders made short enough for a page: fewer points, written as SVG paths. Pure: no database.

Two neighbours keep the same line between them. Each ring is therefore cut where the neighbours change, each piece is
simplified once (Douglas–Peucker), and both get that piece.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import hypot
from typing import NamedTuple

Punkt = tuple[int, int]
Ring = tuple[Punkt, ...]

FORSTE_TOLERANSE, GROVERE, GROVEST = 0.75, 1.4, 1000
_LINJER = 9


class Plass(NamedTuple):
    """Where on the map it lies, and where in it there is room for a number: `bredde` units to both sides of it, and
    `rom` to the nearest border."""

    vest: int
    nord: int
    ost: int
    sor: int
    x: int
    y: int
    bredde: int
    rom: int


class Omriss(NamedTuple):
    sti: str
    plass: Plass


def omriss(kommuner: Mapping[str, Sequence[Ring]], *, maks_byte: int) -> tuple[dict[str, Omriss], float]:
    """The outline of each, together at most `maks_byte` long, and how many units a point may have moved for it."""
    hele = {nummer: _whole(ringer) or [box(ringer[0])] for nummer, ringer in kommuner.items()}
    toleranse = FORSTE_TOLERANSE
    ut = _all(hele, toleranse)
    while sum(len(en.sti) for en in ut.values()) > maks_byte and toleranse < GROVEST:
        toleranse *= GROVERE
        ut = _all(hele, toleranse)
    return ut, toleranse


def _whole(ringer: Iterable[Ring]) -> list[Ring]:
    """The rings that are more than a line, each once: the second of two would be a hole in the first."""
    return list(dict.fromkeys(ren for ring in ringer if len(ren := clean(ring)) > 2))


def _all(hele: Mapping[str, Sequence[Ring]], toleranse: float) -> dict[str, Omriss]:
    forenkler = _Forenkler((ring for ringer in hele.values() for ring in ringer), toleranse)
    ut = {}
    for nummer, ringer in hele.items():
        korte = [kort for ring in ringer if (kort := forenkler.ring(ring)) and area(kort) >= toleranse**2]
        korte = korte or [box(max(ringer, key=area))]
        ut[nummer] = Omriss(path(korte), place(korte))
    return ut


class _Forenkler:
    def __init__(self, ringer: Iterable[Ring], toleranse: float) -> None:
        self.toleranse = toleranse
        self.kjente: dict[Ring, Ring] = {}
        naboer: dict[Punkt, set[Punkt]] = {}
        for ring in ringer:
            for en, neste in pairwise((*ring, ring[0])):
                naboer.setdefault(en, set()).add(neste)
                naboer.setdefault(neste, set()).add(en)
        self.knuter = {punkt for punkt, rundt in naboer.items() if len(rundt) > 2}

    def ring(self, ring: Ring) -> Ring:
        """The ring with its pieces simplified; empty when nothing is left of it."""
        start = next((n for n, punkt in enumerate(ring) if punkt in self.knuter), None)
        if start is None:
            start = ring.index(min(ring))
        lukket = (*ring[start:], *ring[: start + 1])
        ut: list[Punkt] = []
        fra = 0
        for n in range(1, len(lukket)):
            if lukket[n] in self.knuter or n == len(lukket) - 1:
                ut += self._piece(lukket[fra : n + 1])[:-1]
                fra = n
        kort = clean(tuple(ut))
        return kort if len(kort) > 2 else ()

    def _piece(self, bit: Ring) -> Ring:
        """The same answer from whichever side the line is walked."""
        motsatt = bit[::-1]
        if motsatt < bit:
            return self._piece(motsatt)[::-1]
        if bit not in self.kjente:
            self.kjente[bit] = simplify(bit, self.toleranse)
        return self.kjente[bit]


def simplify(bit: Ring, toleranse: float) -> Ring:
    """Douglas–Peucker: what is left out lies within `toleranse` of the line. The ends stay."""
    behold = {0, len(bit) - 1}
    deler = [(0, len(bit) - 1)]
    while deler:
        fra, til = deler.pop()
        lengst, avstand = 0, toleranse
        for n in range(fra + 1, til):
            if (d := distance(bit[n], bit[fra], bit[til])) > avstand:
                lengst, avstand = n, d
        if lengst:
            behold.add(lengst)
            deler += [(fra, lengst), (lengst, til)]
    return tuple(bit[n] for n in sorted(behold))


def distance(p: Punkt, a: Punkt, b: Punkt) -> float:
    """From a point to the line between two others, that is to the nearer end where it lies beyond them."""
    (px, py), (ax, ay), (bx, by) = p, a, b
    dx, dy = bx - ax, by - ay
    lengde = dx * dx + dy * dy
    t = 0.0 if not lengde else min(max(((px - ax) * dx + (py - ay) * dy) / lengde, 0.0), 1.0)
    return hypot(px - ax - t * dx, py - ay - t * dy)


def clean(ring: Sequence[Punkt]) -> Ring:
    """Open, and no point twice in a row."""
    ut: list[Punkt] = []
    for punkt in ring:
        if not ut or punkt != ut[-1]:
            ut.append(punkt)
    while len(ut) > 1 and ut[0] == ut[-1]:
        ut.pop()
    return tuple(ut)


def box(ring: Ring) -> Ring:
    """What is drawn of a kommune of which nothing else would be left: at least one unit each way."""
    vest, nord = min(x for x, _y in ring), min(y for _x, y in ring)
    ost, sor = max(vest + 1, *(x for x, _y in ring)), max(nord + 1, *(y for _x, y in ring))
    return ((vest, nord), (ost, nord), (ost, sor), (vest, sor))


def area(ring: Ring) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise((*ring, ring[0])))) / 2


def path(ringer: Sequence[Ring]) -> str:
    """Each ring from a fixed point and on by steps, which are shorter: `M10 20l5-3 2 8z`."""
    biter = []
    for ring in ringer:
        steg = [tall for (ax, ay), (bx, by) in pairwise(ring) for tall in (bx - ax, by - ay)]
        biter.append(f"M{_tight(ring[0])}l{_tight(steg)}z")
    return "".join(biter)


def _tight(tall: Sequence[int]) -> str:
    """A minus parts two numbers as well as a space does."""
    return "".join(f"{n}" if not i or n < 0 else f" {n}" for i, n in enumerate(tall))


def place(ringer: Sequence[Ring]) -> Plass:
    xer, yer = [x for ring in ringer for x, _y in ring], [y for ring in ringer for _x, y in ring]
    return Plass(min(xer), min(yer), max(xer), max(yer), *roomiest(max(ringer, key=area)))


def roomiest(ring: Ring) -> tuple[int, int, int, int]:
    """Of the middles of some lines across the ring, the one that lies farthest from its border."""
    topp, bunn = min(y for _x, y in ring), max(y for _x, y in ring)
    kanter = list(pairwise((*ring, ring[0])))
    best, storst = (*ring[0], 0, 0), -1.0
    for n in range(_LINJER):
        y = topp + (bunn - topp) * (n + 0.5) / _LINJER
        kryss = sorted(ax + (y - ay) * (bx - ax) / (by - ay) for (ax, ay), (bx, by) in kanter if (ay <= y) != (by <= y))
        for venstre, hoyre in zip(kryss[::2], kryss[1::2], strict=True):
            punkt = round((venstre + hoyre) / 2), round(y)
            rom = min(distance(punkt, a, b) for a, b in kanter)
            if rom > storst:
                best, storst = (*punkt, int((hoyre - venstre) / 2), int(rom)), rom
    return best
