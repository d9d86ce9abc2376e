"""Where the rows of a report lead."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.urls import reverse

from bosetting.rapport.queries.tabell import Rad
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from imdinett.tilgang.tilgang import Hvem

_NUMMER = "0000"


def kommunelenke(bruker: "Hvem") -> Callable[[Rad], str]:
    """The page of a row's kommune, for those who may open it. The address is made once for all of the country."""
    ider = tilgang.kommune_ider(bruker, Rettighet.KOMMUNE_LES)
    adresse = reverse("kommune", args=[_NUMMER])

    def lenke(rad: Rad) -> str:
        apen = ider is tilgang.ALLE or rad.kommune_id in ider
        return adresse.replace(_NUMMER, rad.dagens_nummer) if rad.dagens_nummer and apen else ""

    return lenke
