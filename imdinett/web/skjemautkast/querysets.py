from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db.models import QuerySet

from imdinett.kjerne import klokke

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang
    from imdinett.web.skjemautkast.models import Skjemautkast  # noqa: F401


class SkjemautkastQuerySet(QuerySet["Skjemautkast"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """One's own, and nobody else's whatever the role."""
        return self.filter(bruker_id=bruker.pk, tid__gte=_beholdes_fra())

    def utlopt(self) -> Self:
        return self.filter(tid__lt=_beholdes_fra())


def _beholdes_fra() -> datetime:
    naa = klokke.now()
    return naa - timedelta(hours=klokke.fra_dato(settings.SKJEMAUTKAST_TIMER, klokke.dag(naa)))
