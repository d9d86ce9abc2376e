from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.tidsplan.models import Tidsplansvar  # noqa: F401


class TidsplansvarQuerySet(QuerySet["Tidsplansvar"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """B-001: the kommune its own, IMDi all."""
        return tilgang.avgrens(self, bruker, Rettighet.INNMELDING_LES)

    def ubesvart(self) -> Self:
        return self.filter(besvart_tid=None)

    def besvart(self) -> Self:
        return self.exclude(besvart_tid=None)

    def gjeldende(self, dag: date) -> Self:
        """Asked about weeks that have not all passed."""
        return self.filter(foresporsel__til_mandag__gt=dag - timedelta(weeks=1))
