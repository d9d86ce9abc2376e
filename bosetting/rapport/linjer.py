"""The rows of R1 and R3 as the pages draw them, and where they lead."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from bosetting.rapport.queries.tabell import LANDET, Rad, Tabell, tallceller
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.tegn import tegn, trygg

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


class Linje(NamedTuple):
    rad: Rad
    url: str
    med_fylke: bool

    @property
    def html(self) -> SafeString:
        """Drawn here: a template takes several times as long for a whole country."""
        rad = self.rad
        navn = tegn('<a class="ds-link" href="{}">{}</a>', self.url, rad.navn) if self.url else trygg(rad.navn)
        under = "".join(f'<div class="im-dempet">{trygg(en)}</div>' for en in (rad.undernavn, rad.merknad) if en)
        fylke = f"<td>{trygg(rad.fylke)}</td>" if self.med_fylke else ""
        celler = tallceller(rad.celler.values())
        return SafeString(f'<tr><th scope="row">{navn}{under}</th><td>{trygg(rad.nummer)}</td>{fylke}{celler}</tr>')


def linjer(tabell: Tabell, rader: Iterable[Rad], lenke: Callable[[Rad], str]) -> list[Linje]:
    """The rows in the order they come in; in the whole country each with its fylke."""
    return [Linje(rad, lenke(rad), tabell.omraade == LANDET) for rad in rader]
