"""A day of the access log, sifted into what somebody must know of at once (security.md §5, §6 F).

Only openings count: a list or a search names many, and is no look at each. Protected persons count wherever they are.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count
from django.db.models.functions import TruncDate

from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Innsyn
from imdinett.hendelse.typer import Handling, Utfall
from imdinett.kjerne import klokke
from imdinett.loggkontroll import personkilde, rules, utvalg
from imdinett.loggkontroll.models import Oppslagsalarm
from imdinett.loggkontroll.rules import Grenser
from imdinett.loggkontroll.states import Alarmslag
from imdinett.loggkontroll.utvalg import Hvor

INGEN = "ingen"


class Hvem(NamedTuple):
    hvor: Hvor
    bruker_id: int


class Sett(NamedTuple):
    person_id: int | None
    saksnummer: str


@dataclass
class Dag:
    """What one user has done in a day, from one unit. `skjermet`, `avvist`: the person's key and the case's number."""

    per_time: dict[datetime, set[int]] = field(default_factory=lambda: defaultdict(set))
    skjermet: Counter[Sett] = field(default_factory=Counter)
    avvist: Counter[Sett] = field(default_factory=Counter)
    stanset: int = 0

    @property
    def personer(self) -> int:
        return len(set().union(*self.per_time.values()))


def finn(dag: date) -> Iterator[Oppslagsalarm]:
    """Every alarm that the day has given so far, not saved."""
    grenser = rules.grenser(dag)
    dagene = _les(dag)
    vanlige = _vanlige(dag, grenser, {hvem for hvem, en in dagene.items() if en.personer >= grenser.alarm_minst})
    for hvem, en in dagene.items():
        mest = max((len(personer) for personer in en.per_time.values()), default=0)
        if grenser.er_mange(mest):
            yield _alarm(Alarmslag.MANGE_PER_TIME, dag, hvem, mest)
        if grenser.er_over_vanlig(en.personer, vanlige.get(hvem.bruker_id)):
            yield _alarm(Alarmslag.OVER_VANLIG, dag, hvem, en.personer, vanlig=vanlige[hvem.bruker_id])
        if en.stanset:
            yield _alarm(Alarmslag.EKSPORT_STANSET, dag, hvem, en.stanset)
        for sett, antall in en.skjermet.items():
            yield _alarm(Alarmslag.SKJERMET, dag, hvem, antall, **sett._asdict())


def _alarm(slag: Alarmslag, dag: date, hvem: Hvem, antall: int, **felt: int | str | None) -> Oppslagsalarm:
    return Oppslagsalarm(
        slag=slag,
        dag=dag,
        kommune_id=hvem.hvor.kommune_id,
        enhet_id=hvem.hvor.enhet_id,
        bruker_id=hvem.bruker_id,
        antall=antall,
        meldt_tid=klokke.now(),
        **felt,
    )


def _les(dag: date) -> dict[Hvem, Dag]:
    """One pass through the lines of the day. By user first: the log is looked up by user and time."""
    enheter, dagene = utvalg.enhetsnavn(), defaultdict[Hvem, Dag](Dag)
    brukere = list(Bruker.objects.values_list("pk", flat=True))
    fra, til = klokke.starten_av(dag), klokke.starten_av(dag + timedelta(days=1))
    linjer = Innsyn.objects.filter(bruker_id__in=brukere, tid__gte=fra, tid__lt=til, kilde="web")
    felt = ("bruker_id", "enhet", "kommune_id", "person_id", "saksnummer", "tid", "handling", "utfall", "gradering")
    for linje in linjer.only(*felt).order_by().iterator(chunk_size=utvalg.BIT):
        en = dagene[Hvem(utvalg.hvor(linje, enheter), linje.bruker_id or 0)]
        vist = linje.utfall == Utfall.VIST
        if linje.person_id is not None and vist:
            en.per_time[linje.tid.replace(minute=0, second=0, microsecond=0)].add(linje.person_id)
        if linje.gradering != INGEN:
            en.skjermet[Sett(linje.person_id, linje.saksnummer)] += 1
        elif linje.person_id is not None and not vist:
            en.avvist[Sett(linje.person_id, linje.saksnummer)] += 1
        if linje.handling == Handling.EKSPORT and not vist:
            en.stanset += 1
    _flytt_skjermede(dagene)
    return dagene


def _flytt_skjermede(dagene: dict[Hvem, Dag]) -> None:
    """A refused line does not say whether the person is protected, so that is asked."""
    avviste = {sett.person_id for en in dagene.values() for sett in en.avvist if sett.person_id is not None}
    skjermede = {pk for pk, person in personkilde.fakta(avviste).items() if person.er_skjermet}
    for en in dagene.values():
        for sett, antall in en.avvist.items():
            if sett.person_id in skjermede:
                en.skjermet[sett] += antall


def _vanlige(dag: date, grenser: Grenser, hvem: Collection[Hvem]) -> dict[int, int]:
    """How many persons is usual for each of these users: asked for those few who have opened many."""
    per_bruker: dict[int, list[int]] = defaultdict(list)
    for rad in _tidligere(dag, grenser, {en.bruker_id for en in hvem}):
        per_bruker[rad["bruker_id"]].append(rad["personer"])
    vanlige = {bruker_id: grenser.vanlig(antall) for bruker_id, antall in per_bruker.items()}
    return {bruker_id: antall for bruker_id, antall in vanlige.items() if antall is not None}


def _tidligere(dag: date, grenser: Grenser, brukere: Collection[int]) -> Iterable[Mapping[str, Any]]:
    """How many persons each user opened on each of the days before."""
    linjer = Innsyn.objects.filter(
        bruker_id__in=brukere,
        tid__gte=klokke.starten_av(dag - timedelta(days=grenser.alarm_dager)),
        tid__lt=klokke.starten_av(dag),
        kilde="web",
        utfall=Utfall.VIST,
        person_id__isnull=False,
    )
    per_dag = linjer.order_by().annotate(dagen=TruncDate("tid", tzinfo=klokke.OSLO)).values("bruker_id", "dagen")
    return per_dag.annotate(personer=Count("person_id", distinct=True))
