from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from imdinett.loggkontroll.states import Alarmslag
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import Rolle

if TYPE_CHECKING:
    from imdinett.loggkontroll.models import Kontrollrad, Oppslagsalarm, Skjermingsleder  # noqa: F401


class KontrollradQuerySet(QuerySet["Kontrollrad"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """Decision 18: a kommune's rows are its administrator's; IMDi's and the enheter's the log reader's."""
        if tilgang.har_imdi(bruker, Rettighet.INNSYNSLOGG_LES):
            return self.filter(kommune=None)
        return tilgang.avgrens(self, bruker, Rettighet.INNSYNSLOGG_LES)

    def apne(self) -> Self:
        return self.filter(vurderinger=None)

    def vurdert(self) -> Self:
        return self.exclude(vurderinger=None)


class OppslagsalarmQuerySet(QuerySet["Oppslagsalarm"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """As the rows. What concerns a protected person is IMDi's, whoever looked: the kommune would learn of somebody
        who does not exist there (B-095)."""
        if tilgang.har_imdi(bruker, Rettighet.INNSYNSLOGG_LES):
            return self.filter(Q(kommune=None) | Q(slag=Alarmslag.SKJERMET))
        return tilgang.avgrens(self.exclude(slag=Alarmslag.SKJERMET), bruker, Rettighet.INNSYNSLOGG_LES)

    def eldre_enn(self, dag: date) -> Self:
        return self.filter(dag__lt=dag)


class SkjermingslederQuerySet(QuerySet["Skjermingsleder"]):
    def gjeldende(self) -> Self:
        """Not over, and still one who may read the log."""
        return self.filter(avsluttet_tid=None, bruker__stengt_tid=None, bruker__groups__name=Rolle.IMDI_LOGG_LES.value)
