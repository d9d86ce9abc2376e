from django.db import models
from django.utils.translation import gettext_lazy as _


class Overtakelsestilstand(models.TextChoices):
    PROVD = "provd", _("Prøvd, ikke lest inn")
    LESES = "leses", _("Leses inn")
    LEST = "lest", _("Lest inn")
    FORKASTET = "forkastet", _("Forkastet")


class Stans(models.TextChoices):
    """Why a file that the worker was to read in was not. Nothing of it has been taken over."""

    ENDRET = "endret", _("Noe er endret siden filen ble prøvd, så den ville gitt et annet resultat. Se over på nytt.")
    UTEN_RETT = "uten_rett", _("Filen ble ikke lest inn. Den som ba om det, har ikke lenger tilgang til det.")
    FEILET = "feilet", _("Filen ble ikke lest inn. Ingenting er overtatt. Prøv igjen.")


O = Overtakelsestilstand  # noqa: E741
MOVES = {
    O.PROVD: frozenset({O.LESES, O.LEST, O.FORKASTET}),
    O.LESES: frozenset({O.LEST, O.PROVD}),
}
