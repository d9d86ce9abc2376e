from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Model, QuerySet

from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.utboks.states import FEIL, Kanal, Tilstand

if TYPE_CHECKING:
    from imdinett.utboks.models import Forsendelse  # noqa: F401


class ForsendelseQuerySet(QuerySet["Forsendelse"]):
    def gjelder(self, obj: Model) -> Self:
        return self.filter(gjelder_type=obj._meta.model_name, gjelder_id=str(obj.pk))

    def brev(self) -> Self:
        return self.exclude(kanal=Kanal.EPOST)

    def epost(self) -> Self:
        return self.filter(kanal=Kanal.EPOST)

    def forfalt(self, tid: datetime) -> Self:
        """What can be claimed now."""
        return self.filter(tilstand=Tilstand.KLAR, neste_forsok__lte=tid)

    def trenger_avklaring(self) -> Self:
        return self.filter(tilstand__in=FEIL)

    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """Letters of the kommuner whose anmodninger and vedtak the user may read."""
        return tilgang.avgrens(self, bruker, Rettighet.ANMODNING_LES)
