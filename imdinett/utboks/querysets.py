from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import CharField, Q
from django.db.models.functions import Cast

from imdinett.tilgang import tilgang
from imdinett.tilgang.gjelder import GjelderQuerySet
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.skjerming import uten_skjulte
from imdinett.utboks import synlighet
from imdinett.utboks.states import FEIL, Kanal, Tilstand

if TYPE_CHECKING:
    from imdinett.utboks.models import Forsendelse  # noqa: F401


class ForsendelseQuerySet(GjelderQuerySet["Forsendelse"]):
    def brev(self) -> Self:
        return self.exclude(kanal=Kanal.EPOST)

    def epost(self) -> Self:
        return self.filter(kanal=Kanal.EPOST)

    def om_personer(self) -> Self:
        return self.filter(slag__startswith=synlighet.PERSON)

    def forfalt(self, tid: datetime) -> Self:
        """What can be claimed now."""
        return self.filter(tilstand=Tilstand.KLAR, neste_forsok__lte=tid)

    def ikke_vekket_siden(self, tid: datetime) -> Self:
        """No worker has been asked to take it, or none that can still be on its way."""
        return self.filter(Q(vekket_tid=None) | Q(vekket_tid__lte=tid))

    def trenger_avklaring(self) -> Self:
        """Failures that nobody has answered with a new letter."""
        return self.filter(tilstand__in=FEIL, erstattet_av=None)

    def _synlige(self, bruker: "tilgang.Hvem", typer: Collection[str] | None) -> Self:
        """Letters of the kommuner whose anmodninger the user may read; those about persons as `_personer`."""
        vanlige = Q(pk__in=tilgang.avgrens(self.model._default_manager.all(), bruker, Rettighet.ANMODNING_LES))
        synlige = self.filter((vanlige & ~Q(slag__startswith=synlighet.PERSON)) | self._personer(bruker, typer))
        return uten_skjulte(synlige, bruker, typer=typer)

    def synlig_i_brevko(self, bruker: "tilgang.Hvem") -> Self:
        """IMDi's queue: everything, but letters about persons only to those who may read the cases."""
        if not tilgang.har_imdi(bruker, Rettighet.BREVKO_SKRIV):
            return self.none()
        if tilgang.har_imdi(bruker, Rettighet.SAK_LES):
            return uten_skjulte(self.all(), bruker)
        return self.exclude(slag__startswith=synlighet.PERSON)

    def _personer(self, bruker: "tilgang.Hvem", typer: Collection[str] | None) -> Q:
        """IMDi with SAK_LES; the kommune that the letter went to while its case is open (B-042)."""
        om_person = Q(slag__startswith=synlighet.PERSON)
        ider = tilgang.kommune_ider(bruker, Rettighet.SAK_LES)
        if ider is tilgang.ALLE:
            return om_person
        apne = Q(pk__in=())
        for gjelder_type, saker in synlighet.apne_saker().items():
            if typer is not None and gjelder_type not in typer:
                continue
            nokler = saker(bruker).annotate(_nokkel=Cast("pk", CharField())).values("_nokkel")
            apne |= Q(gjelder_type=gjelder_type, gjelder_id__in=nokler)
        return om_person & Q(kommune_id__in=ider) & apne
