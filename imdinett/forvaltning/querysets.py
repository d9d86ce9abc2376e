from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db.models import Q, QuerySet

from imdinett.kjerne import klokke

if TYPE_CHECKING:
    from imdinett.forvaltning.models import Invitasjon, Melding  # noqa: F401


class InvitasjonQuerySet(QuerySet["Invitasjon"]):
    def apne(self) -> Self:
        return self.filter(brukt_tid=None, kansellert_tid=None)

    def utlopt(self) -> Self:
        """Used, cancelled, or no use to an account that is closed. One that is open says how the account stands."""
        dager = klokke.fra_dato(settings.INVITASJON_OPPBEVARES_DAGER, klokke.today())
        grense = klokke.now() - timedelta(days=dager)
        stengt = Q(brukt_tid=None, kansellert_tid=None, utloper_tid__lt=grense, bruker__stengt_tid__lt=grense)
        return self.filter(Q(brukt_tid__lt=grense) | Q(kansellert_tid__lt=grense) | stengt)


class MeldingQuerySet(QuerySet["Melding"]):
    def vises(self, tid: datetime, *, imdi: bool, sted: str) -> Self:
        """The messages of this moment on a page, for IMDi's staff or for the kommuner."""
        gruppe = "imdi" if imdi else "kommuner"
        for_leseren = self.filter(Q(maalgruppe="alle") | Q(maalgruppe=gruppe), sted=sted)
        return for_leseren.filter(vises_fra__lte=tid, vises_til__gt=tid)
