"""How far a kommune has come with a quarter. Computed from its answer and the register, never stored."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Avstemmingsstatus(models.TextChoices):
    IKKE_SVART = "ikke_svart", _("Ikke svart")
    BEKREFTET = "bekreftet", _("Bekreftet")
    STEMMER_IKKE = "stemmer_ikke", _("Stemmer ikke")
    ENDRET = "endret", _("Endret siden")


S = Avstemmingsstatus
# Those who owe an answer: it was never given, or the register has changed since.
VENTER = frozenset({S.IKKE_SVART, S.ENDRET})
