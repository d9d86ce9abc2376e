"""Panels on the front page. Apps register where they come from; the page knows none of them."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang import tilgang

# A template that begins with an h2, and what it needs.
Panel: TypeAlias = tuple[str, dict[str, Any]]
Kilde = Callable[["tilgang.Hvem", "Kommune | None"], Iterable[Panel]]
_kilder: list[Kilde] = []


def registrer(*kilder: Kilde) -> None:
    """A source of panels: called with the user and the kommune acted for (None for IMDi). Fixed number of queries."""
    _kilder.extend(kilder)


def for_bruker(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Panel]:
    """The panels in the order in which they were registered."""
    return [panel for kilde in _kilder for panel in kilde(bruker, kommune)]
