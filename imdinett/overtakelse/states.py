from django.db import models
from django.utils.translation import gettext_lazy as _


class Overtakelsestilstand(models.TextChoices):
    PROVD = "provd", _("Prøvd, ikke lest inn")
    LEST = "lest", _("Lest inn")
    FORKASTET = "forkastet", _("Forkastet")


O = Overtakelsestilstand  # noqa: E741
MOVES = {O.PROVD: frozenset({O.LEST, O.FORKASTET})}
