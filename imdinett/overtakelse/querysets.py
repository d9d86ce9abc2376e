from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db.models import QuerySet

from imdinett.kjerne import klokke
from imdinett.overtakelse import slag
from imdinett.overtakelse.states import Overtakelsestilstand
from imdinett.tilgang import tilgang

if TYPE_CHECKING:
    from imdinett.overtakelse.models import Overtakelse  # noqa: F401


class OvertakelseQuerySet(QuerySet["Overtakelse"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """Files of the kinds that the user may read in; one that was given up is gone."""
        koder = [ett.kode for ett in slag.for_bruker(bruker)]
        return self.filter(slag__in=koder).exclude(tilstand=Overtakelsestilstand.FORKASTET)

    def utlopt(self, naa: datetime) -> Self:
        """Those whose rows have been kept as long as the setting of today says."""
        dager = klokke.fra_dato(settings.OVERTAKELSE_DAGER, klokke.dag(naa))
        gamle = self.filter(renset_tid=None, lastet_opp_tid__lt=naa - timedelta(days=dager))
        return gamle.exclude(tilstand=Overtakelsestilstand.LESES)

    def leses(self) -> Self:
        """Those that the worker is to read in."""
        return self.filter(tilstand=Overtakelsestilstand.LESES)
