"""What else ends when a person becomes protected. Packages above say so; this one knows none of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bosetting.person.models import Sak
    from imdinett.bruker.models import Bruker

    Folge = Callable[[Bruker, Sak], None]

_folger: list["Folge"] = []


def registrer(*folger: "Folge") -> None:
    """Called in the transaction that makes the level stricter, so that it takes effect at once."""
    _folger.extend(folger)


def kjor(bruker: "Bruker", sak: "Sak") -> None:
    for folge in _folger:
        folge(bruker, sak)
