from typing import TYPE_CHECKING, Any, Self

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from imdinett.henvendelse import objekter
from imdinett.henvendelse.states import APEN, VENTER_IMDI, Henvendelsestilstand
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from imdinett.henvendelse.models import Henvendelse  # noqa: F401


class HenvendelseQuerySet(QuerySet["Henvendelse"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """B-001: IMDi's handlers all, a kommune its own; both as far as the object of the case allows."""
        if tilgang.har_imdi(bruker, Rettighet.HENVENDELSE_LES):
            return self.filter(self._for_imdi(bruker))
        return tilgang.avgrens(self, bruker, Rettighet.HENVENDELSE_LES).filter(self._for_kommune(bruker))

    def _for_imdi(self, bruker: "tilgang.Hvem") -> Q:
        """security.md §4 and §5: without the right to cases a person is seen in an open case only."""
        leser_saker = tilgang.har_imdi(bruker, Rettighet.SAK_LES)
        vilkaar = ~Q(gjelder_type__in=[en.kode for en in objekter.om_personer()])
        for en in objekter.om_personer():
            if leser_saker and en.synlige:
                vilkaar |= _gjelder(en.kode, en.synlige(bruker))
            elif en.for_stotte:
                vilkaar |= _gjelder(en.kode, en.for_stotte()) & Q(tilstand__in=APEN)
        return vilkaar

    def _for_kommune(self, bruker: "tilgang.Hvem") -> Q:
        """The right of the object, in its kommune; and a person's while the person's case is open (B-042)."""
        vilkaar = Q(gjelder_type="")
        for en in objekter.alle():
            ider = tilgang.kommune_ider(bruker, en.rettighet)
            av_slaget = _gjelder(en.kode, en.synlige(bruker)) if en.synlige else Q(gjelder_type=en.kode)
            vilkaar |= av_slaget if ider is tilgang.ALLE else av_slaget & Q(kommune_id__in=ider)
        return vilkaar

    def apne(self) -> Self:
        return self.filter(tilstand__in=APEN)

    def venter_imdi(self) -> Self:
        return self.filter(tilstand__in=VENTER_IMDI)

    def venter_kommune(self) -> Self:
        return self.filter(tilstand=Henvendelsestilstand.VENTER_KOMMUNE)

    def lukket(self) -> Self:
        return self.filter(tilstand=Henvendelsestilstand.LUKKET)


def _gjelder(kode: str, rader: QuerySet[Any]) -> Q:
    nokler = rader.annotate(_nokkel=Cast("pk", CharField())).order_by().values("_nokkel")
    return Q(gjelder_type=kode, gjelder_id__in=nokler)
