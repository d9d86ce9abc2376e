"""From the coordinates of a file to the units of our maps. Pure: no database.

All maps are drawn in UTM zone 33, as Kartverket draws the whole country. One unit is 500 m; x grows to the east and
y to the south, as in SVG. The projection is Krüger's series to the third order, which is right to a millimetre here.
"""

from enum import StrEnum
from math import asinh, atan2, atanh, cos, cosh, hypot, radians, sin, sinh, sqrt
from typing import NamedTuple

ENHET = 500
ORIGO_OST, ORIGO_NORD = -200_000, 8_100_000

# WGS84 (EUREF89 is within a metre of it) and UTM zone 33.
_STORE_HALVAKSE, _FLATTRYKNING = 6_378_137.0, 1 / 298.257223563
_MIDTMERIDIAN, _SKALA, _FALSK_OST = 15.0, 0.9996, 500_000.0
_N = _FLATTRYKNING / (2 - _FLATTRYKNING)
_EKSENTRISITET = 2 * sqrt(_N) / (1 + _N)
_RADIUS = _SKALA * _STORE_HALVAKSE / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_LEDD = (_N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16, 13 * _N**2 / 48 - 3 * _N**3 / 5, 61 * _N**3 / 240)


class Koordinater(StrEnum):
    GRADER = "lengde- og breddegrader"
    UTM33 = "UTM sone 33"


class Ramme(NamedTuple):
    """The smallest rectangle around some points."""

    vest: float
    sor: float
    ost: float
    nord: float

    def innenfor(self, ytre: "Ramme") -> bool:
        return ytre.vest <= self.vest <= self.ost <= ytre.ost and ytre.sor <= self.sor <= self.nord <= ytre.nord


NORGE_I_GRADER = Ramme(2.0, 57.0, 34.0, 73.0)
NORGE_I_UTM33 = Ramme(-200_000, 6_300_000, 1_250_000, 8_100_000)
# The country from the west coast to Vardø lies otherwise in the zones beside: in 32 it begins east of the first of
# these, in 35 it ends west of the second.
_VESTKYSTEN_FOR, _FINNMARK_ETTER = 200_000, 900_000


def gjenkjenn(ramme: Ramme) -> Koordinater | None:
    """What the numbers of a file with the whole country are; None for those that it would be a guess to read."""
    if ramme.innenfor(NORGE_I_GRADER):
        return Koordinater.GRADER
    hele_landet = ramme.vest < _VESTKYSTEN_FOR and ramme.ost > _FINNMARK_ETTER
    return Koordinater.UTM33 if hele_landet and ramme.innenfor(NORGE_I_UTM33) else None


def utm33(lengde: float, bredde: float) -> tuple[float, float]:
    """Metres east and north in UTM zone 33 of a point in degrees."""
    phi, delta = radians(bredde), radians(lengde - _MIDTMERIDIAN)
    t = sinh(atanh(sin(phi)) - _EKSENTRISITET * atanh(_EKSENTRISITET * sin(phi)))
    xi, eta = atan2(t, cos(delta)), asinh(sin(delta) / hypot(t, cos(delta)))
    nord = xi + sum(ledd * sin(2 * j * xi) * cosh(2 * j * eta) for j, ledd in enumerate(_LEDD, 1))
    ost = eta + sum(ledd * cos(2 * j * xi) * sinh(2 * j * eta) for j, ledd in enumerate(_LEDD, 1))
    return _FALSK_OST + _RADIUS * ost, _RADIUS * nord


def rute(punkt: tuple[float, float], koordinater: Koordinater) -> tuple[int, int]:
    """The point in whole units of the map."""
    ost, nord = utm33(*punkt) if koordinater == Koordinater.GRADER else punkt
    return round((ost - ORIGO_OST) / ENHET), round((ORIGO_NORD - nord) / ENHET)
