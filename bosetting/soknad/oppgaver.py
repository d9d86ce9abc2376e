"""Applications that IMDi can answer, for the work list."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bosetting.person import rules
from bosetting.soknad import queries
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang import tilgang


def til_behandling(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """Two queries."""
    if kommune is not None or not rules.kan_registrere(bruker):
        return []
    rader = queries.rader()
    if not rader:
        return []
    antall = ngettext("%(n)d husstand", "%(n)d husstander", len(rader)) % {"n": len(rader)}
    forst = min(rad.soknad.mottatt_dato for rad in rader)
    return [Oppgave(_("Behandle søknader fra privatboende"), reverse("imdi_soknader"), antall, alder=forst)]
