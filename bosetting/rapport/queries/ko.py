"""W-07: the kommune's place in the queue of free places, and when its turn may come. Counts only, never names."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from django.conf import settings
from django.db.models import Count, Min, Q, Sum

from bosetting.innmelding.models import Plassinnmelding
from bosetting.innmelding.queries import personer_i_ukene
from bosetting.innmelding.rules import ledig, plan_aar
from bosetting.person.models import Sak
from bosetting.person.states import Sakstilstand
from bosetting.rapport.rules import Verdi, skjul_smaa
from bosetting.tidsplan.queries import i_ukene
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune

Uke = tuple[int, int]


@dataclass(frozen=True)
class Grunnlag:
    """What the estimate is made of: the persons who are ready, and how fast the country has been lately.

    B-095: nobody who is shielded.
    """

    klare: int
    sokt_ut: int
    fra: date
    til: date
    uker: int

    @property
    def takt(self) -> Fraction:
        """Persons søkt ut in an average week."""
        return Fraction(self.sokt_ut, self.uker)


def grunnlag() -> Grunnlag:
    """The whole weeks before this one; how many is a dated setting. One query."""
    i_dag = klokke.today()
    uker = klokke.fra_dato(settings.BOSETTINGSTAKT_UKER, i_dag)
    til = klokke.mandag(*klokke.isouke(i_dag))
    fra = til - timedelta(weeks=uker)
    tall = Sak.objects.uten_skjermede().aggregate(
        klare=Count("pk", filter=Q(tilstand=Sakstilstand.BOSETTINGSKLAR)),
        sokt_ut=Count("pk", filter=Q(utsokingsdato__gte=fra, utsokingsdato__lt=til)),
    )
    return Grunnlag(**tall, fra=fra, til=til - timedelta(days=1), uker=uker)


# ---- what is reported, week by week
@dataclass(frozen=True)
class Meldt:
    """What one kommune has in one week. `tid`: when its first report for the week came."""

    kommune_id: int
    uke: Uke
    antall: int
    tid: datetime | None
    opptatt: int

    @property
    def ledig(self) -> int:
        return ledig(self.antall, self.opptatt)


def meldt_fram() -> list[Meldt]:
    """Every kommune's weeks from this one to the end of what can be planned. Two queries."""
    aarene = plan_aar()
    siste = klokke.mandag(aarene[-1], klokke.uker_i(aarene[-1]))
    rader = Plassinnmelding.objects.gjeldende().filter(
        i_ukene(klokke.today(), siste), kommune__in=Kommune.objects.gyldige()
    )
    grupper = rader.order_by().values_list("kommune", "uke_aar", "uke")
    funnet: dict[tuple[int, Uke], tuple[int, datetime | None]] = {
        (pk, (aar, uke)): (antall, tid)
        for pk, aar, uke, antall, tid in grupper.annotate(antall=Sum("maks_antall_personer"), tid=Min("sendt_tid"))
    }
    opptatt = _opptatt(aarene)
    steder = sorted(funnet.keys() | opptatt.keys())
    return [Meldt(*sted, *funnet.get(sted, (0, None)), opptatt[sted]) for sted in steder]


def _opptatt(aarene: range) -> Counter[tuple[int, Uke]]:
    """Those søkt ut to come in a week, and those settled in it."""
    naa = klokke.isouke(klokke.today())
    ut = Counter[tuple[int, Uke]]()
    for gruppe in personer_i_ukene(aarene):
        if gruppe.uke >= naa:
            ut[gruppe.kommune_id, gruppe.uke] += gruppe.antall
    return ut


# ---- the queue
@dataclass(frozen=True)
class Koplass:
    """One week of the kommune. What may not be shown is None; `foran` counts only what is shown: «at least»."""

    uke: Uke
    meldt: int
    opptatt: int
    ledig: int
    foran: int
    foran_er_minst: bool
    samme_uke: int | None
    nummer: int | None
    kommuner: int | None
    venter_fra: date | None
    venter_til: date | None
    mangler_personer: bool

    @property
    def mandag(self) -> date:
        return klokke.mandag(*self.uke)


@dataclass(frozen=True)
class Ko:
    uker: tuple[Koplass, ...]
    grunnlag: Grunnlag

    @property
    def ledig(self) -> int:
        return sum(en.ledig for en in self.uker)


def ko_for(kommune: Kommune) -> Ko:
    """The kommune's weeks, in order, with what stands before them in the whole country. Three queries."""
    rader, tall = meldt_fram(), grunnlag()
    egne = sorted((rad for rad in rader if rad.kommune_id == kommune.pk), key=lambda rad: rad.uke)
    andre: dict[Uke, list[Meldt]] = {}
    for rad in rader:
        if rad.kommune_id != kommune.pk and rad.ledig:
            andre.setdefault(rad.uke, []).append(rad)
    skjult = skjulte_uker({uke: [rad.ledig for rad in gruppe] for uke, gruppe in andre.items()})
    return Ko(tuple(_koplass(rad, egne, andre, skjult, tall) for rad in egne), tall)


def skjulte_uker(ledige: Mapping[Uke, Sequence[int]]) -> frozenset[Uke]:
    """Decision 20: the weeks where the others' places, or the kommuner that have them, are too few to show.

    What stands before a week is summed from weeks that are shown, so nothing can be computed back from it.
    """
    etter_navn = {f"{aar}-{uke:02d}": (aar, uke) for aar, uke in ledige}
    plasser = skjul_smaa([Verdi(navn, "", sum(ledige[uke])) for navn, uke in etter_navn.items()])
    kommuner = skjul_smaa([Verdi(navn, "", len(ledige[uke])) for navn, uke in etter_navn.items()])
    return frozenset(etter_navn[navn] for navn in plasser.nokler | kommuner.nokler)


def _koplass(
    rad: Meldt, egne: Sequence[Meldt], andre: Mapping[Uke, Sequence[Meldt]], skjult: frozenset[Uke], tall: Grunnlag
) -> Koplass:
    tidligere = [uke for uke in andre if uke < rad.uke]
    foran = sum(en.ledig for uke in tidligere if uke not in skjult for en in andre[uke])
    foran += sum(en.ledig for en in egne if en.uke < rad.uke)
    vises, samtidige = rad.uke not in skjult, andre.get(rad.uke, ())
    samme = sum(en.ledig for en in samtidige) if vises else None
    fra, til = ventet(rad.uke, foran, foran + (samme or 0) + rad.ledig, tall.takt) if rad.ledig else (None, None)
    stiller = bool(rad.ledig) and vises
    return Koplass(
        uke=rad.uke,
        meldt=rad.antall,
        opptatt=rad.opptatt,
        ledig=rad.ledig,
        foran=foran,
        foran_er_minst=any(uke in skjult for uke in tidligere),
        samme_uke=samme,
        nummer=1 + sum(_tidligere_meldt(en, rad) for en in samtidige) if stiller else None,
        kommuner=1 + len(samtidige) if stiller else None,
        venter_fra=fra,
        venter_til=til,
        mangler_personer=bool(rad.ledig) and foran >= tall.klare,
    )


def _tidligere_meldt(en: Meldt, annen: Meldt) -> bool:
    return en.tid is not None and annen.tid is not None and en.tid < annen.tid


def ventet(uke: Uke, foran: int, medregnet: int, takt: Fraction) -> tuple[date | None, date | None]:
    """W-07: the Mondays of the first and last week in which somebody may come, at the pace of the last weeks.

    The queue is used from the front, `takt` places a week from this week on. Nobody comes before the week that was
    reported, and beyond the years that can be planned nothing is said.
    """
    if not takt:
        return None, None
    naa, meldt = klokke.mandag(*klokke.isouke(klokke.today())), klokke.mandag(*uke)
    siste = klokke.mandag(plan_aar()[-1], klokke.uker_i(plan_aar()[-1]))
    uker = [int(plass / takt) for plass in (foran, medregnet - 1)]
    grense = (siste - naa).days // 7
    fra, til = (max(naa + timedelta(weeks=en), meldt) if en <= grense else None for en in uker)
    return fra, til
