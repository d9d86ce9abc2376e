"""Tasks on the front page: each week with looks that nobody has assessed, and an access log that is not as it was."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from imdinett.kjerne import klokke
from imdinett.loggkontroll import queries, visning
from imdinett.loggkontroll.models import Kjedekontroll, Kontrollrad
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


def kjedeoppgaver(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """security.md §8: what the last run found, and that nobody is sent the heads. For IMDi's log reader."""
    if kommune is not None or not tilgang.har_imdi(bruker, Rettighet.INNSYNSLOGG_LES):
        return []
    siste, url = Kjedekontroll.objects.first(), reverse("imdi_loggkjede")
    ut = []
    if siste and siste.antall_funn:
        dag = klokke.dag(siste.startet_tid)
        ut.append(Oppgave(tekst=_("Innsynsloggen er endret"), url=url, gjelder=visning.funntekst(siste), frist=dag))
    if not settings.SIKKERHETSANSVARLIG_EPOST:
        ut.append(Oppgave(tekst=_("Kjedehodene sendes ikke"), url=url, gjelder=_("Adressen mangler")))
    return ut
