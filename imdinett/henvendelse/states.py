"""A case that a kommune has raised, and whose turn it is (bosetting.md §8)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Henvendelsestilstand(models.TextChoices):
    NY = "ny", _("Ny")
    UNDER_BEHANDLING = "under_behandling", _("Under behandling")
    VENTER_KOMMUNE = "venter_kommune", _("Venter på kommunen")
    LUKKET = "lukket", _("Lukket")


T = Henvendelsestilstand
MOVES = {
    T.NY: frozenset({T.UNDER_BEHANDLING, T.LUKKET}),
    T.UNDER_BEHANDLING: frozenset({T.VENTER_KOMMUNE, T.LUKKET}),
    T.VENTER_KOMMUNE: frozenset({T.UNDER_BEHANDLING, T.LUKKET}),
    T.LUKKET: frozenset({T.UNDER_BEHANDLING}),
}
VENTER_IMDI = frozenset({T.NY, T.UNDER_BEHANDLING})
APEN = VENTER_IMDI | {T.VENTER_KOMMUNE}


class Part(models.TextChoices):
    """Who wrote, and whose turn it is."""

    KOMMUNE = "kommune", _("Kommunen")
    IMDI = "imdi", _("IMDi")
