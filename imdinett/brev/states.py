"""How far a translation of a letter has come (W-15)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Oversettelsestilstand(models.TextChoices):
    UTKAST = "utkast", _("Utkast")
    GODKJENT = "godkjent", _("Godkjent")
    ERSTATTET = "erstattet", _("Erstattet")
    TRUKKET = "trukket", _("Trukket tilbake")


MOVES = {
    Oversettelsestilstand.UTKAST: frozenset({Oversettelsestilstand.GODKJENT}),
    Oversettelsestilstand.GODKJENT: frozenset({Oversettelsestilstand.ERSTATTET, Oversettelsestilstand.TRUKKET}),
}
