from datetime import date, timedelta
from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.tidsplan.models import Maanedsplan, Tidsplansvar  # noqa: F401


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


class MaanedsplanQuerySet(QuerySet["Maanedsplan"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """W-07: figures for the country, for all who read about reports of places."""
        return self if tilgang.har(bruker, Rettighet.INNMELDING_LES) else self.none()

    def fra(self, dag: date) -> Self:
        """This month and those to come."""
        return self.filter(maaned__gte=dag.replace(day=1))
