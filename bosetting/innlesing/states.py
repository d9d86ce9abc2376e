"""Who sends files, and the dated formats they are read in."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Filslag(models.TextChoices):
    """The second word of a file's first line: `imdinett;<slag>;<versjon>`."""

    MOTTAK = "mottak-bosettingsdato", _("Bosettingsdatoer fra mottak")
    MOTTAK_FLYTTING = "mottak-flytting", _("Flyttinger fra mottak")
    UDI = "udi-tillatelse", _("Tillatelser fra UDI")
    UDI_IDENTITET = "udi-identitet", _("Personer fra UDI")
    UDI_OVERFORING = "udi-overforing", _("Overføringsflyktninger fra UDI")
    FOLKEREGISTER = "folkeregister-hendelser", _("Hendelser fra Folkeregisteret")


# From this version UDI's permits say how long they hold.
UDI_MED_GYLDIG_TIL = "2026-11-30"
# The day a format took effect. A new one is a new date beside the old, for as long as files of both come.
VERSJONER: Mapping[str, frozenset[str]] = {
    Filslag.MOTTAK: frozenset({"2026-11-28"}),
    Filslag.MOTTAK_FLYTTING: frozenset({"2026-11-29"}),
    Filslag.UDI: frozenset({"2026-11-28", UDI_MED_GYLDIG_TIL}),
    Filslag.UDI_IDENTITET: frozenset({"2026-11-29"}),
    Filslag.UDI_OVERFORING: frozenset({"2026-11-29"}),
    Filslag.FOLKEREGISTER: frozenset({"2026-11-29"}),
}


class Udihendelse(models.TextChoices):
    TILLATELSE = "tillatelse_gitt", _("Tillatelse gitt")
    TAPT = "tillatelse_tapt", _("Tillatelse tapt")
    UTREIST = "utreist", _("Forlot Norge")
    DOD = "dod", _("Død")
