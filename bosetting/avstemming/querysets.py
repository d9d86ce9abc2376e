from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.avstemming.models import Avstemmingssvar  # noqa: F401


class AvstemmingssvarQuerySet(QuerySet["Avstemmingssvar"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """B-001: the kommune its own, IMDi all."""
        return tilgang.avgrens(self, bruker, Rettighet.BOSETTINGSDATO_LES)

    def gjeldende(self) -> Self:
        return self.filter(gjelder=True)
