from django.db import models
from django.utils.translation import gettext_lazy as _


class Filtilstand(models.TextChoices):
    VENTER = "venter", _("Venter på viruskontroll")
    REN = "ren", _("Kontrollert")
    SMITTET = "smittet", _("Stoppet: filen har virus")


MOVES = {Filtilstand.VENTER: frozenset({Filtilstand.REN, Filtilstand.SMITTET})}
