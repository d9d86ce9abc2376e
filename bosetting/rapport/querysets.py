from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db.models import Q, QuerySet

from bosetting.rapport.states import Filtilstand

if TYPE_CHECKING:
    from bosetting.rapport.models import Rapportfil  # noqa: F401
    from imdinett.tilgang import tilgang


class RapportfilQuerySet(QuerySet["Rapportfil"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """Only the one who ordered it; whether it may still be opened is asked once more (services.apne)."""
        return self.filter(bestilt_av=bruker.pk)

    def med_innhold(self) -> Self:
        return self.exclude(tilstand=Filtilstand.SLETTET)

    def utlopt(self, naa: datetime) -> Self:
        """Seven days after it was ordered, whatever became of it."""
        return self.med_innhold().filter(bestilt_tid__lt=naa - timedelta(days=settings.RAPPORTFIL_DAGER))

    def venter(self, naa: datetime) -> Self:
        """Ordered, or taken by a worker that is gone."""
        gammel = naa - timedelta(seconds=settings.RAPPORTFIL_STANSET_ETTER)
        return self.filter(Q(tilstand=Filtilstand.VENTER) | Q(tilstand=Filtilstand.LAGES, sist_rad_tid__lt=gammel))
