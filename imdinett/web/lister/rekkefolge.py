"""What a list is sorted by and how many rows a page has: in the address, the same way in every list (ui.md 4)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import QueryDict

from imdinett.web.lister import rules

SIDE: Final = "side"
PER_SIDE: Final = "per_side"
ANTALL: Final = (25, 50, 100)
# What belongs to the page in view and not to the selection: it goes when the order or the length of a page is changed.
_OM_SIDEN: Final = frozenset({SIDE, "velg", "feil", "format"})


def per_side(sporring: QueryDict) -> int:
    """What nobody can have chosen is the shortest."""
    return next((antall for antall in ANTALL if str(antall) == sporring.get(PER_SIDE)), ANTALL[0])


@dataclass(frozen=True)
class Sortering:
    """`felt`: what a column is called in the address, and what its rows are ordered by.

    `standard`: the list's own order. `i_minnet`: the rows are a list that is read whole anyway, ordered by their
    attributes. Only what the reader sees stands here: an order tells what it is made of.
    """

    felt: Mapping[str, Sequence[str]] = field(default_factory=dict)
    standard: str = ""
    i_minnet: bool = False

    def ordne(self, rader: Any, valgt: str) -> Any:
        kolonner = self.felt.get(valgt.removeprefix("-"), ())
        if self.i_minnet:
            return _ordnet_i_minnet(list(rader), kolonner, valgt) if kolonner else rader
        if not isinstance(rader, QuerySet) or rader.query.is_sliced:
            return rader
        if not kolonner:
            return _stabil(rader)
        fortegn = "-" if valgt.startswith("-") else ""
        return rader.order_by(*(f"{fortegn}{en}" for en in (*kolonner, "pk")))


INGEN: Final = Sortering()


def _ordnet_i_minnet(rader: list[Any], kolonner: Sequence[str], valgt: str) -> list[Any]:
    """Equal rows stay in the order that the list has; what is missing is last, or first when turned, as in SQL."""

    def nokkel(rad: Any) -> list[tuple[bool, Any]]:
        verdier = [verdi(rad, en) for en in kolonner]
        return [(en is None, 0 if en is None else en) for en in verdier]

    return sorted(rader, key=nokkel, reverse=valgt.startswith("-"))


def verdi(rad: Any, sti: str) -> Any:
    """`soknad__husstand__nummer` of a row; None where the way ends."""
    for ledd in sti.split("__"):
        if rad is None:
            return None
        rad = getattr(rad, ledd)
    return rad


def _stabil(rader: QuerySet[Any]) -> QuerySet[Any]:
    """With the key last, so that two pages never have the same row."""
    ledd = tuple(rader.query.order_by) or tuple(rader.model._meta.ordering)
    return rader if {"pk", "-pk"} & {en for en in ledd if isinstance(en, str)} else rader.order_by(*ledd, "pk")


@dataclass(frozen=True)
class Listevalg:
    """For the templates: what is chosen of order and length, and what else of the address goes along."""

    sorter: str
    felt: Collection[str]
    sporring: QueryDict
    # The list's own address, when its rows lead to pages that lead back (`naboer`).
    adresse: str = ""
    forste: int = 0

    @property
    def per_side(self) -> int:
        return per_side(self.sporring)

    @property
    def antall(self) -> Sequence[int]:
        return ANTALL

    @property
    def kan_velge_antall(self) -> int:
        """More rows than this, and there is something to choose."""
        return ANTALL[0]

    @property
    def i_filteret(self) -> list[tuple[str, str]]:
        """What a new filter keeps."""
        valgt = [(PER_SIDE, str(self.per_side))] if self.per_side != ANTALL[0] else []
        return [(rules.SORTERING, self.sorter), *valgt] if self._er_valgt else valgt

    @property
    def _er_valgt(self) -> bool:
        return rules.SORTERING in self.sporring and bool(self.sorter)

    @property
    def uten_sortering(self) -> list[tuple[str, str]]:
        return self._uten(rules.SORTERING)

    @property
    def uten_antall(self) -> list[tuple[str, str]]:
        return self._uten(PER_SIDE)

    def _uten(self, bort: str) -> list[tuple[str, str]]:
        """The last of each name is the one that counts."""
        navnene = [navn for navn in self.sporring if navn not in _OM_SIDEN and navn != bort]
        return [(navn, self.sporring.get(navn, "")) for navn in navnene]

    def med_antall(self, adresse: str) -> str:
        """Another part of the list, with pages as long as here."""
        if self.per_side == ANTALL[0]:
            return adresse
        return f"{adresse}{'&' if '?' in adresse else '?'}{PER_SIDE}={self.per_side}"


def forste_rad(side: Page[Any] | None) -> int:
    """How many rows stand before this page."""
    return (side.number - 1) * side.paginator.per_page if side is not None else 0
