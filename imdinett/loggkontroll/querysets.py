from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from imdinett.loggkontroll.models import Kontrollrad  # noqa: F401


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
