"""Letters about persons are open only while the case they belong to is.

The outbox knows no cases: the packages above say, per kind of object, which ones a user may open.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang

    Apne = Callable[[tilgang.Hvem], QuerySet[Any]]

PERSON = "person."
_apne: dict[str, "Apne"] = {}


def registrer(gjelder_type: str, apne: "Apne") -> None:
    """`apne(bruker)` gives the objects of this kind whose person letters the user may read in a kommune."""
    _apne[gjelder_type] = apne


def apne_saker() -> dict[str, "Apne"]:
    return _apne
