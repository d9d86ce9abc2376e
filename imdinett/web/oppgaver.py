"""Tasks are computed from state, never made by hand (ui.md 5.1). Apps register where they come from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from imdinett.kjerne import klokke

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang import tilgang


@dataclass(frozen=True)
class Oppgave:
    """Something somebody must do, by when, and where. `alder` breaks ties: oldest first.

    `ta_url` takes a POST that makes the reader ansvarlig; tasks that nobody can be ansvarlig for have none.
    """

    tekst: str | Promise
    url: str
    gjelder: str
    frist: date | None = None
    ansvarlig: str = ""
    alder: date | None = None
    ansvarlig_id: int | None = None
    ta_url: str = ""

    @property
    def dager_igjen(self) -> int | None:
        return (self.frist - klokke.today()).days if self.frist else None

    @property
    def er_forfalt(self) -> bool:
        return self.frist is not None and self.frist < klokke.today()


Kilde = Callable[["tilgang.Hvem", "Kommune | None"], Iterable[Oppgave]]
_kilder: list[Kilde] = []


def registrer(*kilder: Kilde) -> None:
    """A source of tasks: called with the user and the kommune acted for (None for IMDi). Fixed number of queries."""
    _kilder.extend(kilder)


def for_bruker(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """All tasks of the user, past the frist first, then by frist, those without last."""
    alle = [oppgave for kilde in _kilder for oppgave in kilde(bruker, kommune)]
    return sorted(alle, key=lambda o: (o.frist is None, o.frist or date.max, o.alder or date.max))


def for_ansvarlig(oppgaver: Iterable[Oppgave], bruker: "tilgang.Hvem", hvem: str) -> list[Oppgave]:
    """«Mine» or «Uten ansvarlig» among the tasks; anything else is all of them."""
    if hvem == "mine":
        return [en for en in oppgaver if en.ansvarlig_id is not None and en.ansvarlig_id == bruker.pk]
    if hvem == "uten":
        return [en for en in oppgaver if not en.ansvarlig]
    return list(oppgaver)
