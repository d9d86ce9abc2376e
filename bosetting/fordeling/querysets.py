from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from bosetting.fordeling.states import Linjetilstand, Listetilstand, Sporsmaalstilstand
from bosetting.person.querysets import synlig_person
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Sporsmaal  # noqa: F401

APEN_LINJE = Q(tilstand=Linjetilstand.VENTER) | Q(tilstand=Linjetilstand.JA, avgjort_tid=None)


def _alle(modell: type[Model], *felt: str) -> Any:
    """The rows at the other end of one relation after another. The models are above this module."""
    for navn in felt:
        andre_enden = modell._meta.get_field(navn).related_model
        assert isinstance(andre_enden, type)
        modell = andre_enden
    return modell._default_manager.all()


class FordelingslisteQuerySet(QuerySet["Fordelingsliste"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """IMDi all; a kommune its own once sent (B-001). Protected persons: the group (B-095)."""
        linjene = _alle(self.model, "linjer")
        # A list with nobody on it that exists for the user is not there either; an empty draft is. Few are protected,
        # so only the lists that they are on are looked into.
        skjulte = linjene.skjult_for(bruker).order_by().values("liste")
        synlig = Exists(linjene.filter(synlig_person(bruker, "sak__person"), liste=OuterRef("pk")))
        synlige = self.filter(~Q(pk__in=skjulte) | synlig)
        if tilgang.har_imdi(bruker, Rettighet.FORDELING_LES):
            return synlige
        return tilgang.avgrens(synlige.hos_kommunen(), bruker, Rettighet.FORDELING_LES)

    def hos_kommunen(self) -> Self:
        """Those it was sent, and those that the system before this had settled."""
        return self.filter(Q(sendt_tid__isnull=False) | Q(overtatt=True))

    def egne(self) -> Self:
        """Those that were made here: no page lists what was settled before."""
        return self.filter(overtatt=False)

    def ubesvart(self) -> Self:
        return self.filter(tilstand=Listetilstand.SENDT)

    def forfalt(self, tid: datetime) -> Self:
        """B-035: past the frist and not answered; a mark, never a state."""
        return self.ubesvart().filter(frist__lt=tid)

    def til_avgjorelse(self) -> Self:
        """B-041: answered, and a yes still waits for IMDi's decision."""
        return self.filter(tilstand=Listetilstand.BESVART)

    def med_antall(self, bruker: "tilgang.Hvem") -> Self:
        """How many persons and households the user may know of, and how many of each answer.

        Counted list by list, so that a page of lists reads the lines of those lists and no others.
        """
        synlige = _alle(self.model, "linjer").filter(synlig_person(bruker, "sak__person"), liste=OuterRef("pk"))

        def antall(hva: str = "pk", **felt: Any) -> Coalesce:
            per_liste = synlige.filter(**felt).order_by().values("liste")
            return Coalesce(Subquery(per_liste.annotate(antall=Count(hva, distinct=True)).values("antall")), 0)

        return self.annotate(
            antall_personer=antall(),
            antall_husstander=antall("husstandssvar"),
            antall_ja=antall(tilstand=Linjetilstand.JA),
            antall_nei=antall(tilstand=Linjetilstand.NEI),
            antall_trukket=antall(tilstand=Linjetilstand.TRUKKET),
        )

    def med_sporsmaal(self, bruker: "tilgang.Hvem") -> Self:
        """W-14: whether a question on the list waits for IMDi's answer."""
        aapne = _alle(self.model, "husstandssvar", "sporsmaal").synlig_for(bruker).aapne()
        return self.annotate(venter_paa_imdi=Exists(aapne.filter(svar__liste=OuterRef("pk"))))


class FordelingslinjeQuerySet(QuerySet["Fordelingslinje"]):
    def apne(self) -> Self:
        """B-031, decision 23: waiting, or a yes that IMDi has not decided."""
        return self.filter(APEN_LINJE)

    def hos_kommunen(self) -> Self:
        """On a list that it was sent, or that the system before this had settled."""
        return self.filter(Q(liste__sendt_tid__isnull=False) | Q(liste__overtatt=True))

    def uavgjorte(self) -> Self:
        """B-041: a yes that waits for IMDi's decision."""
        return self.filter(tilstand=Linjetilstand.JA, avgjort_tid=None)

    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        synlige = self.filter(synlig_person(bruker, "sak__person"))
        if tilgang.har_imdi(bruker, Rettighet.FORDELING_LES):
            return synlige
        return tilgang.avgrens(synlige.hos_kommunen(), bruker, Rettighet.FORDELING_LES)

    def skjult_for(self, bruker: "tilgang.Hvem") -> Self:
        return self.exclude(synlig_person(bruker, "sak__person"))


class SporsmaalQuerySet(QuerySet["Sporsmaal"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """W-14: for those for whom somebody in the household is on the list (B-001, B-095)."""
        synlige = _alle(self.model, "svar", "linjer").synlig_for(bruker)
        return self.filter(svar__in=synlige.values("husstandssvar"))

    def aapne(self) -> Self:
        return self.filter(tilstand=Sporsmaalstilstand.AAPENT)
