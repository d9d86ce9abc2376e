"""What Folkeregisteret tells of, and what it means here (integrations.md §4.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bosetting.person.states import Gradering


class Bostatus(models.TextChoices):
    """What was last heard of whether the person lives in Norway."""

    BOSATT = "bosatt", _("bosatt")
    UTFLYTTET = "utflyttet", _("utflyttet")
    DOD = "dod", _("død")
    OPPHORT = "opphort", _("opphørt")
    DUBLETT = "dublett", _("opphørt som dublett")


# Folkeregisteret's words for the level. One that is not here is read as strict: in doubt strict (security.md §5).
NIVAA = {
    "ugradert": Gradering.INGEN,
    "fortrolig": Gradering.FORTROLIG,
    "strengtFortrolig": Gradering.STRENGT_FORTROLIG,
}
# The levels that Folkeregisteret itself gives and takes; the others are set by hand, for reasons it does not know.
FRA_FOLKEREGISTERET = frozenset({Gradering.FORTROLIG, Gradering.STRENGT_FORTROLIG, Gradering.STRENGT_FORTROLIG_UTLAND})
