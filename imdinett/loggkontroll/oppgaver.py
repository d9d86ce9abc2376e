"""Tasks on the front page: each week with looks that nobody has assessed, an access log that is not as it was, and
alarms that nobody gets."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from imdinett.kjerne import klokke
from imdinett.loggkontroll import queries, visning
from imdinett.loggkontroll.models import Kontrollrad
from imdinett.loggkontroll.queries import Hva, Venter
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune


def oppgaver(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """Without the user's own looks, which another must assess. One query, for those who have a right to any of it."""
    leser = tilgang.har(bruker, Rettighet.INNSYNSLOGG_LES, kommune.pk if kommune else None)
    velger = kommune is None and tilgang.har_imdi(bruker, Rettighet.BRUKERE_SKRIV)
    if not (leser or velger):
        return []
    rader = Kontrollrad.objects.all().synlig_for(bruker).filter(kommune=kommune).exclude(bruker=bruker.pk)
    med_kjeder = leser and kommune is None
    alle = queries.venter(rader if leser else None, med_kjeder=med_kjeder, med_leder=velger)
    return [
        *(_uke(en, en.mandag) for en in alle if en.mandag is not None),
        *(_kjeder([en for en in alle if en.hva == Hva.KJEDE]) if med_kjeder else ()),
        *(_leder() if velger and not any(en.hva == Hva.LEDER for en in alle) else ()),
    ]


def _leder() -> Iterator[Oppgave]:
    """security.md §5: somebody must get the alarms. For IMDi's administrator, who names one."""
    yield Oppgave(_("Velg leder for skjermingsgruppene"), reverse("imdi_skjermingsleder"), _("Ingen er leder"))


def _uke(en: Venter, mandag: date) -> Oppgave:
    return Oppgave(
        tekst=visning.oppgavetekst(en.antall),
        url=f"{reverse('loggkontroll')}?uke={mandag.isoformat()}",
        gjelder=norsk.uke_med_dager(mandag),
        frist=en.frist,
        alder=klokke.dag(en.tid),
    )


def _kjeder(kontroller: Iterable[Venter]) -> Iterator[Oppgave]:
    """security.md §8: what the last run found, and that nobody is sent the heads. For IMDi's log reader."""
    url = reverse("imdi_loggkjede")
    for en in kontroller:
        if en.antall:
            yield Oppgave(
                tekst=_("Innsynsloggen er endret"),
                url=url,
                gjelder=visning.funntekst(en.antall),
                frist=klokke.dag(en.tid),
            )
    if not settings.SIKKERHETSANSVARLIG_EPOST:
        yield Oppgave(tekst=_("Kjedehodene sendes ikke"), url=url, gjelder=_("Adressen mangler"))
