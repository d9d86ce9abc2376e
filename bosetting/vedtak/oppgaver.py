"""What IMDi must decide, for the front page. Computed from state (ui.md 5.1)."""

from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.vedtak import queries, rules
from imdinett.kjerne import klokke
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang import tilgang


def til_avgjorelse(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """One per answered list with a yes. One query."""
    if not rules.kan_fatte(bruker):
        return []
    rader = (
        queries.til_avgjorelse(bruker)
        .order_by("liste__besvart_tid", "liste")
        .values_list("liste__nummer", "liste__kommune__visningsnavn", "liste__besvart_tid")
        .annotate(Count("pk"))
    )
    return [
        Oppgave(
            tekst=_("Fatt vedtak"),
            url=reverse("imdi_vedtak"),
            gjelder=_("liste %(liste)s, %(kommune)s, %(antall)s")
            % {"liste": nummer, "kommune": navn, "antall": personer(antall)},
            alder=klokke.dag(besvart) if besvart else None,
        )
        for nummer, navn, besvart, antall in rader
    ]


def personer(antall: int) -> str:
    return ngettext("%(antall)d person", "%(antall)d personer", antall) % {"antall": antall}
