"""Events on what only the folder shows."""

from typing import Any

from bosetting.person.models import Sak
from bosetting.person.states import MAPPE_APEN
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Hendelsestype


def logg(bruker: Bruker, hva: Hendelsestype, sak: Sak, **data: Any) -> None:
    """B-034: who writes at a mottak tells where the person is, so the kommune reads it when the folder is open."""
    if sak.tilstand in MAPPE_APEN:
        hendelse.log(bruker, hva, sak, **data)
    else:
        hendelse.log_internt(bruker, hva, sak, **data)
