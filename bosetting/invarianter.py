"""What holds whatever has happened, asked of every row: for the tests of races, and for a country of measurements.

The database keeps some of it by constraints, the services the rest; here nobody is trusted.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from bosetting.anmodning.models import Anmodning, Kommunevedtak
from bosetting.anmodning.queries import Plassregnskap, plassregnskap_for
from bosetting.bosatt.models import Bosetting
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Husstandssvar
from bosetting.fordeling.states import Linjetilstand, Listetilstand, Svar
from bosetting.person.models import Sak
from bosetting.person.states import BUNDET, MAPPE_APEN, Sakstilstand
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.kommune.models import Kommune


@dataclass(frozen=True)
class Funn:
    """One rule: how many rows were looked at, and how many of them break it."""

    regel: str
    tekst: str
    sett: int
    brudd: int


@dataclass(frozen=True)
class Invariant:
    """`rader` are those that it is about, `feil` what none of them may be."""

    regel: str
    tekst: str
    rader: Callable[[], QuerySet[Any]]
    feil: Callable[[], Any]

    def kontroller(self) -> Funn:
        rader = self.rader().order_by()
        return Funn(self.regel, self.tekst, rader.count(), rader.filter(self.feil()).count())


def kontroller() -> list[Funn]:
    """Every invariant on everything that is there."""
    return [*(en.kontroller() for en in INVARIANTER), *_flere_enn_en(), _plasser(), _tilstander()]


def brudd() -> list[str]:
    """What is broken, in words; empty when all is well."""
    return [f"{funn.regel} {funn.tekst}: {funn.brudd}" for funn in kontroller() if funn.brudd]


# ---- parts of the conditions
S, L, T = Sakstilstand, Linjetilstand, Listetilstand
_HAR_PLASS = BUNDET | {S.BOSATT}


def _saker(*tilstander: Sakstilstand) -> Callable[[], QuerySet[Any]]:
    return lambda: Sak.objects.filter(tilstand__in=tilstander)


def _linjer(**felt: Any) -> Exists:
    return Exists(Fordelingslinje.objects.filter(**felt))


def _apne(**felt: Any) -> Exists:
    return Exists(Fordelingslinje.objects.apne().filter(liste__sendt_tid__isnull=False, **felt))


def _sendte_apne() -> QuerySet[Any]:
    return Fordelingslinje.objects.apne().filter(liste__sendt_tid__isnull=False)


def _gjeldende_vedtak(**felt: Any) -> Exists:
    return Exists(Bosettingsvedtak.objects.gjeldende().filter(sak=OuterRef("pk"), **felt))


def _gjeldende_dato(**felt: Any) -> Exists:
    return Exists(Bosetting.objects.gjeldende().filter(sak=OuterRef("pk"), **felt))


# ---- the rules
INVARIANTER = (
    Invariant(
        "B-028",
        "den som har en plass, har kommune og plassår",
        _saker(*_HAR_PLASS),
        lambda: Q(kommune=None) | Q(plassaar=None) | Q(person__kommune=None) | ~Q(person__kommune=F("kommune")),
    ),
    Invariant(
        "B-028",
        "den som ikke har en plass, har ingen kommune",
        lambda: Sak.objects.exclude(tilstand__in=_HAR_PLASS),
        lambda: Q(kommune__isnull=False) | Q(plassaar__isnull=False) | Q(person__kommune__isnull=False),
    ),
    Invariant(
        "B-031",
        "en åpen linje på en sendt liste følger saken",
        _sendte_apne,
        lambda: (
            ~Q(sak__kommune=F("kommune"))
            | Q(sak__kommune=None)
            | ~Q(sak__plassaar=F("liste__plassaar"))
            | Q(tilstand=L.VENTER) & ~Q(sak__tilstand=S.FORDELT)
            | Q(tilstand=L.JA) & ~Q(sak__tilstand=S.AKSEPTERT)
        ),
    ),
    Invariant(
        "B-031",
        "den som er fordelt eller akseptert, står på en liste",
        _saker(S.FORDELT, S.AKSEPTERT),
        lambda: ~_apne(sak=OuterRef("pk")),
    ),
    Invariant(
        "B-032",
        "en linje har svaret til husstanden sin",
        lambda: Fordelingslinje.objects.all(),
        lambda: (
            ~Q(husstandssvar__liste=F("liste"))
            | ~Q(husstandssvar__husstand=F("sak__husstand"))
            | Q(tilstand=L.JA) & ~Q(husstandssvar__svar=Svar.JA)
            | Q(tilstand=L.NEI) & ~Q(husstandssvar__svar=Svar.NEI)
        ),
    ),
    Invariant(
        "B-036",
        "et nei er begrunnet",
        lambda: Husstandssvar.objects.filter(svar=Svar.NEI, godkjent_tid__isnull=False),
        lambda: Q(begrunnelse="") | Q(avslagskode=""),
    ),
    Invariant(
        "B-041",
        "et gjeldende vedtak følger et ja som er avgjort",
        lambda: Bosettingsvedtak.objects.gjeldende(),
        lambda: (
            ~Q(linje__tilstand=L.JA)
            | Q(linje__avgjort_tid=None)
            | ~Q(linje__sak=F("sak"))
            | ~Q(linje__kommune=F("kommune"))
        ),
    ),
    Invariant(
        "B-042",
        "en mappe som er åpen, har gjeldende vedtak i kommunen",
        _saker(*MAPPE_APEN),
        lambda: ~_gjeldende_vedtak(kommune=OuterRef("kommune")),
    ),
    Invariant(
        "B-042",
        "en mappe som er stengt, har ikke gjeldende vedtak",
        lambda: Sak.objects.exclude(tilstand__in=MAPPE_APEN),
        _gjeldende_vedtak,
    ),
    Invariant(
        "B-043",
        "den som er bosatt, har én gjeldende dato etter utsøkingen",
        _saker(S.BOSATT),
        lambda: (
            ~_gjeldende_dato(bosettingsdato=OuterRef("bosettingsdato"), kommune=OuterRef("kommune"))
            | Q(utsokingsdato=None)
            | Q(bosettingsdato__lt=F("utsokingsdato"))
        ),
    ),
    Invariant(
        "B-043",
        "den som ikke er bosatt, har ingen dato",
        lambda: Sak.objects.exclude(tilstand=S.BOSATT),
        lambda: Q(bosettingsdato__isnull=False) | _gjeldende_dato(),
    ),
    Invariant(
        "B-001",
        "rader om samme sak har samme kommune",
        lambda: Fordelingslinje.objects.all(),
        lambda: ~Q(liste__kommune=F("kommune")) | ~Q(husstandssvar__kommune=F("kommune")),
    ),
    Invariant(
        "B-032",
        "saken og personen er i samme husstand",
        lambda: Sak.objects.all(),
        lambda: ~Q(person__husstand=F("husstand")),
    ),
    Invariant(
        "B-039",
        "en liste er kommet så langt som linjene sine",
        lambda: Fordelingsliste.objects.exclude(tilstand=T.UTKAST),
        lambda: (
            Q(tilstand=T.SENDT) & ~_linjer(liste=OuterRef("pk"), tilstand=L.VENTER)
            | Q(tilstand=T.BESVART) & (_linjer(liste=OuterRef("pk"), tilstand=L.VENTER) | ~_apne(liste=OuterRef("pk")))
            | Q(tilstand=T.FERDIGBEHANDLET) & _apne(liste=OuterRef("pk"))
            | Q(tilstand=T.TRUKKET) & _linjer(liste=OuterRef("pk"), tilstand__in=(L.VENTER, L.JA, L.NEI))
        ),
    ),
)


def _flere_enn_en() -> Iterator[Funn]:
    """What there is one of: an open line and a decision per case, an answer per household, a vedtak per year."""
    for regel, tekst, rader, nokkel in (
        ("B-031", "en sak har én åpen linje", Fordelingslinje.objects.apne(), ("sak",)),
        ("B-032", "en husstand har ett svar på en liste", Husstandssvar.objects.all(), ("liste", "husstand")),
        ("B-055", "en sak har ett gjeldende vedtak", Bosettingsvedtak.objects.gjeldende(), ("sak",)),
        ("B-047", "en sak har én gjeldende bosettingsdato", Bosetting.objects.gjeldende(), ("sak",)),
        ("B-010", "en kommune har én gjeldende anmodning i året", Anmodning.objects.gjeldende(), ("kommune", "aar")),
        ("B-025", "en kommune har ett gjeldende vedtak i året", Kommunevedtak.objects.gjeldende(), ("kommune", "aar")),
    ):
        grupper = rader.order_by().values(*nokkel).annotate(antall=Count("pk"))  # type: ignore[attr-defined]
        yield Funn(regel, tekst, grupper.count(), grupper.filter(antall__gt=1).count())


def _plasser() -> Funn:
    """B-028: no kommune has more persons, or more enslige mindreårige, in a year than it has places."""
    aarene: dict[int, set[int]] = defaultdict(set)
    sendt = Fordelingsliste.objects.filter(sendt_tid__isnull=False).order_by()
    for kommune_id, aar in sendt.values_list("kommune", "plassaar").distinct():
        aarene[aar].add(kommune_id)
    kommuner = Kommune.objects.in_bulk(set().union(*aarene.values()))
    regnskap = [
        ett
        for aar, ider in aarene.items()
        for ett in plassregnskap_for([kommuner[pk] for pk in sorted(ider)], aar).values()
    ]
    tekst = "ingen plass er gitt bort to ganger"
    return Funn("B-028", tekst, len(regnskap), sum(_overtrukket(ett) for ett in regnskap))


def _overtrukket(regnskap: Plassregnskap) -> bool:
    return any((ledig or 0) < 0 for ledig in (regnskap.ledig, regnskap.ledig_em, regnskap.ledig_ordinaer))


def _tilstander() -> Funn:
    """Every state is one of those that its table knows."""
    sett = feil = 0
    for modell in apps.get_models():
        moves = getattr(modell, "MOVES", None)
        if moves is None or modell._meta.app_label != "bosetting":
            continue
        lovlige = [verdi for verdi, _navn in modell._meta.get_field("tilstand").choices or ()]  # type: ignore[union-attr]
        rader = modell._default_manager.all()
        sett += rader.count()
        feil += rader.exclude(tilstand__in=lovlige).count()
    return Funn("B-090", "en tilstand står i tabellen over tilstander", sett, feil)
