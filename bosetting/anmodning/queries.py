"""What a kommune is asked for, has decided, has used and holds: one account per kommune and year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from bosetting.anmodning.models import Anmodning, Anmodningsrunde, Kommunevedtak, Plassbok, Plassendring
from bosetting.anmodning.states import Anmodningstilstand, Plassendringsslag, Rundetilstand
from bosetting.person.models import Sak
from bosetting.person.querysets import SakQuerySet
from bosetting.person.states import BUNDET, Sakstilstand
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune, Kontaktinformasjon

_ANMODET, _VEDTATT, _FLYTTET_INN = "anmodet", "vedtatt", "flyttet_inn"


@dataclass(frozen=True)
class Plassregnskap:
    """B-028, decision 22. `None` is "not registered", never 0 (B-021).

    B-027: `omgjort` EM places are ordinary ones now; `flyttet_ut` went to the next year, `flyttet_inn` came from the
    year before. Those that came in count together with the year's own approved vedtak. `onsker` (W-13) stand in the
    same vedtak and count nothing.
    """

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
    omgjort: int = 0
    flyttet_ut: int = 0
    flyttet_inn: int = 0
    onsker: tuple[str, ...] = ()

    @property
    def plasser(self) -> int | None:
        """What was decided, with what is agreed on since (B-027)."""
        return None if self.vedtatt is None else self.vedtatt - self.flyttet_ut + self.flyttet_inn

    @property
    def plasser_em(self) -> int | None:
        if self.vedtatt_em is None:
            return None
        return self.vedtatt_em - self.omgjort - self.flyttet_ut + self.flyttet_inn

    @property
    def er_tom(self) -> bool:
        """Nobody has asked, decided or settled anything."""
        return self.anmodet is None and self.vedtatt is None and not (self.brukt or self.bundet)

    @property
    def er_endret(self) -> bool:
        return bool(self.omgjort or self.flyttet_ut or self.flyttet_inn)

    @property
    def bundet(self) -> int:
        return self.fordelt + self.akseptert + self.sokt_ut

    @property
    def bundet_em(self) -> int:
        return self.fordelt_em + self.akseptert_em + self.sokt_ut_em

    @property
    def ledig(self) -> int | None:
        """All free places; below zero when more are used than decided; None without an approved vedtak."""
        return None if self.plasser is None else self.plasser - self.brukt - self.bundet

    @property
    def ledig_em(self) -> int | None:
        """B-071: an enslig mindreårig takes one of these."""
        return None if self.plasser_em is None else self.plasser_em - self.brukt_em - self.bundet_em

    @property
    def ledig_ordinaer(self) -> int | None:
        """B-027: places for EM become ordinary ones by agreement only."""
        if self.ledig is None or self.ledig_em is None:
            return None
        return self.ledig - self.ledig_em


def plassregnskap(kommune: Kommune, aar: int) -> Plassregnskap:
    return plassregnskap_for([kommune], aar)[kommune.pk]


def plassregnskap_for(kommuner: Iterable[Kommune], aar: int) -> dict[int, Plassregnskap]:
    """The account of each kommune, by its id. One query whatever the number of kommuner."""
    ider = [kommune.pk for kommune in kommuner]
    poster = {(pk, hva): (antall, em, onsker) for pk, hva, antall, em, onsker in _poster(ider, aar)}
    return {pk: _regnskap(pk, aar, poster) for pk in ider}


def _regnskap(pk: int, aar: int, poster: Mapping[tuple[int, str], tuple[int, int, list[str]]]) -> Plassregnskap:
    anmodet, anmodet_em, _ingen = poster.get((pk, _ANMODET), (None, None, ()))
    vedtatt, vedtatt_em, onsker = poster.get((pk, _VEDTATT), (None, None, ()))
    null: tuple[int, int, list[str]] = (0, 0, [])
    brukt, fordelt, akseptert, sokt_ut = (
        poster.get((pk, tilstand), null)
        for tilstand in (Sakstilstand.BOSATT, Sakstilstand.FORDELT, Sakstilstand.AKSEPTERT, Sakstilstand.SOKT_UT)
    )
    return Plassregnskap(
        kommune_id=pk,
        aar=aar,
        anmodet=anmodet,
        anmodet_em=anmodet_em,
        vedtatt=vedtatt,
        vedtatt_em=vedtatt_em,
        brukt=brukt[0],
        brukt_em=brukt[1],
        fordelt=fordelt[0],
        fordelt_em=fordelt[1],
        akseptert=akseptert[0],
        akseptert_em=akseptert[1],
        sokt_ut=sokt_ut[0],
        sokt_ut_em=sokt_ut[1],
        omgjort=poster.get((pk, Plassendringsslag.ORDINAER), null)[0],
        flyttet_ut=poster.get((pk, Plassendringsslag.NESTE_AAR), null)[0],
        flyttet_inn=poster.get((pk, _FLYTTET_INN), null)[0],
        onsker=tuple(onsker),
    )


def laas_plasser(kommune: Kommune, aar: int) -> Plassbok:
    """Lock the kommune's places of a year until the transaction ends: the last one is given once."""
    Plassbok.objects.bulk_create([Plassbok(kommune=kommune, aar=aar)], ignore_conflicts=True)
    return Plassbok.objects.select_for_update(of=("self",)).get(kommune=kommune, aar=aar)


def _poster(ider: list[int], aar: int) -> QuerySet[Any, tuple[int, str, int, int, list[str]]]:
    """What the accounts are made of, together: the kommune, what it is, how many, how many of them EM, wishes."""
    vedtak = Kommunevedtak.objects.gjeldende().filter(kommune__in=ider, aar=aar).order_by()
    anmodninger = Anmodning.objects.gjeldende().filter(kommune__in=ider, aar=aar).order_by()
    saker = _saker(ider, aar).values_list("kommune", "tilstand")
    ingen = Value([], output_field=Kommunevedtak._meta.get_field("onsker"))
    return vedtak.values_list("kommune", Value(_VEDTATT), "antall", "herav_em", "onsker").union(
        anmodninger.values_list("kommune", Value(_ANMODET), "antall", "herav_em", ingen),
        saker.annotate(alle=Count("pk"), em=Count("pk", filter=Q(er_em=True)), uten=ingen),
        _endringer(ider, aar).annotate(em=Value(0), uten=ingen),
        all=True,
    )


def _saker(ider: list[int], aar: int) -> SakQuerySet:
    """Places held are of the list's plassår, places used of the year of the bosettingsdato (decision 22)."""
    bundet = Q(plassaar=aar, tilstand__in=BUNDET)
    brukt = Q(bosettingsdato__year=aar, tilstand=Sakstilstand.BOSATT)
    return Sak.objects.uten_skjermede().filter(bundet | brukt, kommune__in=ider).order_by()


def _endringer(ider: list[int], aar: int) -> QuerySet[Plassendring, Any]:
    """B-027: what both parties have said yes to, of this year and moved from the year before."""
    flyttet_inn = Q(aar=aar - 1, slag=Plassendringsslag.NESTE_AAR)
    rader = Plassendring.objects.bekreftet().filter(Q(aar=aar) | flyttet_inn, kommune__in=ider).order_by()
    hva = Case(When(flyttet_inn, then=Value(_FLYTTET_INN)), default=F("slag"))
    return rader.annotate(hva=hva).values_list("kommune", "hva").annotate(alle=Sum("antall"))


# ---- IMDi's round
def uten_tall(runde: Anmodningsrunde) -> list[Kommune]:
    """Kommuner of today that have no number in the round yet."""
    har_tall = Anmodning.objects.filter(runde=runde, kommune=OuterRef("pk"))
    return list(Kommune.objects.gyldige().exclude(Exists(har_tall)))


def kontakter(kommune_ider: Sequence[int]) -> dict[int, Kontaktinformasjon]:
    """The newest contact information of each kommune that has given any. One query."""
    nyeste = Kontaktinformasjon.objects.filter(kommune__in=kommune_ider).order_by(
        "kommune_id", "-registrert_tid", "-pk"
    )
    return {kontakt.kommune_id: kontakt for kontakt in nyeste.distinct("kommune_id")}


def forrige_sendte(runde: Anmodningsrunde) -> Anmodningsrunde | None:
    """The round of the same year that was sent before this one."""
    tidligere = Anmodningsrunde.objects.filter(aar=runde.aar, versjon__lt=runde.versjon, tilstand=Rundetilstand.SENDT)
    return tidligere.order_by("-versjon").first()


@dataclass(frozen=True)
class Rundesum:
    """What the numbers of a round come to, beside the need."""

    kommuner: int
    plasser: int
    plasser_em: int
    null: int
    under_minste: int
    uten_begrunnelse: int


def rundesum(runde: Anmodningsrunde) -> Rundesum:
    under = Q(antall__gt=0, antall__lt=settings.ANMODNING_MINSTE_ANTALL)
    return Rundesum(
        **runde.anmodninger.aggregate(
            kommuner=Count("pk"),
            plasser=Coalesce(Sum("antall"), 0),
            plasser_em=Coalesce(Sum("herav_em"), 0),
            null=Count("pk", filter=Q(antall=0)),
            under_minste=Count("pk", filter=under),
            uten_begrunnelse=Count("pk", filter=under & Q(begrunnelse="")),
        )
    )


def forrige_aar(runde: Anmodningsrunde) -> int:
    """The year whose anmodninger counted before this round: its own, once a round of that year is sent."""
    return runde.aar if runde.versjon > 1 else runde.aar - 1


def gjeldende_tall(aar: int) -> dict[int, Anmodning]:
    """B-010: the anmodning that counts for each kommune in a year. One query."""
    return {rad.kommune_id: rad for rad in Anmodning.objects.gjeldende().filter(aar=aar)}


def er_lik(rad: Anmodning, forrige: Anmodning | None) -> bool:
    return forrige is not None and (rad.antall, rad.herav_em) == (forrige.antall, forrige.herav_em)


@dataclass(frozen=True)
class Tallkommune:
    """A kommune in the table of numbers: what stands there now, and what it was asked for before."""

    kommune: Kommune
    rad: Anmodning | None
    forrige: Anmodning | None


def tallkommuner(runde: Anmodningsrunde) -> list[Tallkommune]:
    """Every kommune of today, by number. `forrige` is of this year, or of the year before. Three queries."""
    rader = {rad.kommune_id: rad for rad in runde.anmodninger.all()}
    forrige = gjeldende_tall(forrige_aar(runde))
    kommuner = Kommune.objects.gyldige().select_related("fylke").order_by("nummer")
    return [Tallkommune(en, rader.get(en.pk), forrige.get(en.pk)) for en in kommuner]


# ---- who has answered
@dataclass(frozen=True)
class Svar:
    """What one kommune was asked for in a year, and what it has said."""

    anmodning: Anmodning
    vedtak: Kommunevedtak | None
    registrert: Kommunevedtak | None

    @property
    def kommune(self) -> Kommune:
        return self.anmodning.kommune

    @property
    def skylder_svar(self) -> bool:
        return self.anmodning.antall > 0 and self.anmodning.tilstand != Anmodningstilstand.BESVART

    @property
    def er_sen(self) -> bool:
        """B-012."""
        return self.skylder_svar and self.anmodning.runde.frist < klokke.today()


def svarene(aar: int) -> list[Svar]:
    """Every kommune that is asked in a year. Three queries."""
    rader = Anmodning.objects.gjeldende().filter(aar=aar).select_related("kommune__fylke", "runde")
    vedtak = Kommunevedtak.objects.filter(aar=aar)
    godkjent = {rad.kommune_id: rad for rad in vedtak.gjeldende()}
    registrert = {rad.kommune_id: rad for rad in vedtak.registrert()}
    return [
        Svar(rad, godkjent.get(rad.kommune_id), registrert.get(rad.kommune_id))
        for rad in rader.order_by("kommune__sortering", "kommune_id")
    ]
