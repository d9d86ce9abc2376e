"""A long report that the worker makes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Filtilstand(models.TextChoices):
    VENTER = "venter", _("Venter")
    LAGES = "lages", _("Lages")
    FERDIG = "ferdig", _("Ferdig")
    FEILET = "feilet", _("Feilet")
    SLETTET = "slettet", _("Slettet")


F = Filtilstand
MOVES = {
    F.VENTER: frozenset({F.LAGES, F.FEILET, F.SLETTET}),
    F.LAGES: frozenset({F.LAGES, F.FERDIG, F.FEILET, F.SLETTET}),
    F.FERDIG: frozenset({F.SLETTET}),
    F.FEILET: frozenset({F.SLETTET}),
}
