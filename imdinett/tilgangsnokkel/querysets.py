from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgang.models import Kommunetilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import roller_med

if TYPE_CHECKING:
    from imdinett.tilgangsnokkel.models import Tilgangsnokkel  # noqa: F401


class TilgangsnokkelQuerySet(QuerySet["Tilgangsnokkel"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """The kommune's administrator its own, IMDi's administrator all (B-003)."""
        return tilgang.avgrens(self, bruker, Rettighet.BRUKERE_SKRIV)

    def i_tiden(self, tid: datetime) -> Self:
        """Neither revoked nor expired."""
        return self.filter(tilbakekalt_tid=None, utloper_tid__gt=tid)

    def virker(self, tid: datetime) -> Self:
        """Those that open something at this moment (B-005, security.md §1.7).

        A key ends with its time, when it is revoked, when its maker's account is closed or no longer manages the
        kommune's users, and when the kommune's agreement ends.
        """
        koder = [rolle.value for rolle in roller_med(Rettighet.BRUKERE_SKRIV)]
        forvalter = Kommunetilgang.objects.filter(
            user=OuterRef("opprettet_av"), content_object=OuterRef("kommune"), permission__codename__in=koder
        )
        apne = self.i_tiden(tid).filter(Exists(forvalter), opprettet_av__stengt_tid=None)
        return apne.filter(kommune__in=Kommune.objects.med_avtale()) if settings.AVTALE_KREVES else apne
