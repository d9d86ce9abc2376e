from django.db import models
from django.utils.translation import gettext_lazy as _


class Bosettingsvedtakstilstand(models.TextChoices):
    GJELDER = "gjelder", _("Gjelder")
    OPPHEVET = "opphevet", _("Opphevet")


MOVES = {Bosettingsvedtakstilstand.GJELDER: frozenset({Bosettingsvedtakstilstand.OPPHEVET})}
