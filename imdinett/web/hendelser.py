"""Events as people read them: one sentence per kind, from templates/imdinett/hendelse/."""

from collections.abc import Iterable

from django.db.models import Model
from django.template.loader import render_to_string

from imdinett.hendelse.models import Hendelse
from imdinett.tilgang import tilgang
from imdinett.web.komponent import Tidspunkt

PANEL_ANTALL = 50


def panel(obj: Model, bruker: "tilgang.Hvem") -> list[Tidspunkt]:
    """What has happened to one object, newest first, as far as the user may read it. One query."""
    return tidspunkter(Hendelse.objects.gjelder(obj).synlig_for(bruker)[:PANEL_ANTALL])


def tidspunkter(hendelser: Iterable[Hendelse]) -> list[Tidspunkt]:
    return [Tidspunkt(setning(rad), rad.tid, rad.bruker_navn or "IMDinett", rad.rolle) for rad in hendelser]


def setning(rad: Hendelse) -> str:
    return render_to_string(f"imdinett/hendelse/{rad.type}.txt", rad.data).strip()
