"""A task on the front page for each week with looks that nobody has assessed."""

from typing import TYPE_CHECKING

from django.urls import reverse

from imdinett.kjerne import klokke
from imdinett.loggkontroll import queries, visning
from imdinett.loggkontroll.models import Kontrollrad
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune


def oppgaver(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """Without the user's own looks, which another must assess. One query, for those who have the right."""
    if not tilgang.har(bruker, Rettighet.INNSYNSLOGG_LES, kommune.pk if kommune else None):
        return []
    rader = Kontrollrad.objects.all().synlig_for(bruker).filter(kommune=kommune).exclude(bruker=bruker.pk)
    return [
        Oppgave(
            tekst=visning.oppgavetekst(antall),
            url=f"{reverse('loggkontroll')}?uke={uke.mandag.isoformat()}",
            gjelder=str(uke),
            frist=uke.frist_dato,
            alder=klokke.dag(uke.laget_tid),
        )
        for uke, antall in queries.antall_apne(rader).items()
    ]
