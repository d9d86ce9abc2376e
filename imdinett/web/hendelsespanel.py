"""The rows of the events panel on an object's page: what happened, never who looked (decision 18)."""

from collections.abc import Iterable

from django.db.models import Model

from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning
from imdinett.web.komponent import Tidspunkt

ANTALL = 20


def for_objekt(obj: Model, bruker: Bruker, *, antall: int = ANTALL) -> list[Tidspunkt]:
    """The last events of one object that the user may see, newest first. One query beside the user's grants."""
    return rader(Hendelse.objects.synlig_for(bruker).gjelder(obj)[:antall])


def for_objekter(objekter: Iterable[Model], bruker: Bruker, *, antall: int = ANTALL) -> list[Tidspunkt]:
    """The same for an object and its parts; one query for each."""
    alle = [hendelse for obj in objekter for hendelse in Hendelse.objects.synlig_for(bruker).gjelder(obj)[:antall]]
    return rader(sorted(alle, key=lambda hendelse: (hendelse.tid, hendelse.pk), reverse=True)[:antall])


def rader(hendelser: Iterable[Hendelse]) -> list[Tidspunkt]:
    return [Tidspunkt(setning(en), en.tid, en.bruker_navn or "IMDinett", en.rolle) for en in hendelser]
