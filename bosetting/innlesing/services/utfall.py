"""What became of the rows of a file. A refused row undoes itself only."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from bosetting.innlesing.models import Folkeregisterside
from bosetting.innlesing.radfil import Avvist, Rad
from bosetting.person.models import Sak
from bosetting.person.querysets import SakQuerySet
from imdinett.bruker.models import Bruker
from imdinett.kjerne.feil import Domenefeil

R = TypeVar("R", bound=Rad)
GRUNN_MAKS = 300


@dataclass
class Utfall:
    """`side` is what a page of Folkeregisteret's feed tells beside its rows."""

    inn: int = 0
    kjent: int = 0
    avviste: list[Avvist] = field(default_factory=list)
    side: Folkeregisterside | None = None


def rad_for_rad(rader: Iterable[R | Avvist], bruk: Callable[[R], bool]) -> Utfall:
    """`bruk` says whether the row changed something."""
    utfall = Utfall()
    for rad in rader:
        if isinstance(rad, Avvist):
            utfall.avviste.append(rad)
            continue
        try:
            with transaction.atomic():
                endret = bruk(rad)
        except Domenefeil as feil:
            utfall.avviste.append(Avvist(rad.linje, rad.innhold, feil.melding[:GRUNN_MAKS]))
        else:
            utfall.inn += endret
            utfall.kjent += not endret
    return utfall


def synlige_saker(bruker: Bruker) -> SakQuerySet:
    """Who is hidden from the user is as unknown as who is not here (B-095)."""
    return Sak.objects.all().synlig_for(bruker)


def finn_sak(bruker: Bruker, duf: str) -> Sak:
    sak = synlige_saker(bruker).select_related("person").filter(person__duf_nummer=duf).first()
    if sak is None:
        raise Domenefeil("ukjent_duf", _("Ingen person er registrert med DUF-nummeret."))
    return sak
