"""Events as people read them, for the panel on an object's page: what happened, never who looked (decision 18)."""

from collections.abc import Iterable

from django.db.models import Model

from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning
from imdinett.tilgang import tilgang
from imdinett.web.komponent import Tidspunkt

PANEL_ANTALL = 50


def panel(obj: Model, bruker: "tilgang.Hvem") -> list[Tidspunkt]:
    """Of one object."""
    return panel_om([obj], bruker)


def panel_om(objekter: Iterable[Model], bruker: "tilgang.Hvem") -> list[Tidspunkt]:
    """What has happened to some objects, newest first, as far as the user may read it. One query."""
    return tidspunkter(Hendelse.objects.om(objekter, bruker)[:PANEL_ANTALL])


def tidspunkter(hendelser: Iterable[Hendelse]) -> list[Tidspunkt]:
    return [Tidspunkt(setning(rad), rad.tid, rad.bruker_navn or "IMDinett", rad.rolle) for rad in hendelser]
