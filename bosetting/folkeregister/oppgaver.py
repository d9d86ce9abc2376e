"""What Folkeregisteret leaves to people, for the work lists. Computed from state (ui.md 5.1)."""

from collections.abc import Iterable
from datetime import date
from itertools import starmap
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Min, QuerySet, UUIDField, Value
from django.db.models.functions import Cast, TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.folkeregister import queries
from bosetting.folkeregister.models import Folkeregisterstatus
from bosetting.person import rules as person_rules
from bosetting.person.models import Sak
from bosetting.person.querysets import SakQuerySet
from bosetting.person.states import Gradering
from bosetting.person.visning import personer
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.web.oppgaver import Oppgave

if TYPE_CHECKING:
    from imdinett.kommune.models import Kommune

_ADRESSE, _OPPSLAG, _MILDERE = "adresse", "oppslag", "mildere"


class Funn(NamedTuple):
    """How many there are of a kind and since when; of those at a milder level each one, with its sak and page."""

    hva: str
    antall: int
    forst: date | None
    sak: str = ""
    person: UUID | None = None
    nivaa: str = ""


def oppgaver(bruker: "tilgang.Hvem", kommune: "Kommune | None") -> list[Oppgave]:
    """W-04: for the kommune whose address is missing there, for IMDi in the country, and whom to look up. One query.

    security.md §5: and for IMDi's members of the group, who could have a milder level; nobody else hears of it.
    """
    saker = Sak.objects.all().synlig_for(bruker)
    if kommune is not None:
        if not tilgang.har(bruker, Rettighet.BOSETTINGSDATO_SKRIV, kommune.pk):
            return []
        return _tasks(_uten_adresse(saker.filter(kommune=kommune)))
    if not person_rules.kan_registrere(bruker):
        return []
    til_oppslag = _antall(queries.til_oppslag(bruker), _OPPSLAG, Min(TruncDate("slas_opp_fra")))
    return _tasks(_uten_adresse(saker).union(til_oppslag, _til_mildere_nivaa(bruker), all=True))


def _uten_adresse(saker: SakQuerySet) -> QuerySet[Sak, Any]:
    return _antall(queries.med_adressemangel(saker), _ADRESSE, Min("bosettingsdato"))


def _antall(saker: SakQuerySet, hva: str, forst: Min) -> QuerySet[Sak, Any]:
    rader = saker.order_by().annotate(hva=Value(hva)).values_list("hva")
    # Two empty ones would be text to PostgreSQL, and the third is not.
    ingen = Cast(Value(None), UUIDField())
    return rader.annotate(antall=Count("pk"), forst=forst, nummer_=Value(""), uuid_=ingen, nivaa=Value(""))


def _til_mildere_nivaa(bruker: "tilgang.Hvem") -> QuerySet[Folkeregisterstatus, Any]:
    return queries.til_mildere_nivaa(bruker).values_list(
        Value(_MILDERE), Value(1), TruncDate("mildere_tid"), "person__sak__nummer", "person__uuid", "mildere_nivaa"
    )


def _tasks(rader: Iterable[tuple[Any, ...]]) -> list[Oppgave]:
    funn = sorted((en for en in starmap(Funn, rader) if en.antall), key=lambda en: en.forst or date.max)
    return [_LAG[hva](en) for hva in _LAG for en in funn if en.hva == hva]


def _adressemangel(funn: Funn) -> Oppgave:
    url = f"{reverse('personer')}?adresse=mangler"
    return Oppgave(_("Følg opp adresse i Folkeregisteret"), url, personer(funn.antall), alder=funn.forst)


def _oppslag(funn: Funn) -> Oppgave:
    return Oppgave(
        _("Slå opp i Folkeregisteret"), reverse("imdi_folkeregister"), personer(funn.antall), alder=funn.forst
    )


def _mildere(funn: Funn) -> Oppgave:
    return Oppgave(
        _("Vurder adressebeskyttelsen på nytt"),
        reverse("imdi_skjerming", args=[funn.person]),
        _("sak %(sak)s. Folkeregisteret har nå «%(nivaa)s»") % {"sak": funn.sak, "nivaa": Gradering(funn.nivaa).label},
        alder=funn.forst,
    )


_LAG = {_ADRESSE: _adressemangel, _OPPSLAG: _oppslag, _MILDERE: _mildere}
