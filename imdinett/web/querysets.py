from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db.models import QuerySet

from imdinett.kjerne import klokke

if TYPE_CHECKING:
    from imdinett.web.models import Engangsnokkel, Uttak  # noqa: F401


class EngangsnokkelQuerySet(QuerySet["Engangsnokkel"]):
    def utlopt(self) -> Self:
        timer = klokke.fra_dato(settings.ENGANGSNOKKEL_TIMER, klokke.today())
        return self.filter(tid__lt=klokke.now() - timedelta(hours=timer))


class UttakQuerySet(QuerySet["Uttak"]):
    def i_dag(self) -> Self:
        """By the Norwegian calendar."""
        return self.filter(tid__gte=klokke.starten_av(klokke.today()))

    def utlopt(self) -> Self:
        dager = klokke.fra_dato(settings.UTTAK_OPPBEVARES_DAGER, klokke.today())
        return self.filter(tid__lt=klokke.now() - timedelta(days=dager))
