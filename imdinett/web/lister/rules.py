"""What of a list's address is kept under a name: the list's own filters, and nothing that says who somebody is."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from imdinett.tilgang import tilgang

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune

MAKS_NAVN: Final = 60
MAKS_VERDI: Final = 60
MAKS_SPORRING: Final = 500
# DUF, fødselsnummer and D-number, whole or in part, however they are spaced.
_NUMMER: Final = re.compile(r"(?:\d[ .-]?){6,}")
_DATO: Final = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}")
_SORTERING: Final = re.compile(r"-?[a-z_]{1,30}")
SORTERING: Final = "sorter"


def rens(felt: Iterable[str], sporring: Mapping[str, str]) -> str:
    """ui.md 4: the query that is kept. `felt` are the names that the list has declared, in its order."""
    verdier = ((navn, sporring.get(navn, "").strip()) for navn in felt)
    return urlencode([(navn, verdi) for navn, verdi in verdier if verdi and _kan_beholdes(navn, verdi)])


def _kan_beholdes(navn: str, verdi: str) -> bool:
    if navn == SORTERING:
        return bool(_SORTERING.fullmatch(verdi))
    return len(verdi) <= MAKS_VERDI and not har_nummer(verdi)


def har_nummer(tekst: str) -> bool:
    """A number that could be a person's. A date by itself is none: the lists filter on those of cases."""
    return not _DATO.fullmatch(tekst) and bool(_NUMMER.search(tekst))


def kan_dele(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> bool:
    """Share, and see what is shared: in the kommune that one acts for, or in IMDi. A fylke's reader acts for none."""
    return bool(tilgang.roller_i(bruker, kommune.pk)) if kommune else tilgang.er_imdi(bruker)
