"""Who gets the e-mail of a notice at once. The package that keeps the users' choices says it; without it everybody."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imdinett.bruker.models import Bruker
    from imdinett.utboks.notices import Varsel

    Fordeling = Callable[[Varsel, Sequence[Bruker]], Sequence[Bruker]]

_fordeling: "list[Fordeling]" = []


def registrer(fordeling: "Fordeling") -> None:
    """`fordeling(varsel, mottakere)` runs in the transaction of the notice and gives those who get it by e-mail now."""
    _fordeling[:] = [fordeling]


def faar_epost(varsel: "Varsel", mottakere: "Sequence[Bruker]") -> "Sequence[Bruker]":
    """Notices without a topic concern the account itself: nobody can choose them away."""
    return _fordeling[0](varsel, mottakere) if varsel.tema and _fordeling else mottakere
