"""Who assesses, and when a look is unusual. No queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

from django.conf import settings

from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from imdinett.loggkontroll.models import Kontrollrad

BEGRUNNELSE_MAKS = 1000


def kan_vurdere(bruker: "tilgang.Hvem", rad: "Kontrollrad") -> bool:
    """security.md §8: the kommune's administrator its own users, IMDi's log reader IMDi's and the enheter's.

    Nobody assesses their own looks.
    """
    if rad.bruker_id == bruker.pk:
        return False
    if rad.kommune_id is None:
        return tilgang.har_imdi(bruker, Rettighet.INNSYNSLOGG_LES)
    ider = tilgang.kommune_ider(bruker, Rettighet.INNSYNSLOGG_LES)
    return ider is not tilgang.ALLE and rad.kommune_id in ider


def ser_dekning(bruker: "tilgang.Hvem") -> bool:
    """The figures of all units: IMDi's log reader."""
    return tilgang.har_imdi(bruker, Rettighet.INNSYNSLOGG_LES)


@dataclass(frozen=True)
class Grenser:
    """The dated settings that hold for a week, or on a day."""

    natt_fra: int
    natt_til: int
    mange_per_time: int
    enkeltoppslag_maks: int
    vurderes_innen_dager: int
    alarm_ganger: int
    alarm_dager: int
    alarm_dager_med: int
    alarm_minst: int

    def er_mange(self, personer: int) -> bool:
        """security.md §6 F: persons in one hour of the clock."""
        return personer > self.mange_per_time

    def vanlig(self, per_dag: Sequence[int]) -> int | None:
        """§6 F: the median of the user's own days with looks; None when there are too few of them to say."""
        return round(median(per_dag)) if len(per_dag) >= self.alarm_dager_med else None

    def er_over_vanlig(self, personer: int, vanlig: int | None) -> bool:
        """§6 F: three times the user's own median. Never for a few persons: twice one is no bulk."""
        return vanlig is not None and personer >= max(self.alarm_ganger * vanlig, self.alarm_minst)

    def er_natt(self, tid: datetime) -> bool:
        """By the clock in Norway. The night may go past midnight, and usually does."""
        time = tid.astimezone(klokke.OSLO).hour
        if self.natt_fra <= self.natt_til:
            return self.natt_fra <= time < self.natt_til
        return time >= self.natt_fra or time < self.natt_til


def grenser(dag: date) -> Grenser:
    return Grenser(
        natt_fra=klokke.fra_dato(settings.LOGGKONTROLL_NATT_FRA, dag),
        natt_til=klokke.fra_dato(settings.LOGGKONTROLL_NATT_TIL, dag),
        mange_per_time=klokke.fra_dato(settings.LOGGKONTROLL_MANGE_PER_TIME, dag),
        enkeltoppslag_maks=klokke.fra_dato(settings.LOGGKONTROLL_ENKELTOPPSLAG_MAKS, dag),
        vurderes_innen_dager=klokke.fra_dato(settings.LOGGKONTROLL_VURDERES_INNEN_DAGER, dag),
        alarm_ganger=klokke.fra_dato(settings.LOGGKONTROLL_ALARM_GANGER, dag),
        alarm_dager=klokke.fra_dato(settings.LOGGKONTROLL_ALARM_DAGER, dag),
        alarm_dager_med=klokke.fra_dato(settings.LOGGKONTROLL_ALARM_DAGER_MED, dag),
        alarm_minst=klokke.fra_dato(settings.LOGGKONTROLL_ALARM_MINST, dag),
    )


def frist(laget: date, grenser: Grenser) -> date:
    return laget + timedelta(days=grenser.vurderes_innen_dager)


def slettes_fra(mandag: date) -> date:
    """security.md §8: the first day on which the list of a week is no longer kept."""
    return klokke.om_maaneder(mandag, 12 * klokke.fra_dato(settings.LOGGKONTROLL_OPPBEVARES_AAR, mandag))


def alarmer_fra() -> date:
    """security.md §8: the first day whose alarms are still kept, as long as the lists are."""
    return klokke.om_maaneder(
        klokke.today(), -12 * klokke.fra_dato(settings.LOGGKONTROLL_OPPBEVARES_AAR, klokke.today())
    )


def samme_etternavn(brukernavn: str, etternavn: str) -> bool:
    """The last of the user's names is one of the person's surnames."""
    ordene = _ord(brukernavn)
    return bool(ordene) and ordene[-1] in _ord(etternavn)


def likt_navn(navn: str) -> str:
    return " ".join(_ord(navn))


def _ord(navn: str) -> list[str]:
    return navn.casefold().replace("-", " ").split()
