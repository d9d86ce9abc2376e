"""What the review must know of persons and tasks. The core knows neither: the app that has them says it at start."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Oppslag:
    """Somebody has looked at somebody, from a kommune, an enhet, or (with neither) IMDi."""

    bruker_id: int
    person_id: int
    kommune_id: int | None = None
    enhet_id: int | None = None


@dataclass(frozen=True)
class Personfakta:
    """Compared and forgotten: no name is kept with the review. `er_ansatt`: works in, or is close to, a unit."""

    fornavn: str
    etternavn: str
    saksnummer: str = ""
    er_skjermet: bool = False
    er_ansatt: bool = False


Fakta = Callable[[Collection[int]], Mapping[int, Personfakta]]
MedOppgave = Callable[[Collection[Oppslag], datetime, datetime], set[Oppslag]]
_kilder: list[tuple[Fakta, MedOppgave]] = []


def registrer(fakta: Fakta, med_oppgave: MedOppgave) -> None:
    """`med_oppgave(oppslag, fra, til)` gives those where the user had a task on the person in that time."""
    _kilder[:] = [(fakta, med_oppgave)]


def fakta(person_ider: Collection[int]) -> Mapping[int, Personfakta]:
    return _kilder[0][0](person_ider)


def med_oppgave(oppslag: Collection[Oppslag], fra: datetime, til: datetime) -> set[Oppslag]:
    return _kilder[0][1](oppslag, fra, til)
