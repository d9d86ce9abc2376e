"""Who waits, in which order, and what IMDi must weigh when it chooses a kommune (bosetting.md §5, B-075).

Facts without names: the caseworker opens a person's own page for more, and that look is logged.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from bosetting.fordeling import queries
from bosetting.fordeling.models import Fordelingslinje
from bosetting.fordeling.personkort import kjonnstekst
from bosetting.fordeling.states import Linjetilstand
from bosetting.person import rules as person_rules
from bosetting.person.models import Familierelasjon, Husstand, Sak
from bosetting.person.states import BUNDET, MAPPE_APEN, Kategori, Relasjonstype, Sakstilstand
from imdinett.kjerne import klokke
from imdinett.web import norsk
from imdinett.web.komponent import Merke

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune

KLAR = Q(saker__tilstand=Sakstilstand.BOSETTINGSKLAR)
STORRELSER = {"1": (1, 1), "2-3": (2, 3), "4": (4, 99)}


def fodt_etter() -> date:
    """Who was born after this day is a child today."""
    i_dag = klokke.today()
    dag = 28 if (i_dag.month, i_dag.day) == (2, 29) else i_dag.day
    return date(i_dag.year - person_rules.MYNDIG, i_dag.month, dag)


# ---- the queue
def ventende() -> QuerySet[Any]:
    """B-075: EM, families with children, overføringsflyktninger, then the longest wait."""
    saker = Sak.objects.filter(husstand=OuterRef("pk"), tilstand=Sakstilstand.BOSETTINGSKLAR)
    linjer = Fordelingslinje.objects.filter(sak__husstand=OuterRef("pk")).order_by("pk")
    tidligere = linjer.filter(tilstand__in=(Linjetilstand.NEI, Linjetilstand.TRUKKET))
    prioritet = Case(
        When(Exists(saker.filter(er_em=True)), then=Value(1)),
        When(Exists(saker.filter(person__fodselsdato__gt=fodt_etter())), then=Value(2)),
        When(Exists(saker.filter(kategori=Kategori.OVERFORINGSFLYKTNING)), then=Value(3)),
        default=Value(4),
        output_field=IntegerField(),
    )
    return (
        Husstand.objects.bosettingsklare()
        .annotate(
            antall=Count("saker", filter=KLAR),
            klar_siden=Min("saker__klar_tid", filter=KLAR),
            prioritet=prioritet,
            utkast=Subquery(linjer.apne().values("liste__nummer")[:1]),
            tidligere=ArraySubquery(
                tidligere.values(svar=JSONObject(tilstand="tilstand", kommune="kommune__visningsnavn"))
            ),
        )
        .order_by("prioritet", "klar_siden", "pk")
    )


def forst(qs: QuerySet[Any], nummer: str) -> QuerySet[Any]:
    """The household with that number on top of the queue, the others in their order."""
    valgt = Case(When(nummer=nummer, then=Value(0)), default=Value(1), output_field=IntegerField())
    return qs.order_by(valgt, *qs.query.order_by) if nummer else qs


def kan_velges(kommune: "Kommune | None") -> QuerySet[Any]:
    """Those on no open list (B-031), and with nobody bound to another kommune (B-032)."""
    bundet = Sak.objects.filter(husstand=OuterRef("pk"), tilstand__in=BUNDET)
    if kommune:
        bundet = bundet.exclude(kommune=kommune)
    apne = Fordelingslinje.objects.apne().filter(sak__husstand=OuterRef("pk"))
    return ventende().filter(~Exists(bundet), ~Exists(apne))


def filtrert(qs: QuerySet[Any], valg: dict[str, Any]) -> QuerySet[Any]:
    klare = Sak.objects.filter(husstand=OuterRef("pk"), tilstand=Sakstilstand.BOSETTINGSKLAR)
    if kategori := valg.get("kategori"):
        qs = qs.filter(Exists(klare.filter(er_em=True) if kategori == "em" else klare.filter(kategori=kategori)))
    if valg.get("storrelse") in STORRELSER:
        qs = qs.filter(antall__range=STORRELSER[valg["storrelse"]])
    if behov := valg.get("behov"):
        har = Exists(klare.filter(HAR_BEHOV))
        qs = qs.filter(har if behov == "ja" else ~har)
    if sprak := valg.get("sprak"):
        qs = qs.filter(Exists(klare.filter(kartlegging__morsmaal__iexact=sprak)))
    if land := valg.get("statsborgerskap"):
        qs = qs.filter(Exists(klare.filter(person__statsborgerskap__iexact=land)))
    return qs


HAR_BEHOV = Q(kartlegging__isnull=False) & (
    ~Q(kartlegging__tilretteleggingsbehov="")
    | Q(kartlegging__helse_samtykke=True) & ~Q(kartlegging__behov_for_helsetjenester="")
)


# ---- one household in the queue
@dataclass(frozen=True)
class Familie:
    """Close family that is settled, or about to be, and where."""

    sted: str
    tekst: str
    her: bool
    kommune_id: int


@dataclass(frozen=True)
class Ventende:
    """`boliger` are the free homes that suit it in the kommune that is looked at; None when none is."""

    husstand: Husstand
    saker: tuple[Sak, ...]
    antall: int
    prioritet: str
    dager: int
    kategori: str
    periode: str
    medlemmer: tuple[str, ...]
    sprak: tuple[str, ...]
    planer: tuple[str, ...]
    behov: tuple[str, ...]
    familie: tuple[Familie, ...]
    likt_her: tuple[str, ...]
    tidligere: tuple[str, ...]
    utkast: str
    maal: Merke | None
    merknader: tuple[str, ...]
    boliger: tuple[str, ...] | None = None

    @property
    def navn(self) -> str:
        return _("Husstand %(nummer)s") % {"nummer": self.husstand.nummer}

    @property
    def navn_i_setning(self) -> str:
        return norsk.i_setning(self.navn)


def rader(husstander: Iterable[Any], kommune: "Kommune | None" = None) -> list[Ventende]:
    """What is to be weighed for each household; with a kommune, how it fits there. A fixed number of queries."""
    valgte = list(husstander)
    saker: dict[int, list[Sak]] = {hus.pk: [] for hus in valgte}
    klare = Sak.objects.filter(husstand__in=saker, tilstand=Sakstilstand.BOSETTINGSKLAR)
    for sak in klare.select_related("person", "kartlegging", "amot_kommune").order_by("person__fodselsdato", "pk"):
        saker[sak.husstand_id].append(sak)
    familie = _familie(list(saker), kommune)
    bor_her = _bor_her(kommune) if kommune else None
    return [_rad(hus, saker[hus.pk], familie[hus.pk], bor_her) for hus in valgte]


def _rad(hus: Any, saker: Sequence[Sak], familie: Sequence[Familie], bor_her: "BorHer | None") -> Ventende:
    fakta = [queries.fakta_om(sak) for sak in saker]
    koder = dict.fromkeys(str(sak.get_kategori_display()) for sak in saker)
    return Ventende(
        husstand=hus,
        saker=tuple(saker),
        antall=hus.antall,
        prioritet=prioritetstekst(hus.prioritet),
        dager=(klokke.today() - klokke.dag(hus.klar_siden)).days if hus.klar_siden else 0,
        kategori=", ".join(koder),
        periode=_periode(saker),
        medlemmer=tuple(medlem(en) for en in fakta),
        sprak=tuple(dict.fromkeys(sprak for en in fakta for sprak in en["sprak"])),
        planer=_ulike(fakta, "utdanning", "yrke", "planer"),
        behov=_ulike(fakta, "behov", "helse"),
        familie=tuple(familie),
        likt_her=tuple(bor_her.som(fakta)) if bor_her else (),
        tidligere=_tidligere(hus.tidligere),
        utkast=hus.utkast or "",
        maal=_maal(saker),
        merknader=tuple(dict.fromkeys(tekst for sak in saker for tekst in _merknader(sak))),
    )


def _maal(saker: Sequence[Sak]) -> Merke | None:
    """B-072: the earliest goal in the household, as a mark that stops nothing."""
    datoer = [person_rules.maaldato(sak.tillatelse_dato, er_em=sak.er_em) for sak in saker if sak.tillatelse_dato]
    if not datoer:
        return None
    over, dag = min(datoer) < klokke.today(), {"dato": norsk.kortdato(min(datoer))}
    return Merke(_("Over målet %(dato)s") % dag, "danger") if over else Merke(_("Mål %(dato)s") % dag, "neutral")


def _merknader(sak: Sak) -> Iterator[str]:
    """B-064, B-070, W-19: who settles a child, where AMOT houses, who came with a child, what is not mapped."""
    if person_rules.er_bufetats(sak.person.fodselsdato, sak.er_em, klokke.today()):
        yield _("Bufetat bosetter")
    if sak.er_folgeperson:
        yield _("Har med følgeperson")
    if sak.amot_kommune:
        yield _("AMOT i %(kommune)s, bosettes helst der") % {"kommune": sak.amot_kommune}
    kartlegging = getattr(sak, "kartlegging", None)
    if kartlegging and person_rules.mangler(kartlegging, sak.person.fodselsdato):
        yield _("Kort kartlegging")


def _ulike(fakta: Sequence[dict[str, Any]], *felt: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(en[navn] for en in fakta for navn in felt if en[navn]))


def medlem(fakta: dict[str, Any]) -> str:
    """Kvinne født 1989, Syria"""
    tekst = _("%(kjonn)s født %(aar)s, %(land)s") % {
        "kjonn": kjonnstekst(fakta["kjonn"], fakta["fodselsaar"]),
        "aar": fakta["fodselsaar"],
        "land": fakta["statsborgerskap"],
    }
    return _("%(tekst)s, enslig mindreårig") % {"tekst": tekst} if fakta["er_em"] else tekst


def prioritetstekst(prioritet: int) -> str:
    return {
        1: _("Enslig mindreårig"),
        2: _("Familie med barn"),
        3: _("Overføringsflyktning"),
    }.get(prioritet, _("Andre"))


def _periode(saker: Sequence[Sak]) -> str:
    frister = [sak.innreisefrist for sak in saker if sak.innreisefrist]
    return _("innreisefrist %(dag)s") % {"dag": norsk.dato(min(frister))} if frister else ""


# ---- what fits
def _familie(husstander: Sequence[int], kommune: "Kommune | None") -> dict[int, list[Familie]]:
    """Close family outside the household that is settled or søkt ut. A shielded relative's place is never told."""
    rader = (
        Familierelasjon.objects.filter(person__husstand__in=husstander, slektning__sak__tilstand__in=MAPPE_APEN)
        .filter(slektning__sak__in=Sak.objects.uten_skjermede(), person__sak__tilstand=Sakstilstand.BOSETTINGSKLAR)
        .order_by("pk")
        .values_list("person__husstand", "type", "slektning__sak__kommune", "slektning__sak__kommune__visningsnavn")
    )
    funn: dict[int, dict[tuple[int, str], Counter[str]]] = {pk: {} for pk in husstander}
    for husstand_id, slag, kommune_id, navn in rader:
        funn[husstand_id].setdefault((kommune_id, navn), Counter())[slag] += 1
    return {pk: [_familiested(sted, slag, kommune) for sted, slag in steder.items()] for pk, steder in funn.items()}


def _familiested(sted: tuple[int, str], slag: Counter[str], kommune: "Kommune | None") -> Familie:
    tekst = ", ".join(f"{Relasjonstype(kode).label} ({antall})" for kode, antall in slag.items())
    return Familie(sted[1], tekst, kommune is not None and sted[0] == kommune.pk, sted[0])


@dataclass(frozen=True)
class BorHer:
    """How many settled in the kommune speak what, and come from where."""

    sprak: Counter[str]
    land: Counter[str]

    def som(self, fakta: Sequence[dict[str, Any]]) -> list[str]:
        sprak = dict.fromkeys(sprak for en in fakta for sprak in en["sprak"])
        land = dict.fromkeys(en["statsborgerskap"] for en in fakta)
        return [
            *(
                _("%(antall)d bosatte snakker %(sprak)s") % {"antall": self.sprak[s], "sprak": s}
                for s in sprak
                if s in self.sprak
            ),
            *(
                _("%(antall)d bosatte fra %(land)s") % {"antall": self.land[x], "land": x}
                for x in land
                if x in self.land
            ),
        ]


def _bor_her(kommune: "Kommune") -> BorHer:
    bosatte = Sak.objects.filter(kommune=kommune, tilstand=Sakstilstand.BOSATT).uten_skjermede().order_by()
    sprak: Counter[str] = Counter()
    land: Counter[str] = Counter()
    for morsmaal, fra, antall in bosatte.values_list("kartlegging__morsmaal", "person__statsborgerskap").annotate(
        antall=Count("pk")
    ):
        sprak[morsmaal] += antall
        land[fra] += antall
    return BorHer(sprak, land)


def _tidligere(svar: Sequence[dict[str, str]]) -> tuple[str, ...]:
    """B-040: who has said no, and where IMDi took the case back. Once for each, oldest first."""
    maler = {
        Linjetilstand.NEI.value: _("nei fra %(kommune)s"),
        Linjetilstand.TRUKKET.value: _("trukket fra %(kommune)s"),
    }
    return tuple(dict.fromkeys(maler[ett["tilstand"]] % ett for ett in svar))


# ---- the mix on the list against the mix of all who wait
@dataclass(frozen=True)
class Andel:
    navn: str
    liste: str
    liste_bredde: str
    venter: str
    venter_bredde: str


def sammensetning(husstander: Iterable[int]) -> list[Andel]:
    """Persons and households of each kind, in numbers and per cent, on the list and of all. One query."""
    paa_listen = set(husstander)
    rader = _per_husstand()
    paa, alle = _tell([rad for rad in rader if rad["husstand"] in paa_listen]), _tell(rader)
    return [
        Andel(navn, *_tall_og_bredde(paa[kode], paa[av]), *_tall_og_bredde(alle[kode], alle[av]))
        for kode, navn, av in _kjennetegn()
    ]


def _per_husstand() -> list[Any]:
    klare = Sak.objects.filter(tilstand=Sakstilstand.BOSETTINGSKLAR).uten_skjermede().order_by()
    return list(
        klare.values("husstand").annotate(
            personer=Count("pk"),
            em=Count("pk", filter=Q(er_em=True)),
            barn=Count("pk", filter=Q(person__fodselsdato__gt=fodt_etter())),
            overforing=Count("pk", filter=Q(kategori=Kategori.OVERFORINGSFLYKTNING)),
            behov=Count("pk", filter=HAR_BEHOV),
        )
    )


def _kjennetegn() -> list[tuple[str, str, str]]:
    return [
        ("em", _("Enslige mindreårige"), "personer"),
        ("barn", _("Barn under 18 år"), "personer"),
        ("overforing", _("Overføringsflyktninger"), "personer"),
        ("behov", _("Personer med særlige behov"), "personer"),
        ("1", _("Husstander med én person"), "husstander"),
        ("2-3", _("Husstander med 2–3 personer"), "husstander"),
        ("4", _("Husstander med 4 eller flere"), "husstander"),
    ]


def _tell(rader: Sequence[dict[str, int]]) -> dict[str, int]:
    tall = {kode: sum(rad[kode] for rad in rader) for kode in ("personer", "em", "barn", "overforing", "behov")}
    tall["husstander"] = len(rader)
    for kode, (minst, storst) in STORRELSER.items():
        tall[kode] = sum(minst <= rad["personer"] <= storst for rad in rader)
    return tall


def _tall_og_bredde(antall: int, av: int) -> tuple[str, str]:
    if not av:
        return "–", "0.0"
    prosent = 100 * antall / av
    return f"{norsk.tall(antall)} ({norsk.prosent(prosent)})", f"{prosent:.1f}"
