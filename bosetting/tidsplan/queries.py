"""Who was asked and who has answered; and whether something has changed since a kommune looked over its plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet, Sum

from bosetting.anmodning.models import Kommunevedtak, Plassendring
from bosetting.innmelding.models import EmKapasitet, Plassinnmelding
from bosetting.tidsplan.models import Tidsplanforesporsel, Tidsplansvar
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
def endret_siden(svar: Iterable[Tidsplansvar], kommune: Kommune) -> list[Tidsplansvar]:
    """Those answered before the kommune's vedtak or capacity changed, with a plan that is not touched since.

    Four queries, none without rows.
    """
    rader = list(svar)
    if not rader:
        return []
    plan = _siste(Plassinnmelding.objects.filter(kommune=kommune), "sendt_tid", "kansellert_tid")
    endret = max(
        filter(
            None,
            (
                _siste(Kommunevedtak.objects.gjeldende().filter(kommune=kommune), "godkjent_tid"),
                _siste(Plassendring.objects.bekreftet().filter(kommune=kommune), "avgjort_tid"),
                _siste(EmKapasitet.objects.filter(kommune=kommune), "sendt_tid", "kansellert_tid"),
            ),
        ),
        default=None,
    )
    if endret is None or (plan and plan > endret):
        return []
    return [en for en in rader if en.besvart_tid and en.besvart_tid < endret]


def _siste(
    rader: QuerySet[Kommunevedtak] | QuerySet[Plassendring] | QuerySet[EmKapasitet] | QuerySet[Plassinnmelding],
    *felt: str,
) -> datetime | None:
    tider = rader.aggregate(**{navn: Max(navn) for navn in felt}).values()
    return max(filter(None, tider), default=None)
