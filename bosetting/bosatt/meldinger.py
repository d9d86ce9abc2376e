"""B-050: who must be told, in the same transaction, when a bosettingsdato is set, changed or taken away.

The grant module subscribes from its own `oppstart.py`; bosetting does not know who listens.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Bosettingsmelding:
    """`dato` is what holds now (None: the settlement was reversed), `tidligere` what held before.

    `avsluttet` is an `Avslutningsgrunn` when the case ended (W-05): the row in `Avslutning` has the rest.
    """

    sak_id: int
    kommune_id: int
    dato: date | None
    tidligere: date | None = None
    avsluttet: str = ""


Mottaker = Callable[[Bosettingsmelding], None]
_mottakere: list[Mottaker] = []


def registrer(*mottakere: Mottaker) -> None:
    """Called once per receiver, at start."""
    _mottakere.extend(mottakere)


def avregistrer(mottaker: Mottaker) -> None:
    _mottakere.remove(mottaker)


def meld(meldinger: Iterable[Bosettingsmelding]) -> None:
    """Tell every receiver. What a receiver raises stops the registration: both or none."""
    for melding in meldinger:
        for mottaker in _mottakere:
            mottaker(melding)
