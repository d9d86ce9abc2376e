from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

if TYPE_CHECKING:
    from bosetting.innlesing.models import Importrad  # noqa: F401


class ImportradQuerySet(QuerySet["Importrad"]):
    def ubehandlet(self) -> Self:
        return self.filter(behandlet_tid=None)
