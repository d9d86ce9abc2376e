from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

if TYPE_CHECKING:
    from bosetting.bosatt.models import Bosetting, Importrad  # noqa: F401


class BosettingQuerySet(QuerySet["Bosetting"]):
    def gjeldende(self) -> Self:
        return self.filter(gjelder=True)


class ImportradQuerySet(QuerySet["Importrad"]):
    def ubehandlet(self) -> Self:
        return self.filter(behandlet_tid=None)
