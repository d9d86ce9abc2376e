"""The rows of R1 and R3 as the pages draw them, and where they lead."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.safestring import SafeString

from bosetting.rapport.queries.tabell import LANDET, Rad, Tabell, tallceller
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.tegn import tegn

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


@dataclass(frozen=True)
class Linje:
    rad: Rad
    url: str
    med_fylke: bool

    @property
    def html(self) -> SafeString:
        """Drawn here: a template takes several times as long for a whole country."""
        rad = self.rad
        under = [tegn('<div class="im-dempet">{}</div>', tekst) for tekst in (rad.undernavn, rad.merknad) if tekst]
        return tegn(
            '<tr><th scope="row">{}{}</th><td>{}</td>{}{}</tr>',
            tegn('<a class="ds-link" href="{}">{}</a>', self.url, rad.navn) if self.url else rad.navn,
            SafeString("".join(under)),
            rad.nummer,
            tegn("<td>{}</td>", rad.fylke) if self.med_fylke else "",
            tallceller(rad.celler.values()),
        )


def linjer(tabell: Tabell, rader: Iterable[Rad], lenke: Callable[[Rad], str]) -> list[Linje]:
    """The rows in the order they come in; in the whole country each with its fylke."""
    return [Linje(rad, lenke(rad), tabell.omraade == LANDET) for rad in rader]
