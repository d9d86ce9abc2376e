from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from bosetting.anmodning.states import Rundetilstand
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.anmodning.modell.models import Kriteriemal, Modelltall  # noqa: F401


class KriteriemalQuerySet(QuerySet["Kriteriemal"]):
    def gjelder(self, dag: date) -> Self:
        return self.filter(Q(gyldig_til=None) | Q(gyldig_til__gt=dag), gyldig_fra__lte=dag)


class ModelltallQuerySet(QuerySet["Modelltall"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """W-12: a kommune sees how its number came about, and not before the round is sent."""
        if tilgang.har_imdi(bruker, Rettighet.ANMODNING_LES):
            return self
        return tilgang.avgrens(self.filter(runde__tilstand=Rundetilstand.SENDT), bruker, Rettighet.ANMODNING_LES)
