"""An invented country: the kommuner as wavy squares beside each other, in files as they come from outside."""

import json
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from math import ceil, sqrt
from random import Random
from typing import Any

from imdinett.kommune.models import Kommune, Kommunenummer

Punkt = tuple[float, float]
GRADER = (5.0, 58.0, 31.0, 71.0)
UTM33 = (-60_000.0, 6_450_000.0, 1_100_000.0, 7_900_000.0)
UTM32 = (260_000.0, 6_450_000.0, 1_330_000.0, 7_950_000.0)


class Land:
    """`bolger`: each border is halved so many times, and each middle moved."""

    def __init__(self, numre: Sequence[str], *, ramme: tuple[float, float, float, float] = GRADER, bolger: int = 0):
        self.numre, self.ramme, self.bolger = list(numre), ramme, bolger
        self.bredde = ceil(sqrt(len(self.numre)))
        self.hoyde = ceil(len(self.numre) / self.bredde)

    @cached_property
    def kanter(self) -> dict[tuple[int, int, int, int], list[Punkt]]:
        return {
            (i, j, *neste): self._kant((i, j), neste)
            for i in range(self.bredde + 1)
            for j in range(self.hoyde + 1)
            for neste in ((i + 1, j), (i, j + 1))
        }

    def _kant(self, fra: tuple[int, int], til: tuple[int, int]) -> list[Punkt]:
        tilfeldig, linje = Random(repr((fra, til))), [self._hjorne(*fra), self._hjorne(*til)]
        utslag = (self.ramme[2] - self.ramme[0]) / self.bredde / 8
        for _bolge in range(self.bolger):
            ny = [linje[0]]
            for (ax, ay), (bx, by) in pairwise(linje):
                x, y = tilfeldig.uniform(-utslag, utslag), tilfeldig.uniform(-utslag, utslag) / 2
                ny += [((ax + bx) / 2 + x, (ay + by) / 2 + y), (bx, by)]
            linje, utslag = ny, utslag / 2
        return linje

    def _hjorne(self, i: int, j: int) -> Punkt:
        vest, sor, ost, nord = self.ramme
        return vest + (ost - vest) * i / self.bredde, sor + (nord - sor) * j / self.hoyde

    def _rundt(self, n: int) -> list[tuple[tuple[int, int, int, int], bool]]:
        """The four borders of the n-th square, and whether each is walked backwards."""
        j, i = divmod(n, self.bredde)
        return [
            ((i, j, i + 1, j), False),
            ((i + 1, j, i + 1, j + 1), False),
            ((i, j + 1, i + 1, j + 1), True),
            ((i, j, i, j + 1), True),
        ]

    def ring(self, n: int) -> list[Punkt]:
        ut: list[Punkt] = []
        for kant, bakover in self._rundt(n):
            linje = self.kanter[kant][::-1] if bakover else self.kanter[kant]
            ut += linje[1:] if ut else linje
        return ut

    def former(self) -> list[dict[str, Any]]:
        return [
            {
                "type": "Feature",
                "properties": {"kommunenummer": nummer, "kommunenavn": f"Prøve {nummer}"},
                "geometry": {"type": "Polygon", "coordinates": [self.ring(n)]},
            }
            for n, nummer in enumerate(self.numre)
        ]

    def geojson(self, *ekstra: dict[str, Any], uten: Sequence[str] = ()) -> bytes:
        former = [form for form in self.former() if form["properties"]["kommunenummer"] not in uten]
        return json.dumps({"type": "FeatureCollection", "features": [*former, *ekstra]}).encode()

    def topojson(self, *, trinn: int = 1_000_000) -> bytes:
        """Quantized as topojson-server does it: whole numbers, each from the one before."""
        nokler = list(self.kanter)
        (vest, sor, ost, nord) = self.ramme
        (x0, y0), (sx, sy) = (vest - 1, sor - 1), ((ost - vest + 2) / trinn, (nord - sor + 2) / trinn)
        linjer = []
        for nokkel in nokler:
            hele = [(round((x - x0) / sx), round((y - y0) / sy)) for x, y in self.kanter[nokkel]]
            steg = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(hele)]
            linjer.append([hele[0], *steg])
        plass = {nokkel: n for n, nokkel in enumerate(nokler)}
        former = [
            {
                "type": "Polygon",
                "properties": {"kommunenummer": nummer, "kommunenavn": f"Prøve {nummer}"},
                "arcs": [[~plass[kant] if bakover else plass[kant] for kant, bakover in self._rundt(n)]],
            }
            for n, nummer in enumerate(self.numre)
        ]
        return json.dumps(
            {
                "type": "Topology",
                "transform": {"scale": [sx, sy], "translate": [x0, y0]},
                "objects": {"kommuner": {"type": "GeometryCollection", "geometries": former}},
                "arcs": linjer,
            }
        ).encode()


def kommuner_med(numre: Sequence[str]) -> None:
    """Kommuner of today with these numbers, and nothing more of them."""
    nye = Kommune.objects.bulk_create(
        Kommune(nummer=nummer, navn=f"Prøve {nummer}", visningsnavn=f"Prøve {nummer}") for nummer in numre
    )
    Kommunenummer.objects.bulk_create(Kommunenummer(kommune=ny, nummer=ny.nummer, navn=ny.navn) for ny in nye)


def form(nummer: object, geometri: object, navn: str = "") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"kommunenummer": nummer, "kommunenavn": navn},
        "geometry": geometri,
    }
