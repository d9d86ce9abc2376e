"""The number of settled as the register has it, beside what the kommune has answered."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from bosetting.anmodning.models import Kommunevedtak
from bosetting.avstemming.kvartal import Kvartal, ferdige
from bosetting.avstemming.models import Avstemming, Avstemmingssvar
from bosetting.avstemming.states import VENTER, Avstemmingsstatus
from bosetting.person.models import Avvik, Sak
from bosetting.person.querysets import SakQuerySet
from bosetting.person.states import MAPPE_APEN, Sakstilstand
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang

Nokkel = tuple[int, Kvartal]


@dataclass(frozen=True)
class Registertall:
    """`bosatt` per month. `avtrykk` changes with any date of the quarter, also when the sums do not."""

    bosatt: tuple[int, int, int]
    avtrykk: str
    uten_dato: int = 0
    apne_avvik: int = 0

    @property
    def sum(self) -> int:
        return sum(self.bosatt)


@dataclass(frozen=True)
class Kvartalsrad:
    """One quarter of one kommune: the register, the answer that stands, and when it was reminded.

    `har_plasser`: the kommune had decided on places before the quarter was over.
    """

    kommune: Kommune
    kvartal: Kvartal
    tall: Registertall
    svar: Avstemmingssvar | None = None
    avstemming: Avstemming | None = None
    har_plasser: bool = False

    @property
    def er_spurt(self) -> bool:
        """Asked is a kommune with somebody in the register, or with places; any other may answer too."""
        return self.svar is not None or self.har_plasser or self.tall != INGENTING

    @property
    def status(self) -> Avstemmingsstatus:
        """W-02: an answer holds for the numbers it was given on, and for no others."""
        if self.svar is None:
            return Avstemmingsstatus.IKKE_SVART
        if self.svar.avtrykk != self.tall.avtrykk:
            return Avstemmingsstatus.ENDRET
        return Avstemmingsstatus.BEKREFTET if self.svar.stemmer else Avstemmingsstatus.STEMMER_IKKE

    @property
    def venter(self) -> bool:
        return self.status in VENTER

    @property
    def er_sen(self) -> bool:
        return self.svar is None and self.er_spurt and self.kvartal.frist < klokke.today()

    @property
    def kommunens(self) -> Sequence[int] | None:
        """The kommune's numbers: its own, or those it has confirmed."""
        return None if self.svar is None else self.svar.egne or self.svar.bosatt


def registertall(kvartaler: Collection[Kvartal], kommune: Kommune | None = None) -> dict[Nokkel, Registertall]:
    """By kommune and quarter, only those with something in it. One query however many there are."""
    i_perioden = Q(bosettingsdato__gte=min(kvartaler).forste_dag, bosettingsdato__lte=max(kvartaler).siste_dag)
    saker = Sak.objects.uten_skjermede().exclude(kommune=None)
    saker = saker.filter(kommune=kommune) if kommune else saker
    saker = saker.uten_bosettingsdato() | saker.i_tilstand(Sakstilstand.BOSATT).filter(i_perioden)
    bosatte: dict[Nokkel, list[tuple[int, date]]] = defaultdict(list)
    uten_dato: dict[Nokkel, int] = defaultdict(int)
    avvik: dict[Nokkel, int] = defaultdict(int)
    rader = saker.annotate(har_avvik=Exists(_apne_avvik())).order_by("pk")
    for kommune_id, pk, sokt_ut, dato, har_avvik in rader.values_list(
        "kommune_id", "pk", "utsokingsdato", "bosettingsdato", "har_avvik"
    ):
        assert kommune_id is not None
        for ett in _kvartalene_til(kvartaler, sokt_ut, dato):
            avvik[kommune_id, ett] += har_avvik
            if dato:
                bosatte[kommune_id, ett].append((pk, dato))
            else:
                uten_dato[kommune_id, ett] += 1
    return {
        (kommune_id, ett): Registertall(
            _per_maaned(ett, bosatte[kommune_id, ett]),
            avtrykk(bosatte[kommune_id, ett]),
            uten_dato[kommune_id, ett],
            avvik[kommune_id, ett],
        )
        for kommune_id, ett in {*bosatte, *uten_dato}
    }


def _kvartalene_til(kvartaler: Collection[Kvartal], sokt_ut: date | None, bosatt: date | None) -> list[Kvartal]:
    """Those søkt ut without a date count in every quarter since, those settled in the quarter of their date."""
    if bosatt:
        return [ett for ett in kvartaler if ett == Kvartal.med(bosatt)]
    return [ett for ett in kvartaler if sokt_ut and sokt_ut <= ett.siste_dag]


def _med_avvik(saker: SakQuerySet) -> SakQuerySet:
    return saker.i_tilstand(*MAPPE_APEN).filter(Exists(_apne_avvik()))


def _apne_avvik() -> QuerySet[Avvik]:
    return Avvik.objects.filter(sak=OuterRef("pk"), lukket_tid=None)


def _per_maaned(kvartal: Kvartal, bosatte: Iterable[tuple[int, date]]) -> tuple[int, int, int]:
    maaneder = [dato.month for _pk, dato in bosatte]
    forste, andre, tredje = (maaneder.count(maaned.month) for maaned in kvartal.maaneder)
    return forste, andre, tredje


def avtrykk(bosatte: Iterable[tuple[int, date]]) -> str:
    """The same for the same persons with the same dates, and only then."""
    return sha256(";".join(f"{pk}:{dato.isoformat()}" for pk, dato in sorted(bosatte)).encode()).hexdigest()


INGENTING = Registertall((0, 0, 0), avtrykk([]))


def _rader(
    kommuner: Iterable[Kommune],
    kvartaler: Collection[Kvartal],
    avstemminger: QuerySet[Avstemming],
    kommune: Kommune | None = None,
) -> list[Kvartalsrad]:
    """Every kommune and quarter: the register beside what stands in `avstemminger`, all of `kommune` when given."""
    tall, med_plasser = registertall(kvartaler, kommune), _med_plasser(kvartaler, kommune)
    kjente = {(en.kommune_id, en.periode): en for en in avstemminger}
    svar = {(en.kommune_id, en.avstemming.periode): en for en in _svar().filter(avstemming__in=avstemminger)}
    return [
        Kvartalsrad(
            en,
            ett,
            tall.get((en.pk, ett), INGENTING),
            svar.get((en.pk, ett)),
            kjente.get((en.pk, ett)),
            (en.pk, ett) in med_plasser,
        )
        for en in kommuner
        for ett in kvartaler
    ]


# ---- one kommune
def kvartalsrader(kommune: Kommune, kvartaler: Sequence[Kvartal] | None = None) -> list[Kvartalsrad]:
    """Every quarter that is over, newest first, or those named. Four queries."""
    kvartaler = ferdige() if kvartaler is None else kvartaler
    if not kvartaler:
        return []
    return _rader([kommune], kvartaler, Avstemming.objects.filter(kommune=kommune), kommune)


def kvartalsrad(kommune: Kommune, kvartal: Kvartal) -> Kvartalsrad:
    return kvartalsrader(kommune, [kvartal])[0]


def _med_plasser(kvartaler: Collection[Kvartal], kommune: Kommune | None = None) -> set[Nokkel]:
    """Who had an approved vedtak of more than 0 for the year before the quarter was over."""
    vedtak = Kommunevedtak.objects.gjeldende().filter(aar__in={ett.aar for ett in kvartaler}, antall__gt=0)
    vedtak = vedtak.filter(kommune=kommune) if kommune else vedtak
    return {
        (rad.kommune_id, ett)
        for rad in vedtak
        for ett in kvartaler
        if rad.aar == ett.aar and rad.godkjent_tid and rad.godkjent_tid <= klokke.slutten_av(ett.siste_dag)
    }


def _svar() -> QuerySet[Avstemmingssvar]:
    return Avstemmingssvar.objects.gjeldende().select_related("avstemming", "svart_av", "henvendelse")


def uten_dato(bruker: "tilgang.Hvem", kommune: Kommune, kvartal: Kvartal) -> SakQuerySet:
    """Søkt ut by the end of the quarter and still without a bosettingsdato, oldest first."""
    synlige = Sak.objects.all().synlig_for(bruker).uten_skjermede().filter(kommune=kommune)
    rader = synlige.uten_bosettingsdato().filter(utsokingsdato__lte=kvartal.siste_dag)
    return (
        rader.select_related("person", "husstand")
        .annotate(har_avvik=Exists(_apne_avvik()))
        .order_by("utsokingsdato", "pk")
    )


def med_avvik(bruker: "tilgang.Hvem", kommune: Kommune, kvartal: Kvartal) -> SakQuerySet:
    """Those of the quarter with something that does not add up."""
    synlige = Sak.objects.all().synlig_for(bruker).uten_skjermede().filter(kommune=kommune)
    i_kvartalet = Q(bosettingsdato__gte=kvartal.forste_dag, bosettingsdato__lte=kvartal.siste_dag)
    rader = _med_avvik(synlige).filter(i_kvartalet | Q(bosettingsdato=None, utsokingsdato__lte=kvartal.siste_dag))
    fra = Subquery(_apne_avvik().order_by("aapnet_tid").values("aapnet_tid")[:1])
    return rader.select_related("person").annotate(avvik_fra=fra).order_by("avvik_fra", "pk")


# ---- the country
def landet(kvartal: Kvartal) -> list[Kvartalsrad]:
    """Those who are asked, and whoever else has answered: a fixed number of queries."""
    kommuner = Kommune.objects.gyldige().select_related("fylke").order_by("sortering", "pk")
    rader = _rader(kommuner, [kvartal], Avstemming.objects.filter(aar=kvartal.aar, nr=kvartal.nr))
    return [rad for rad in rader if rad.er_spurt]
