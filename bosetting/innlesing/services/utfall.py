"""What became of the rows of a file. A refused row undoes itself only."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from bosetting.innlesing.models import Folkeregisterside, Lestrad
from bosetting.innlesing.states import Filslag
from bosetting.person.models import Sak
from bosetting.person.querysets import SakQuerySet
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.radfil import Avvist, Rad

R = TypeVar("R", bound=Rad)
GRUNN_MAKS = 300


@dataclass
class Utfall:
    """`side` is what a page of Folkeregisteret's feed tells beside its rows.

    `skjulte` are refused rows about those whom the reader may not know of: kept for the group, counted nowhere.
    """

    inn: int = 0
    kjent: int = 0
    avviste: list[Avvist] = field(default_factory=list)
    skjulte: list[Avvist] = field(default_factory=list)
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


def en_gang(slag: Filslag, rad: Rad, bruk: Callable[[], bool]) -> bool:
    """A row that went in before changes nothing, also when somebody has corrected by hand what it said.

    Only its print is kept, made with the house's key: what it said cannot be read out of it.
    """
    tekst = json.dumps([slag, rad.innhold], sort_keys=True)
    avtrykk = salted_hmac("bosetting.innlesing.lestrad", tekst, algorithm="sha256").hexdigest()
    if Lestrad.objects.filter(avtrykk=avtrykk).exists():
        return False
    endret = bruk()
    Lestrad.objects.create(avtrykk=avtrykk, lest_tid=klokke.now())
    return endret


def synlige_saker(bruker: Bruker) -> SakQuerySet:
    """Who is hidden from the user is as unknown as who is not here (B-095)."""
    return Sak.objects.all().synlig_for(bruker)


def sak_med(bruker: Bruker, duf: str) -> Sak | None:
    """With what `endre_person` compares."""
    saker = synlige_saker(bruker).select_related("person", "mottak", "amot_kommune", "husstand")
    return saker.filter(person__duf_nummer=duf).first()


def finn_sak(bruker: Bruker, duf: str) -> Sak:
    sak = sak_med(bruker, duf)
    if sak is None:
        raise Domenefeil("ukjent_duf", _("Ingen person er registrert med DUF-nummeret."))
    return sak
