"""Who was asked and who has answered; and whether something has changed since a kommune looked over its plan."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Greatest

from bosetting.anmodning.models import Kommunevedtak, Plassendring
from bosetting.innmelding.models import EmKapasitet, Plassinnmelding
from bosetting.tidsplan.models import Tidsplanforesporsel, Tidsplansvar
from bosetting.tidsplan.querysets import TidsplansvarQuerySet
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune


@dataclass(frozen=True)
class Svarrad:
    """One kommune on IMDi's page: what it was asked, what it says, and how many it has planned for."""

    svar: Tidsplansvar
    meldt: int

    @property
    def er_sen(self) -> bool:
        return self.svar.besvart_tid is None and self.svar.foresporsel.frist < klokke.today()


def foresporsler() -> QuerySet[Tidsplanforesporsel]:
    """Newest first, with how many were asked and how many have answered."""
    return Tidsplanforesporsel.objects.select_related("sendt_av").annotate(
        antall=Count("svar"), besvarte=Count("svar", filter=Q(svar__besvart_tid__isnull=False))
    )


def svarene(foresporsel: Tidsplanforesporsel) -> list[Svarrad]:
    """Every kommune that was asked. Two queries."""
    rader = foresporsel.svar.select_related("kommune__fylke", "foresporsel", "besvart_av")
    meldt = meldt_i_perioden(foresporsel)
    return [Svarrad(svar, meldt.get(svar.kommune_id, 0)) for svar in rader.order_by("kommune__sortering", "kommune_id")]


def meldt_i_perioden(foresporsel: Tidsplanforesporsel, kommune: Kommune | None = None) -> dict[int, int]:
    """B-081: what each kommune has reported for the weeks of the question."""
    rader = Plassinnmelding.objects.gjeldende().filter(i_ukene(foresporsel.fra_mandag, foresporsel.til_mandag))
    if kommune:
        rader = rader.filter(kommune=kommune)
    return dict(rader.order_by().values_list("kommune").annotate(sum=Sum("maks_antall_personer")))


def i_ukene(fra: date, til: date) -> Q:
    """Rows with an ISO week in the period, which may run over a New Year."""
    (fra_aar, fra_uke), (til_aar, til_uke) = klokke.isouke(fra), klokke.isouke(til)
    etter = Q(uke_aar__gt=fra_aar) | Q(uke_aar=fra_aar, uke__gte=fra_uke)
    return etter & (Q(uke_aar__lt=til_aar) | Q(uke_aar=til_aar, uke__lte=til_uke))


# ---- something has changed since
def med_siste(svar: TidsplansvarQuerySet) -> TidsplansvarQuerySet:
    """With when the kommune last touched its plan, and when its vedtak or capacity last changed. Adds no query."""
    return svar.annotate(
        plan_tid=_siste(Plassinnmelding.objects.all(), "sendt_tid", "kansellert_tid"),
        endret_tid=Greatest(
            _siste(Kommunevedtak.objects.gjeldende(), "godkjent_tid"),
            _siste(Plassendring.objects.bekreftet(), "avgjort_tid"),
            _siste(EmKapasitet.objects.all(), "sendt_tid", "kansellert_tid"),
        ),
    )


def er_endret(svar: Any) -> bool:
    """Answered before the vedtak or capacity changed, and the plan is not touched since. Of a row with `med_siste`."""
    if svar.besvart_tid is None or svar.endret_tid is None:
        return False
    return svar.besvart_tid < svar.endret_tid and not (svar.plan_tid and svar.plan_tid > svar.endret_tid)


def _siste(
    rader: QuerySet[Kommunevedtak] | QuerySet[Plassendring] | QuerySet[EmKapasitet] | QuerySet[Plassinnmelding],
    *felt: str,
) -> Subquery:
    forste, *andre = (Max(navn) for navn in felt)
    siste = Greatest(forste, *andre) if andre else forste
    per_kommune = rader.filter(kommune=OuterRef("kommune")).order_by().values("kommune")
    return Subquery(per_kommune.annotate(siste=siste).values("siste"))
