"""What IMDi's administrator has to do, computed from state (ui.md 5.1)."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from imdinett.forvaltning import rules
from imdinett.loggkontroll import queries
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang import tilgang


def skjermingsleder(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """security.md §5: somebody must get the alarms. One query, for those who can name one."""
    if kommune is not None or not rules.kan_forvalte_imdi(bruker) or queries.skjermingsleder():
        return []
    return [Oppgave(_("Velg leder for skjermingsgruppene"), reverse("imdi_skjermingsleder"), _("Ingen er leder"))]
