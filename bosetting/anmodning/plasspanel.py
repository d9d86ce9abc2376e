"""The year's places on the kommune's front page (ui.md 5.1)."""

from typing import TYPE_CHECKING

from django.urls import reverse

from bosetting.anmodning import queries, visning
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.paneler import Panel

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune

LESERE = (Rettighet.ANMODNING_LES, Rettighet.KOMMUNEVEDTAK_LES)


def panel(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Panel]:
    """B-028: the kommune's own account, in the words of its page of the year (decision 20). One query."""
    if kommune is None or not all(tilgang.har(bruker, rett, kommune.pk) for rett in LESERE):
        return []
    regnskap = queries.plassregnskap(kommune, klokke.today().year)
    url = f"{reverse('kommune_anmodninger', args=[kommune.nummer])}?aar={regnskap.aar}"
    verdier = {"aar": regnskap.aar, "url": url, "er_tom": regnskap.er_tom}
    if not regnskap.er_tom:
        verdier |= {"tall": visning.nokkeltall(regnskap), "plasser": visning.plassbar(regnskap)}
    return [("bosetting/anmodning/_plasspanel.html", verdier)]
