from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Count, Q, QuerySet

from bosetting.fordeling.states import Linjetilstand, Listetilstand
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste  # noqa: F401

APEN_LINJE = Q(tilstand=Linjetilstand.VENTER) | Q(tilstand=Linjetilstand.JA, avgjort_tid=None)


class FordelingslisteQuerySet(QuerySet["Fordelingsliste"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """IMDi all; a kommune its own once sent."""
        if tilgang.har_imdi(bruker, Rettighet.FORDELING_LES):
            return self
        return tilgang.avgrens(self.filter(sendt_tid__isnull=False), bruker, Rettighet.FORDELING_LES)

    def ubesvart(self) -> Self:
        return self.filter(tilstand=Listetilstand.SENDT)

    def forfalt(self, tid: datetime) -> Self:
        """B-035: past the frist and not answered; a mark, never a state."""
        return self.ubesvart().filter(frist__lt=tid)

    def til_avgjorelse(self) -> Self:
        """B-041: answered, and a yes still waits for IMDi's decision."""
        return self.filter(tilstand=Listetilstand.BESVART)

    def med_antall(self) -> Self:
        """How many persons and households, and how many of each answer."""
        return self.annotate(
            antall_personer=Count("linjer", distinct=True),
            antall_husstander=Count("linjer__husstandssvar", distinct=True),
            antall_ja=Count("linjer", filter=Q(linjer__tilstand=Linjetilstand.JA), distinct=True),
            antall_nei=Count("linjer", filter=Q(linjer__tilstand=Linjetilstand.NEI), distinct=True),
            antall_trukket=Count("linjer", filter=Q(linjer__tilstand=Linjetilstand.TRUKKET), distinct=True),
        )


class FordelingslinjeQuerySet(QuerySet["Fordelingslinje"]):
    def apne(self) -> Self:
        """B-031, decision 23: waiting, or a yes that IMDi has not decided."""
        return self.filter(APEN_LINJE)

    def uavgjorte(self) -> Self:
        """B-041: a yes that waits for IMDi's decision."""
        return self.filter(tilstand=Linjetilstand.JA, avgjort_tid=None)

    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        if tilgang.har_imdi(bruker, Rettighet.FORDELING_LES):
            return self
        return tilgang.avgrens(self.filter(liste__sendt_tid__isnull=False), bruker, Rettighet.FORDELING_LES)
