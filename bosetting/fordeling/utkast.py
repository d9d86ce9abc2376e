"""Answers that are begun and not sent, on the kommune's front page (ui.md 5.1)."""

from typing import TYPE_CHECKING

from bosetting.fordeling.models import Fordelingsliste, Husstandssvar
from bosetting.fordeling.states import Linjetilstand
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.paneler import Panel

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune


def panel(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Panel]:
    """For those who answer for the kommune: each list's draft, saved last by whom and when. One query."""
    if kommune is None or not tilgang.har(bruker, Rettighet.FORDELING_BESVAR, kommune.pk):
        return []
    lister = Fordelingsliste.objects.synlig_for(bruker).filter(kommune=kommune).ubesvart()
    lagret = Husstandssvar.objects.filter(
        liste__in=lister, endret_tid__isnull=False, linjer__tilstand=Linjetilstand.VENTER
    )
    siste = lagret.select_related("liste", "endret_av").order_by("liste__frist", "liste_id", "-endret_tid")
    utkast = list(siste.distinct("liste__frist", "liste_id"))
    return [("bosetting/fordeling/_utkast.html", {"utkast": utkast})] if utkast else []
