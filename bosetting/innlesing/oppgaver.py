"""Refused rows, for the front page. Computed from state (ui.md 5.1)."""

from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.bosatt import rules
from bosetting.innlesing.models import Importrad
from imdinett.kjerne import klokke
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang import tilgang


def avviste_rader(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """One per file with rows that nobody has dealt with. One query."""
    if not rules.er_imdi_bosetter(bruker):
        return []
    rader = (
        Importrad.objects.all()
        .synlig_for(bruker)
        .ubehandlet()
        .order_by("kjoring__kjort_tid", "kjoring")
        .values_list("kjoring", "kjoring__filnavn", "kjoring__kjort_tid")
        .annotate(Count("pk"))
    )
    return [
        Oppgave(
            tekst=_("Behandle avviste rader"),
            url=reverse("imdi_datoimport", args=[kjoring]),
            gjelder=ngettext("%(fil)s, %(antall)d rad", "%(fil)s, %(antall)d rader", antall)
            % {"fil": filnavn, "antall": antall},
            alder=klokke.dag(tid),
        )
        for kjoring, filnavn, tid, antall in rader
    ]
