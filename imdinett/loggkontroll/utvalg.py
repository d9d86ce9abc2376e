"""A week of the access log, sifted into what somebody should look at (security.md §8)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Innsyn
from imdinett.hendelse.typer import Utfall
from imdinett.kjerne import klokke
from imdinett.kommune.models import Enhet
from imdinett.loggkontroll import personkilde, rules
from imdinett.loggkontroll.personkilde import Oppslag, Personfakta
from imdinett.loggkontroll.rules import Grenser
from imdinett.loggkontroll.states import Aarsak
from imdinett.tilgang.models import Enhetsmedlem, Kommunetilgang

IMDI = "IMDi"
BIT = 2000


class Hvor(NamedTuple):
    """The unit that the user acted for. Neither is IMDi."""

    kommune_id: int | None = None
    enhet_id: int | None = None


class Nokkel(NamedTuple):
    """What one row is about; without a person: many of them."""

    hvor: Hvor
    bruker_id: int
    person_id: int | None


@dataclass
class Funn:
    """`avvist`: one of the looks was refused, so it was no task of the user's. `vist`: one was not."""

    forste_tid: datetime
    antall: int = 0
    avvist: bool = False
    vist: bool = False
    aarsaker: set[Aarsak] = field(default_factory=set)
    saksnummer: str = ""


def uketider(mandag: date) -> tuple[datetime, datetime]:
    return klokke.starten_av(mandag), klokke.starten_av(mandag + timedelta(days=7))


def linjer(mandag: date) -> QuerySet[Innsyn]:
    """What people have seen in the week, oldest first. A credential is nobody who is curious."""
    fra, til = uketider(mandag)
    ukens = Innsyn.objects.filter(tid__gte=fra, tid__lt=til, kilde="web", bruker_id__isnull=False)
    return ukens.order_by("tid", "pk")


def enhetsnavn() -> dict[str, int]:
    return dict(Enhet.objects.values_list("navn", "pk"))


def hvor(linje: Innsyn, enheter: dict[str, int]) -> Hvor:
    """A line names the kommune of the case also when IMDi looks, so the unit is asked first."""
    if linje.enhet == IMDI:
        return Hvor()
    enhet_id = next((enheter[navn] for navn in linje.enhet.split(", ") if navn in enheter), None)
    if enhet_id is not None:
        return Hvor(enhet_id=enhet_id)
    return Hvor(kommune_id=linje.kommune_id)


def personer(linje: Innsyn) -> set[int]:
    return {*linje.person_ider, *([linje.person_id] if linje.person_id else [])}


def finn(mandag: date) -> dict[Nokkel, Funn]:
    """Each user and person of the week that there is a reason to look at, with the reasons."""
    grenser = rules.grenser(mandag)
    funn = _samle(mandag, grenser)
    brukere = dict(Bruker.objects.filter(pk__in={nokkel.bruker_id for nokkel in funn}).values_list("pk", "navn"))
    funn = {nokkel: ett for nokkel, ett in funn.items() if nokkel.bruker_id in brukere}
    fakta = personkilde.fakta({nokkel.person_id for nokkel in funn if nokkel.person_id is not None})
    _merk_oppgaver(funn, mandag)
    kolleger = _kolleger({nokkel.hvor for nokkel in funn})
    for nokkel, ett in funn.items():
        person = fakta.get(nokkel.person_id) if nokkel.person_id is not None else None
        if person:
            # A stranger's case leaves no number with the kommune that was refused it.
            ett.saksnummer = person.saksnummer if ett.vist or nokkel.hvor == Hvor() else ""
            andre = kolleger[nokkel.hvor] - {rules.likt_navn(brukere[nokkel.bruker_id])}
            ett.aarsaker |= set(_om_personen(person, brukere[nokkel.bruker_id], andre))
    return {nokkel: ett for nokkel, ett in funn.items() if ett.aarsaker}


def _samle(mandag: date, grenser: Grenser) -> dict[Nokkel, Funn]:
    """One pass through the log. A list or a report names many: it counts as many persons, not as a look at each."""
    enheter, funn = enhetsnavn(), dict[Nokkel, Funn]()
    per_time: dict[tuple[Nokkel, datetime], set[int]] = defaultdict(set)
    for linje in linjer(mandag).iterator(chunk_size=BIT):
        sett = personer(linje)
        alle = Nokkel(hvor(linje, enheter), linje.bruker_id or 0, None)
        natt, avvist = grenser.er_natt(linje.tid), linje.utfall == Utfall.AVVIST
        enkelt = len(sett) <= grenser.enkeltoppslag_maks
        for person_id in sett if enkelt else {None} if natt else ():
            ett = funn.setdefault(alle._replace(person_id=person_id), Funn(linje.tid))
            ett.antall += 1
            ett.avvist |= avvist
            ett.vist |= not avvist
            ett.aarsaker |= ({Aarsak.NATT} if natt else set()) | (
                {Aarsak.SKJERMET} if enkelt and linje.gradering != "ingen" and person_id == linje.person_id else set()
            )
        if not avvist:
            per_time[alle, linje.tid.replace(minute=0, second=0, microsecond=0)] |= sett
    for (alle, time), sett in per_time.items():
        if len(sett) > grenser.mange_per_time:
            ett = funn.setdefault(alle, Funn(time))
            ett.antall = max(ett.antall, len(sett))
            ett.aarsaker.add(Aarsak.MANGE)
    return funn


def _merk_oppgaver(funn: dict[Nokkel, Funn], mandag: date) -> None:
    """A refused look has no task behind it, whatever the user has."""
    etter_oppslag = {
        Oppslag(nokkel.bruker_id, nokkel.person_id, *nokkel.hvor): ett
        for nokkel, ett in funn.items()
        if nokkel.person_id is not None
    }
    med = personkilde.med_oppgave(etter_oppslag.keys(), *uketider(mandag))
    for oppslag, ett in etter_oppslag.items():
        if ett.avvist or oppslag not in med:
            ett.aarsaker.add(Aarsak.UTEN_OPPGAVE)


def _om_personen(person: Personfakta, brukernavn: str, kolleger: set[str]) -> Iterator[Aarsak]:
    if person.er_skjermet:
        yield Aarsak.SKJERMET
    if rules.samme_etternavn(brukernavn, person.etternavn):
        yield Aarsak.SAMME_ETTERNAVN
    if person.er_ansatt or rules.likt_navn(f"{person.fornavn} {person.etternavn}") in kolleger:
        yield Aarsak.KOLLEGA


def _kolleger(steder: set[Hvor]) -> dict[Hvor, set[str]]:
    """The names of those who work in each unit."""
    navn: dict[Hvor, set[str]] = defaultdict(set)
    kommuner = {hvor.kommune_id for hvor in steder if hvor.kommune_id}
    enheter = {hvor.enhet_id for hvor in steder if hvor.enhet_id}
    i_kommunen = Kommunetilgang.objects.filter(content_object__in=kommuner).order_by()
    for kommune_id, navnet in i_kommunen.values_list("content_object_id", "user__navn").distinct():
        navn[Hvor(kommune_id=kommune_id)].add(rules.likt_navn(navnet))
    i_enheten = Enhetsmedlem.objects.filter(enhet__in=enheter).order_by()
    for enhet_id, navnet in i_enheten.values_list("enhet_id", "bruker__navn").distinct():
        navn[Hvor(enhet_id=enhet_id)].add(rules.likt_navn(navnet))
    if Hvor() in steder:
        i_imdi = Bruker.objects.filter(groups__isnull=False).order_by().values_list("navn", flat=True).distinct()
        navn[Hvor()] = {rules.likt_navn(navnet) for navnet in i_imdi}
    return navn
