from django.db import models
from django.utils.translation import gettext_lazy as _


class Verdikilde(models.TextChoices):
    """Where the values of a criterion come from. What the product does not hold is read from a file."""

    FOLKETALL = "folketall", _("folketallet i kommuneregisteret")
    FORRIGE = "forrige", _("anmodningen som gjaldt før runden")
    FIL = "fil", _("fil")


class Grunnlag(models.TextChoices):
    """What a value says: how much there is in the kommune, or how much there is per inhabitant."""

    VERDI = "verdi", _("En mengde (verdien brukes som den er)")
    PER_INNBYGGER = "per_innbygger", _("En andel eller rate (verdien ganges med folketallet)")


class Malstatus(models.TextChoices):
    FASTSATT = "fastsatt", _("fastsatt")
    FORSLAG = "forslag", _("forslag – avklares")
