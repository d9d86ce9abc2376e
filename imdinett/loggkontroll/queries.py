"""Reads over rows and assessments: one row's looks, how well the lists are followed up, and the chains."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connections
from django.db.models import Count, DateField, F, Min, OuterRef, Q, QuerySet, Subquery, Value

from imdinett.bruker.models import Bruker
from imdinett.hendelse import vern
from imdinett.hendelse.kjede import LOGG
from imdinett.hendelse.models import Innsyn
from imdinett.kommune.models import Kommune
from imdinett.loggkontroll import utvalg
from imdinett.loggkontroll.models import (
    Kjedefunn,
    Kjedekontroll,
    Kontrollrad,
    Kontrolluke,
    Skjermingsleder,
    Vurdering,
)
from imdinett.loggkontroll.querysets import KontrollradQuerySet
from imdinett.tilgang.skjerming import skjulte_personer

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang

OPPSLAG_MAKS = 200


def skjulte(rader: Iterable[Kontrollrad], bruker: "tilgang.Hvem") -> frozenset[int]:
    """B-095: the persons in the rows who do not exist for the reader."""
    ider = {rad.person_id for rad in rader if rad.person_id is not None}
    return frozenset(skjulte_personer(bruker).filter(pk__in=ider).order_by().values_list("pk", flat=True))


def oppslag(rad: Kontrollrad) -> list[Innsyn]:
    """The lines of the log that the row was made of, oldest first, at most `OPPSLAG_MAKS`."""
    egne = utvalg.linjer(rad.uke.mandag).filter(bruker_id=rad.bruker_id)
    if rad.person_id is not None:
        egne = egne.filter(Q(person_id=rad.person_id) | Q(person_ider__contains=[rad.person_id]))
    enheter, her = utvalg.enhetsnavn(), utvalg.Hvor(rad.kommune_id, rad.enhet_id)
    return list(_av_stedet(egne, enheter, her))


def _av_stedet(linjer: QuerySet[Innsyn], enheter: dict[str, int], her: utvalg.Hvor) -> Iterator[Innsyn]:
    antall = 0
    for linje in linjer.iterator(chunk_size=utvalg.BIT):
        if utvalg.hvor(linje, enheter) == her and utvalg.personer(linje):
            yield linje
            antall += 1
        if antall == OPPSLAG_MAKS:
            return


class Hva(StrEnum):
    UKE = "uke"
    KJEDE = "kjede"
    LEDER = "leder"


class Venter(NamedTuple):
    """Something for the front page: a week not assessed, how much the last control of the chains found, or that there
    is a leader of the groups."""

    hva: str
    mandag: date | None
    tid: datetime
    frist: date | None
    antall: int


def venter(rader: KontrollradQuerySet | None, *, med_kjeder: bool, med_leder: bool) -> list[Venter]:
    """How many of the rows nobody has assessed, by week, oldest first; and the rest. One query."""
    ingen, deler = Value(None, output_field=DateField()), list[QuerySet[Any, Any]]()
    if rader is not None:
        uker = Kontrolluke.objects.filter(rader__in=rader.apne().order_by().values("pk")).annotate(
            antall=Count("rader")
        )
        deler.append(uker.order_by().values_list(Value(Hva.UKE), "mandag", "laget_tid", "frist_dato", "antall"))
    if med_kjeder:
        siste = Kjedekontroll.objects.values_list(Value(Hva.KJEDE), ingen, "startet_tid", ingen, "antall_funn")[:1]
        deler.append(siste)
    if med_leder:
        leder = Skjermingsleder.objects.gjeldende().values_list(Value(Hva.LEDER), ingen, "valgt_tid", ingen, Value(1))
        deler.append(leder.order_by())
    forste, *resten = deler
    ut = [Venter(*rad) for rad in (forste.union(*resten, all=True) if resten else forste)]
    return sorted(ut, key=lambda en: (en.mandag is None, en.mandag or date.min))


# ---- the leader of the groups
def skjermingsleder() -> Bruker | None:
    """Whom alarms about protected persons go to; None when nobody is named, or the one who was may not read them."""
    rad = Skjermingsleder.objects.gjeldende().select_related("bruker").first()
    return rad.bruker if rad else None


# ---- coverage
@dataclass(frozen=True)
class Dekning:
    """How much of a week's list somebody has assessed; of one unit, or of all when `enhet` is empty."""

    mandag: date
    frist: date
    enhet: str
    rader: int
    vurdert: int
    i_tide: int

    @property
    def apne(self) -> int:
        return self.rader - self.vurdert

    @property
    def andel_i_tide(self) -> float:
        return 100 * self.i_tide / self.rader


def dekning_per_uke() -> list[Dekning]:
    """Newest week first. One query."""
    return [_dekning(rad, "") for rad in _tall("uke__mandag", "uke__frist_dato").order_by("-uke__mandag")]


def dekning_per_enhet() -> Iterator[Dekning]:
    """Each week and unit, newest week first."""
    felt = ("uke__mandag", "uke__frist_dato", "kommune__visningsnavn", "enhet__navn")
    for rad in _tall(*felt).order_by("-uke__mandag", "kommune__visningsnavn", "enhet__navn"):
        yield _dekning(rad, _enhet(rad))


@dataclass(frozen=True)
class Etterslep:
    """What waits in one unit, and since when."""

    enhet: str
    apne: int
    eldste_uke: date


def etterslep() -> list[Etterslep]:
    """Units with rows that nobody has assessed, those that have waited longest first."""
    rader = Kontrollrad.objects.apne().order_by().values("kommune__visningsnavn", "enhet__navn")
    per_enhet = rader.annotate(apne=Count("pk"), eldste=Min("uke__mandag"))
    ordnet = per_enhet.order_by("eldste", "-apne", "kommune__visningsnavn", "enhet__navn")
    return [Etterslep(_enhet(rad), rad["apne"], rad["eldste"]) for rad in ordnet]


def _tall(*felt: str) -> QuerySet[Any, dict[str, Any]]:
    forste = Vurdering.objects.filter(rad=OuterRef("pk"), versjon=1).values("vurdert_tid")
    rader = Kontrollrad.objects.annotate(forste=Subquery(forste)).order_by().values(*felt)
    return rader.annotate(
        rader=Count("pk"),
        vurdert=Count("pk", filter=Q(forste__isnull=False)),
        i_tide=Count("pk", filter=Q(forste__date__lte=F("uke__frist_dato"))),
    )


def _dekning(rad: dict[str, Any], enhet: str) -> Dekning:
    return Dekning(rad["uke__mandag"], rad["uke__frist_dato"], enhet, rad["rader"], rad["vurdert"], rad["i_tide"])


def _enhet(rad: Mapping[str, Any]) -> str:
    return str(rad["kommune__visningsnavn"] or rad["enhet__navn"] or utvalg.IMDI)


# ---- the chains
def kommunenavn(funn: Iterable[Kjedefunn]) -> dict[str, str]:
    """By the key that stands in the chain's name."""
    ider = {hvem for slag, _skille, hvem in (en.kjede.partition(":") for en in funn) if slag == "kommune"}
    return {str(pk): str(kommune) for pk, kommune in Kommune.objects.in_bulk([int(pk) for pk in ider]).items()}


def loggen_kan_endres() -> bool:
    """The application runs as a role that may change the logs: the tables' owner, where there are no roles."""
    return any(vern.kan_endre(connections[alias]) for alias in ("default", LOGG))
