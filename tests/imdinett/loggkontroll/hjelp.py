"""A week in November 2026, and lines of the access log in it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from imdinett.hendelse.models import Innsyn
from imdinett.hendelse.typer import Handling, Utfall
from tests.hjelp import lag_innsyn

MANDAG = date(2026, 11, 16)
# The Monday after, when the list of the week is made.
ETTER = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


def se(bruker: Any, person: Any = None, *, dag: int = 2, time: int = 12, kommune: Any = None, **felt: Any) -> Innsyn:
    """A look on a day of the week (0 is Monday), at an hour in Norway: winter time is an hour before UTC."""
    tid = datetime.combine(MANDAG, datetime.min.time(), UTC) + timedelta(days=dag, hours=time - 1, minutes=10)
    return lag_innsyn(
        **{
            "tid": tid,
            "bruker_id": bruker.pk,
            "bruker_navn": bruker.navn,
            "kommune_id": kommune.pk if kommune else None,
            "enhet": "" if kommune else "IMDi",
            "handling": Handling.LESE,
            "utfall": Utfall.VIST,
            "person_id": person.pk if person else None,
            "saksnummer": person.sak.nummer if person else "",
            "del_av": "mappe",
            "formaal": "Åpen sak i egen kommune",
            "beskrivelse": "Åpnet personmappen.",
            **felt,
        }
    )
