"""A report of one or more plain tables: page, chart and file read the same columns and rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from bosetting.rapport.queries.tabell import Celle, Skjult
from imdinett.web import norsk
from imdinett.web.diagram import Soylediagram
from imdinett.web.eksport import Kolonne, Verdi, norsk_celle

SKJULT = ":"
# More than there are kommuner: only lists of lists and of persons are longer.
MAKS_VIST = 400


@dataclass(frozen=True)
class Deltabell:
    kode: str
    tittel: str
    kolonner: Sequence[Kolonne[Any]]
    rader: Sequence[Any] | QuerySet[Any]

    @cached_property
    def _forste(self) -> list[Any]:
        """As many as the page shows and one more. The file has all; the page does not read them."""
        return list(self.rader[: MAKS_VIST + 1])

    @cached_property
    def _verdier(self) -> list[list[Verdi]]:
        return [[_vist(kolonne, rad) for kolonne in self.kolonner] for rad in self._forste[:MAKS_VIST]]

    @property
    def er_tom(self) -> bool:
        return not self._forste

    @property
    def avkortet(self) -> int:
        """How many rows the page shows when it does not show all."""
        return MAKS_VIST if len(self._forste) > MAKS_VIST else 0

    @cached_property
    def vist(self) -> list[SafeString]:
        """The cells of each row as the page draws them, the first as the row's name."""
        andre = range(1, len(self.kolonner))
        celler = ('<td class="tall">{}</td>' if n in self.tallkolonner else "<td>{}</td>" for n in andre)
        mal = "".join(['<th scope="row">{}</th>', *celler])
        return [format_html(mal, *(celle(verdi).html for verdi in rad)) for rad in self._verdier]

    @cached_property
    def tallkolonner(self) -> set[int]:
        """The columns that stand to the right: those with numbers and nothing else."""
        per_kolonne = list(zip(*self._verdier, strict=True))
        return {n for n, alle in enumerate(per_kolonne) if all(_er_tall(verdi) for verdi in alle)}

    @property
    def hoder(self) -> list[tuple[str, bool]]:
        return [(kolonne.navn, n in self.tallkolonner) for n, kolonne in enumerate(self.kolonner)]


@dataclass(frozen=True)
class Enkelrapport:
    kode: str
    tittel: str
    ingress: str
    tabeller: Sequence[Deltabell]
    noter: Sequence[str] = ()
    diagram: Soylediagram | None = None

    @property
    def definisjoner(self) -> list[tuple[str, str]]:
        alle = {k.navn: k.forklaring for tabell in self.tabeller for k in tabell.kolonner if k.forklaring}
        return list(alle.items())

    @property
    def er_tom(self) -> bool:
        return all(tabell.er_tom for tabell in self.tabeller)


def _vist(kolonne: Kolonne[Any], rad: Any) -> Verdi:
    verdi = kolonne.verdi(rad)
    return str(verdi) if kolonne.er_aar and verdi is not None else verdi


def _er_tall(verdi: Verdi) -> bool:
    return verdi is None or verdi == SKJULT or (isinstance(verdi, int | float) and not isinstance(verdi, bool))


def celle(verdi: Verdi) -> Celle:
    match verdi:
        case None:
            return Celle()
        case bool():
            return Celle(tekst=norsk_celle(verdi))
        case int():
            return Celle(verdi)
        case float():
            return Celle(tekst=norsk.tall(verdi, 0 if verdi == int(verdi) else 1))
        case date():
            return Celle(tekst=norsk.kortdato(verdi))
    return Celle(skjult=Skjult.PERSONVERN) if verdi == SKJULT else Celle(tekst=str(verdi))
