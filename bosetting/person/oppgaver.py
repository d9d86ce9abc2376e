"""What IMDi has to do before anybody can be asked, for the work list."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.person import queries, rules
from bosetting.person.states import Sakstilstand
from bosetting.person.visning import personer
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang import tilgang


def til_registrering(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """One query."""
    if kommune is not None:
        return []
    if not rules.kan_registrere(bruker):
        return _avvik(queries.saker_med_avvik(bruker).count()) if rules.kan_rydde_avvik(bruker) else []
    tall = queries.ventetall(bruker)
    liste = reverse("imdi_personer")
    ut = []
    if tall.til_kartlegging:
        url = f"{liste}?tilstand={Sakstilstand.TIL_KARTLEGGING}"
        ut.append(Oppgave(_("Registrer og godkjenn kartlegging"), url, personer(tall.til_kartlegging)))
    if tall.fra_mottak:
        url = f"{liste}?kartlegging=sendt"
        ut.append(Oppgave(_("Se over kartlegging fra mottak"), url, personer(tall.fra_mottak)))
    return ut + _avvik(tall.apne_avvik)


def _avvik(antall: int) -> list[Oppgave]:
    return [Oppgave(_("Rydd opp i avvik"), reverse("imdi_avvik"), personer(antall))] if antall else []
