"""The number of settled as the register has it, beside what the kommune has answered."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from hashlib import sha256
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from bosetting.anmodning.models import Kommunevedtak
from bosetting.anmodning.querysets import KommunevedtakQuerySet
from bosetting.avstemming.kvartal import Kvartal, ferdige
from bosetting.avstemming.models import Avstemming, Avstemmingssvar
from bosetting.avstemming.states import VENTER, Avstemmingsstatus
from bosetting.person.models import Avvik, Sak
from bosetting.person.querysets import SakQuerySet
from bosetting.person.states import MAPPE_APEN, Sakstilstand
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.kommune.querysets import KommuneQuerySet

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
    """One quarter of one kommune: the register and the answer that stands.

    `har_plasser`: the kommune had decided on places before the quarter was over. `avstemming`, which tells when it was
    reminded, is read for one quarter and not for all.
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
    saker = _i_registeret(kvartaler).exclude(kommune=None)
    saker = saker.filter(kommune=kommune) if kommune else saker
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


def _i_registeret(kvartaler: Collection[Kvartal]) -> SakQuerySet:
    """Those who count in one of the quarters: settled in it, or søkt ut by its end and still without a date."""
    saker = Sak.objects.uten_skjermede()
    forste, siste = min(kvartaler).forste_dag, max(kvartaler).siste_dag
    uten_dato = saker.uten_bosettingsdato().filter(utsokingsdato__lte=siste)
    bosatt = saker.i_tilstand(Sakstilstand.BOSATT)
    return uten_dato | bosatt.filter(bosettingsdato__gte=forste, bosettingsdato__lte=siste)


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
    avstemminger: Iterable[Avstemming] = (),
    kommune: Kommune | None = None,
) -> list[Kvartalsrad]:
    """Every kommune and quarter: the register beside what has been answered, all of `kommune` when given."""
    tall, med_plasser = registertall(kvartaler, kommune), _med_plasser(kvartaler, kommune)
    kjente = {(en.kommune_id, en.periode): en for en in avstemminger}
    svar = {(en.kommune_id, en.avstemming.periode): en for en in _svar(kvartaler, kommune)}
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
def kvartalsrader(kommune: Kommune) -> list[Kvartalsrad]:
    """Every quarter that is over, newest first. Three queries."""
    kvartaler = ferdige()
    return _rader([kommune], kvartaler, kommune=kommune) if kvartaler else []


def kvartalsrad(kommune: Kommune, kvartal: Kvartal) -> Kvartalsrad:
    return _rader([kommune], [kvartal], _av_kvartalet(kvartal).filter(kommune=kommune), kommune)[0]


def _med_plasser(kvartaler: Collection[Kvartal], kommune: Kommune | None = None) -> set[Nokkel]:
    """Who had an approved vedtak of more than 0 for the year before the quarter was over."""
    vedtak = _plassvedtak({ett.aar for ett in kvartaler})
    vedtak = vedtak.filter(kommune=kommune) if kommune else vedtak
    return {
        (rad.kommune_id, ett)
        for rad in vedtak
        for ett in kvartaler
        if rad.aar == ett.aar and rad.godkjent_tid and rad.godkjent_tid <= klokke.slutten_av(ett.siste_dag)
    }


def _plassvedtak(aarene: Collection[int]) -> KommunevedtakQuerySet:
    return Kommunevedtak.objects.gjeldende().filter(aar__in=aarene, antall__gt=0)


def _svar(kvartaler: Collection[Kvartal], kommune: Kommune | None = None) -> QuerySet[Avstemmingssvar]:
    aar, nr = {ett.aar for ett in kvartaler}, {ett.nr for ett in kvartaler}
    svar = Avstemmingssvar.objects.gjeldende().filter(avstemming__aar__in=aar, avstemming__nr__in=nr)
    svar = svar.filter(kommune=kommune) if kommune else svar
    return svar.select_related("avstemming", "svart_av", "henvendelse")


def _av_kvartalet(kvartal: Kvartal) -> QuerySet[Avstemming]:
    return Avstemming.objects.filter(aar=kvartal.aar, nr=kvartal.nr)


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
    kommuner = spurte(kvartal).select_related("fylke").order_by("sortering", "pk")
    return _rader(kommuner, [kvartal], _av_kvartalet(kvartal))


def spurte(kvartal: Kvartal) -> KommuneQuerySet:
    """`er_spurt` of the kommuner of today, asked of the database: those with an answer, a case or places."""
    innen = klokke.slutten_av(kvartal.siste_dag)
    med_plasser = _plassvedtak([kvartal.aar]).filter(godkjent_tid__lte=innen)
    kilder = (_har_svart(kvartal), _i_registeret([kvartal]), med_plasser)
    vilkaar = [Q(pk__in=rader.order_by().values("kommune")) for rader in kilder]
    return Kommune.objects.gyldige().filter(reduce(or_, vilkaar))


def ubesvarte(kvartal: Kvartal) -> KommuneQuerySet:
    """Those who are asked and have not answered."""
    return spurte(kvartal).exclude(pk__in=_har_svart(kvartal).values("kommune"))


def _har_svart(kvartal: Kvartal) -> QuerySet[Avstemmingssvar]:
    return Avstemmingssvar.objects.gjeldende().filter(avstemming__in=_av_kvartalet(kvartal))
