"""Who sends files, and the dated formats they are read in."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Filslag(models.TextChoices):
    """The second word of a file's first line: `imdinett;<slag>;<versjon>`."""

    MOTTAK = "mottak-bosettingsdato", _("Bosettingsdatoer fra mottak")
    UDI = "udi-tillatelse", _("Tillatelser fra UDI")


# The day a format took effect. A new one is a new date beside the old, for as long as files of both come.
VERSJONER: Mapping[str, frozenset[str]] = {
    Filslag.MOTTAK: frozenset({"2026-11-28"}),
    Filslag.UDI: frozenset({"2026-11-28"}),
}


class Udihendelse(models.TextChoices):
    TILLATELSE = "tillatelse_gitt", _("Tillatelse gitt")
    TAPT = "tillatelse_tapt", _("Tillatelse tapt")
    UTREIST = "utreist", _("Forlot Norge")
    DOD = "dod", _("Død")
