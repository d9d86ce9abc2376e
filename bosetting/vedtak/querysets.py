from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from bosetting.vedtak.states import Bosettingsvedtakstilstand

if TYPE_CHECKING:
    from bosetting.vedtak.models import Bosettingsvedtak  # noqa: F401


class BosettingsvedtakQuerySet(QuerySet["Bosettingsvedtak"]):
    def gjeldende(self) -> Self:
        return self.filter(tilstand=Bosettingsvedtakstilstand.GJELDER)
