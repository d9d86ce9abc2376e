"""Tasks on the front pages: the kommune's turn, IMDi's turn (ui.md 5.1)."""

from typing import TYPE_CHECKING

from imdinett.henvendelse import rules, visning
from imdinett.henvendelse.models import Henvendelse
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune
    from imdinett.tilgang import tilgang

VIS_MAKS = 50


def oppgaver(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    synlige = Henvendelse.objects.synlig_for(bruker).select_related("kommune", "ansvarlig").order_by("tur_siden", "pk")
    if kommune is None:
        rader = synlige.venter_imdi()[:VIS_MAKS] if rules.kan_behandle(bruker) else ()
        return visning.oppgaver_fra(rader, "imdi_henvendelse", med_kommune=True)
    if not rules.kan_opprette(bruker, kommune.pk):
        return []
    return visning.oppgaver_fra(synlige.filter(kommune=kommune).venter_kommune(), "henvendelse", med_kommune=False)
