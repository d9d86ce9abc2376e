"""The application of a household that lives privately (bosetting.md §5, B-062, B-063)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Soknadstilstand(models.TextChoices):
    MOTTATT = "mottatt", _("Mottatt")
    INNVILGET = "innvilget", _("Får tilbud")
    AVVIST = "avvist", _("Kom for sent")
    TRUKKET = "trukket", _("Trukket")


S = Soknadstilstand
MOVES = {S.MOTTATT: frozenset({S.INNVILGET, S.AVVIST, S.TRUKKET})}
# A household has one of these at most; after a withdrawal it can apply again.
GJELDER = frozenset({S.MOTTATT, S.INNVILGET, S.AVVIST})
