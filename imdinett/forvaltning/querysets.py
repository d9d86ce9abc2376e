from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from imdinett.forvaltning.models import Invitasjon, Melding  # noqa: F401


class InvitasjonQuerySet(QuerySet["Invitasjon"]):
    def apne(self) -> Self:
        return self.filter(brukt_tid=None, kansellert_tid=None)


class MeldingQuerySet(QuerySet["Melding"]):
    def vises(self, tid: datetime, *, imdi: bool, sted: str) -> Self:
        """The messages of this moment on a page, for IMDi's staff or for the kommuner."""
        gruppe = "imdi" if imdi else "kommuner"
        for_leseren = self.filter(Q(maalgruppe="alle") | Q(maalgruppe=gruppe), sted=sted)
        return for_leseren.filter(vises_fra__lte=tid, vises_til__gt=tid)
