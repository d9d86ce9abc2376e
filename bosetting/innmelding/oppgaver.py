"""Requests for certain persons that wait for IMDi's answer. Computed from state (ui.md 5.1)."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.innmelding import rules
from bosetting.innmelding.models import BestemtPerson
from imdinett.kjerne import klokke
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang import tilgang

VISES = 50


def til_svar(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """The oldest first, by kommune and never by name. One query."""
    if kommune is not None or not rules.kan_behandle(bruker):
        return []
    rader = BestemtPerson.objects.synlig_for(bruker).sendt().select_related("kommune").order_by("sendt_tid", "pk")
    return [
        Oppgave(
            tekst=_("Svar på innmelding om avtalt selvbosetting")
            if rad.avtalt_selvbosetting
            else _("Svar på innmelding om en bestemt person"),
            url=reverse("imdi_innmelding", args=["bestemt-person", rad.pk]),
            gjelder=str(rad.kommune),
            alder=klokke.dag(rad.sendt_tid),
        )
        for rad in rader[:VISES]
    ]
