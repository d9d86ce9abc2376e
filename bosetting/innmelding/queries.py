"""Reads over reports: the homes that are free, which of them suit a household, what waits for IMDi."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet, Sum, Value

from bosetting.anmodning.queries import Plassregnskap, plassregnskap
from bosetting.innmelding import rules
from bosetting.innmelding.models import BestemtPerson, Bolig, EmKapasitet, Kommuneprofil, Plassinnmelding
from bosetting.innmelding.rules import Aktiv, Behov, Tilbud
from bosetting.innmelding.states import GJELDENDE
from bosetting.person.models import Sak
from bosetting.person.states import Sakstilstand
from imdinett.bruker.models import Bruker
from imdinett.hendelse import hendelse
from imdinett.hendelse.typer import Handling
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web import norsk


def ledige_boliger(kommune: Kommune, bruker: "tilgang.Hvem") -> list[Bolig]:
    """B-085: what the kommune has free, the soonest first. One query."""
    return alle_ledige_boliger([kommune.pk], bruker)[kommune.pk]


def som_passer(boliger: Iterable[Bolig], behov: Behov) -> tuple[Bolig, ...]:
    """W-10: those of the homes that suit the household. No query."""
    return tuple(bolig for bolig in boliger if rules.passer(tilbud(bolig), behov))


def alle_ledige_boliger(kommune_ider: Collection[int], bruker: "tilgang.Hvem") -> dict[int, list[Bolig]]:
    """B-085: what each of the kommuner has free. One query."""
    boliger: dict[int, list[Bolig]] = {pk: [] for pk in kommune_ider}
    for bolig in Bolig.objects.synlig_for(bruker).gjeldende().filter(kommune__in=boliger).order_by("ledig_fra", "pk"):
        boliger[bolig.kommune_id].append(bolig)
    return boliger


def tilbud(bolig: Bolig) -> Tilbud:
    return Tilbud(bolig.maks_personer, frozenset(bolig.passer_for), bolig.ledig_fra)


def profiler(kommune_ider: Collection[int], bruker: "tilgang.Hvem") -> dict[int, Kommuneprofil]:
    """W-18: what each of the kommuner says of itself now; those that have said nothing are left out. One query."""
    rader = Kommuneprofil.objects.all().synlig_for(bruker).gjeldende().filter(kommune__in=kommune_ider)
    return {rad.kommune_id: rad for rad in rader}


def logg_innsyn_i(bruker: Bruker, innmelding: BestemtPerson, *, person_id: int | None = None) -> None:
    """A name and a DUF number are about to be shown to IMDi: the line is written before the page is sent."""
    hendelse.logg_innsyn(
        bruker,
        handling=Handling.LESE,
        beskrivelse=f"Åpnet innmelding {innmelding.pk} om en bestemt person",
        person_id=person_id,
        kommune_id=innmelding.kommune_id,
    )


# ---- antall plasser, week by week
Sted = tuple[int, int]


@dataclass(frozen=True)
class Planuke:
    """One week of the kommune's plan: what is reported, and who has come or is on the way."""

    aar: int
    uke: int
    aktive: tuple[Aktiv, ...]
    sokt_ut: int
    bosatt: int

    @property
    def meldt(self) -> int:
        """B-081: those of a week add up."""
        return sum(en.antall for en in self.aktive)

    @property
    def mandag(self) -> date:
        return klokke.mandag(self.aar, self.uke)

    @property
    def dager(self) -> str:
        return norsk.periode(self.mandag, self.mandag + timedelta(days=6))

    @property
    def er_passert(self) -> bool:
        return (self.aar, self.uke) < klokke.isouke(klokke.today())

    @property
    def er_naa(self) -> bool:
        return (self.aar, self.uke) == klokke.isouke(klokke.today())

    @property
    def er_for_lav(self) -> bool:
        """More persons are to come than there is reported room for: a warning, never a stop (B-083)."""
        return not self.er_passert and self.meldt < self.sokt_ut


@dataclass(frozen=True)
class Plan:
    """The weeks of an ISO year. `sendt` is all that was ever sent for it, cancelled too, by id: it never changes."""

    aar: int
    uker: tuple[Planuke, ...]
    sendt: Mapping[int, tuple[int, int]]
    regnskap: Plassregnskap

    @property
    def meldt(self) -> int:
        return sum(uke.meldt for uke in self.uker)

    @property
    def uten_uke(self) -> int | None:
        """Places that the kommune has decided on and not yet planned; below zero when more are planned."""
        return None if self.regnskap.plasser is None else self.regnskap.plasser - self.meldt

    @property
    def aapne(self) -> tuple[Planuke, ...]:
        """B-084: those that can still be changed."""
        return tuple(uke for uke in self.uker if not uke.er_passert)


def plan(kommune: Kommune, aar: int, bruker: "tilgang.Hvem") -> Plan:
    """The plan of a kommune for an ISO year. Six queries whatever is in it."""
    rader = list(Plassinnmelding.objects.synlig_for(bruker).filter(kommune=kommune, uke_aar=aar).order_by("pk"))
    uker = range(1, klokke.uker_i(aar) + 1)
    aktive: dict[int, list[Aktiv]] = {uke: [] for uke in uker}
    for rad in rader:
        if rad.tilstand in GJELDENDE:
            aktive[rad.uke].append(Aktiv(rad.pk, rad.maks_antall_personer))
    sokt_ut, bosatt = ventet_og_kommet(aar, kommune)
    return Plan(
        aar=aar,
        uker=tuple(
            Planuke(aar, uke, tuple(aktive[uke]), sokt_ut[kommune.pk, uke], bosatt[kommune.pk, uke]) for uke in uker
        ),
        sendt={rad.pk: (rad.uke, rad.maks_antall_personer) for rad in rader},
        regnskap=plassregnskap(kommune, aar),
    )


def ventet_og_kommet(aar: int, kommune: Kommune | None = None) -> tuple[Counter[Sted], Counter[Sted]]:
    """Those søkt ut to come in a week, and those settled in the days of it, by kommune and ISO week. One query."""
    sokt_ut, bosatt = Counter[Sted](), Counter[Sted]()
    for gruppe in personer_i_ukene(range(aar, aar + 1), kommune):
        teller = bosatt if gruppe.er_bosatt else sokt_ut
        teller[gruppe.kommune_id, gruppe.uke[1]] += gruppe.antall
    return sokt_ut, bosatt


@dataclass(frozen=True)
class Personuke:
    """So many persons of one kommune in an (ISO year, week): settled in it, or søkt ut to come in it."""

    kommune_id: int
    uke: tuple[int, int]
    er_bosatt: bool
    antall: int


def personer_i_ukene(aarene: range, kommune: Kommune | None = None) -> Iterator[Personuke]:
    """All of the ISO years. One query. B-095: nobody who is shielded."""
    ventet = Q(tilstand=Sakstilstand.SOKT_UT, bosettingsuke_aar__in=aarene, bosettingsuke__isnull=False)
    fra, til = klokke.mandag(aarene[0], 1), klokke.mandag(aarene[-1] + 1, 1)
    kommet = Q(tilstand=Sakstilstand.BOSATT, bosettingsdato__gte=fra, bosettingsdato__lt=til)
    saker = Sak.objects.uten_skjermede().filter(ventet | kommet, kommune__isnull=False).order_by()
    if kommune:
        saker = saker.filter(kommune=kommune)
    grupper = saker.values_list("kommune", "tilstand", "bosettingsuke_aar", "bosettingsuke", "bosettingsdato")
    for pk, tilstand, aar, uke, dato, antall in grupper.annotate(antall=Count("pk")):
        if tilstand == Sakstilstand.SOKT_UT and aar and uke:
            yield Personuke(pk, (aar, uke), False, antall)
        elif dato:
            yield Personuke(pk, klokke.isouke(dato), True, antall)


# ---- the weeks that come
@dataclass(frozen=True)
class Meldtuke:
    """A week that has not passed, as a kommune has reported it, and those who are søkt ut to come in it."""

    uke: tuple[int, int]
    meldt: int
    sokt_ut: int = 0

    @property
    def ledig(self) -> int:
        return rules.ledig(self.meldt, self.sokt_ut)

    @property
    def navn(self) -> str:
        """Uke 4, 2027 (25.–31. januar)"""
        return norsk.uke_med_dager(klokke.mandag(*self.uke))


def meldt_i_ukene_som_kommer(kommune_ider: Collection[int], bruker: "tilgang.Hvem") -> dict[int, tuple[Meldtuke, ...]]:
    """B-081: the weeks from this one on for which each kommune has reported something. One query.

    B-095: nobody who is shielded is counted among those who are søkt ut.
    """
    aar, uke = klokke.isouke(klokke.today())
    rader = Plassinnmelding.objects.synlig_for(bruker).gjeldende().filter(kommune__in=kommune_ider).order_by()
    framover = rader.filter(Q(uke_aar__gt=aar) | Q(uke_aar=aar, uke__gte=uke))
    saker = Sak.objects.uten_skjermede().filter(tilstand=Sakstilstand.SOKT_UT, bosettingsuke__isnull=False)
    ventet = saker.filter(kommune__in=kommune_ider).order_by()
    alt = framover.values_list("kommune", "uke_aar", "uke", Value("meldt")).annotate(antall=Sum("maks_antall_personer"))
    alt = alt.union(
        ventet.values_list("kommune", "bosettingsuke_aar", "bosettingsuke", Value("sokt_ut")).annotate(
            antall=Count("pk")
        ),
        all=True,
    )
    tall = {(pk, (uke_aar, nr), hva): antall for pk, uke_aar, nr, hva, antall in alt}
    ut: dict[int, list[Meldtuke]] = {pk: [] for pk in kommune_ider}
    for (pk, en, hva), antall in sorted(tall.items()):
        if hva == "meldt":
            ut[pk].append(Meldtuke(en, antall, tall.get((pk, en, "sokt_ut"), 0)))
    return {pk: tuple(uker) for pk, uker in ut.items()}


def kapasitet_for_bufetat(bruker: "tilgang.Hvem") -> QuerySet[EmKapasitet]:
    """bosetting.md §2: who works in Bufetat reads the whole country's, whichever enhet it is in."""
    if not tilgang.enhet_ider(bruker, Rettighet.EM_LES):
        return EmKapasitet.objects.none()
    rader = EmKapasitet.objects.gjeldende().select_related("kommune__fylke")
    return rader.order_by("uke_aar", "uke", "kommune__sortering", "pk")


def em_kapasitet(kommune_ider: Collection[int], bruker: "tilgang.Hvem") -> dict[int, list[EmKapasitet]]:
    """B-086: what each kommune has room for and has not used or cancelled, the soonest first. One query."""
    ut: dict[int, list[EmKapasitet]] = {pk: [] for pk in kommune_ider}
    rader = EmKapasitet.objects.synlig_for(bruker).gjeldende().filter(kommune__in=kommune_ider)
    for rad in rader.order_by("uke_aar", "uke", "pk"):
        ut[rad.kommune_id].append(rad)
    return ut
