"""What a kommune is asked for, has decided, has used and holds: one account per kommune and year."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from bosetting.anmodning.models import Anmodning, Kommunevedtak, Plassbok
from bosetting.person.models import Sak
from bosetting.person.states import BUNDET, Sakstilstand
from imdinett.kommune.models import Kommune


@dataclass(frozen=True)
class Plassregnskap:
    """B-028, decision 22. `None` is "not registered", never 0 (B-021)."""

    kommune_id: int
    aar: int
    anmodet: int | None = None
    anmodet_em: int | None = None
    vedtatt: int | None = None
    vedtatt_em: int | None = None
    brukt: int = 0
    brukt_em: int = 0
    fordelt: int = 0
    fordelt_em: int = 0
    akseptert: int = 0
    akseptert_em: int = 0
    sokt_ut: int = 0
    sokt_ut_em: int = 0

    @property
    def bundet(self) -> int:
        return self.fordelt + self.akseptert + self.sokt_ut

    @property
    def bundet_em(self) -> int:
        return self.fordelt_em + self.akseptert_em + self.sokt_ut_em

    @property
    def ledig(self) -> int | None:
        """All free places; below zero when more are used than decided; None without an approved vedtak."""
        return None if self.vedtatt is None else self.vedtatt - self.brukt - self.bundet

    @property
    def ledig_em(self) -> int | None:
        """B-071: an enslig mindreårig takes one of these."""
        return None if self.vedtatt_em is None else self.vedtatt_em - self.brukt_em - self.bundet_em

    @property
    def ledig_ordinaer(self) -> int | None:
        """B-027: places for EM become ordinary ones by agreement only."""
        if self.ledig is None or self.ledig_em is None:
            return None
        return self.ledig - self.ledig_em


def plassregnskap(kommune: Kommune, aar: int) -> Plassregnskap:
    return plassregnskap_for([kommune], aar)[kommune.pk]


def plassregnskap_for(kommuner: Iterable[Kommune], aar: int) -> dict[int, Plassregnskap]:
    """The account of each kommune, by its id. Four queries whatever the number of kommuner."""
    ider = [kommune.pk for kommune in kommuner]
    anmodet = _tall(Anmodning.objects.gjeldende().filter(kommune__in=ider, aar=aar))
    vedtatt = _tall(Kommunevedtak.objects.gjeldende().filter(kommune__in=ider, aar=aar))
    saker = _saker(ider, aar)
    return {
        pk: Plassregnskap(
            kommune_id=pk,
            aar=aar,
            anmodet=anmodet.get(pk, (None, None))[0],
            anmodet_em=anmodet.get(pk, (None, None))[1],
            vedtatt=vedtatt.get(pk, (None, None))[0],
            vedtatt_em=vedtatt.get(pk, (None, None))[1],
            brukt=saker[pk, Sakstilstand.BOSATT, "alle"],
            brukt_em=saker[pk, Sakstilstand.BOSATT, "em"],
            fordelt=saker[pk, Sakstilstand.FORDELT, "alle"],
            fordelt_em=saker[pk, Sakstilstand.FORDELT, "em"],
            akseptert=saker[pk, Sakstilstand.AKSEPTERT, "alle"],
            akseptert_em=saker[pk, Sakstilstand.AKSEPTERT, "em"],
            sokt_ut=saker[pk, Sakstilstand.SOKT_UT, "alle"],
            sokt_ut_em=saker[pk, Sakstilstand.SOKT_UT, "em"],
        )
        for pk in ider
    }


def laas_plasser(kommune: Kommune, aar: int) -> Plassbok:
    """Lock the kommune's places of a year until the transaction ends: the last one is given once."""
    Plassbok.objects.bulk_create([Plassbok(kommune=kommune, aar=aar)], ignore_conflicts=True)
    return Plassbok.objects.select_for_update(of=("self",)).get(kommune=kommune, aar=aar)


def _tall(rader: "Iterable[Anmodning] | Iterable[Kommunevedtak]") -> dict[int, tuple[int, int]]:
    return {rad.kommune_id: (rad.antall, rad.herav_em) for rad in rader}


def _saker(ider: list[int], aar: int) -> Counter[tuple[int, str, str]]:
    """Places held are of the list's plassår, places used of the year of the bosettingsdato (decision 22)."""
    bundet = Sak.objects.filter(kommune__in=ider, plassaar=aar, tilstand__in=BUNDET)
    brukt = Sak.objects.filter(kommune__in=ider, bosettingsdato__year=aar, tilstand=Sakstilstand.BOSATT)
    ut: Counter[tuple[int, str, str]] = Counter()
    for qs in (bundet, brukt):
        rader = (
            qs.order_by()
            .values_list("kommune", "tilstand")
            .annotate(alle=Count("pk"), em=Count("pk", filter=Q(er_em=True)))
        )
        for kommune_id, tilstand, alle, em in rader:
            assert kommune_id is not None
            ut[kommune_id, tilstand, "alle"] += alle
            ut[kommune_id, tilstand, "em"] += em
    return ut
