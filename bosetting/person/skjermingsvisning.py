"""What the page on address protection shows: for members of the group, and for nobody else."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.text import capfirst

from bosetting.person import rules
from bosetting.person.models import Sak
from bosetting.person.services.skjerming import er_medlem
from bosetting.person.skjermingsmodell import Graderingsendring, Skjermingsmedlem
from imdinett.bruker.models import Bruker
from imdinett.hendelse.models import Innsyn
from imdinett.hendelse.typer import Utfall
from imdinett.kjerne import klokke

# security.md §5: who opened the folder in this time is listed for the group.
OPPSLAG_VISES = timedelta(days=30)
OPPSLAG_MAKS = 100


@dataclass(frozen=True)
class Oppslag:
    tid: datetime
    navn: str
    enhet: str
    del_av: str
    formaal: str


@dataclass(frozen=True)
class Skjermingsside:
    nivaa: str
    er_skjermet: bool
    kan_styre: bool
    gruppe: list[Skjermingsmedlem]
    forslag: Graderingsendring | None
    kan_godkjenne: bool
    endringer: list[Graderingsendring]
    oppslag: list[Oppslag]


def skjermingsside(sak: Sak, bruker: Bruker) -> Skjermingsside:
    """Five queries."""
    person = sak.person
    kan_styre = rules.kan_styre_skjerming(bruker, er_medlem=er_medlem(bruker, person.pk))
    gruppe = Skjermingsmedlem.objects.filter(person=person, fjernet_tid=None)
    endringer = list(
        Graderingsendring.objects.filter(person=person).select_related("foreslatt_av", "avgjort_av")
        if kan_styre
        else ()
    )
    forslag = next((en for en in endringer if en.avgjort_tid is None), None)
    return Skjermingsside(
        nivaa=capfirst(person.get_gradering_display()),
        er_skjermet=person.er_skjermet,
        kan_styre=kan_styre,
        gruppe=list(gruppe.select_related("bruker", "kommune")) if kan_styre else [],
        forslag=forslag,
        kan_godkjenne=forslag is not None and forslag.foreslatt_av_id != bruker.pk,
        endringer=[en for en in endringer if en.avgjort_tid is not None],
        oppslag=_oppslag(person.pk) if kan_styre else [],
    )


def _oppslag(person_id: int) -> list[Oppslag]:
    """Each look at the person, also those before the level became stricter."""
    rader = Innsyn.objects.filter(
        person_id=person_id, tid__gte=klokke.now() - OPPSLAG_VISES, utfall=Utfall.VIST
    ).order_by("-tid", "-pk")[:OPPSLAG_MAKS]
    return [Oppslag(rad.tid, rad.bruker_navn, rad.enhet, rad.del_av, rad.formaal) for rad in rader]
