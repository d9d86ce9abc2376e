"""The access log as chains (security.md §8): each line holds the hash of the one before it, so that a line that is
changed, taken out or put in afterwards can be found.

One chain for each kommune and enhet; IMDi's users are spread over some, so that none waits long for another. The head
of a chain is locked on the log's own connection, in a transaction that does nothing else, and one head at a time or in
the order of their names: no page's own transaction can stand in the way.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from ipaddress import ip_address
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import connections, transaction

from imdinett.hendelse.models import KJEDESTART, Innsyn

LOGG = "logg"
IMDI = "IMDi"
IMDI_KJEDER = 16
# What a hash is of, in this order, after the edition of the form, the chain, the number and the hash before it. A new
# field of the line is a new edition: the lines that are there keep theirs.
UTGAVE = 1
FELTER = (
    "tid",
    "ip",
    "bruker_id",
    "bruker_navn",
    "enhet",
    "rolle",
    "kommune_id",
    "handling",
    "utfall",
    "person_id",
    "person_ider",
    "saksnummer",
    "del_av",
    "formaal",
    "gradering",
    "kilde",
    "request_id",
    "beskrivelse",
    "slettet_fra",
    "slettet_til",
    "slettet_hash",
)
_EPOKE, _MIKRO = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)

verdier: Callable[[Innsyn], tuple[Any, ...]] = attrgetter(*FELTER)


class Lenke(NamedTuple):
    """What ties a line to its chain."""

    kjede: str
    nr: int
    forrige_hash: str
    hash: str


@dataclass
class Hode:
    """The end of a chain, and where the next line goes."""

    kjede: str
    nr: int = 0
    hash: str = KJEDESTART

    def neste(self, felter: Sequence[Any]) -> Lenke:
        """The place of the line with these values of `FELTER`; it is the end from now on."""
        lenke = Lenke(self.kjede, self.nr + 1, self.hash, beregn(self.kjede, self.nr + 1, self.hash, felter))
        self.nr, self.hash = lenke.nr, lenke.hash
        return lenke


def navn(*, kommune_id: int | None, enhet: str, bruker_id: int | None) -> str:
    """The chain that a line belongs to."""
    if kommune_id:
        return f"kommune:{kommune_id}"
    if enhet and enhet != IMDI:
        return f"enhet:{enhet}"
    return f"imdi:{(bruker_id or 0) % IMDI_KJEDER:02d}"


def beregn(kjede: str, nr: int, forrige_hash: str, felter: Sequence[Any]) -> str:
    """SHA-256 of one JSON list: there is only one way to write it, and only one way to read it."""
    tid, ip, *resten = felter
    alt = [UTGAVE, kjede, nr, forrige_hash, (tid - _EPOKE) // _MIKRO, _ip(ip), *resten]
    return sha256(json.dumps(alt, ensure_ascii=False, separators=(",", ":"), default=str).encode()).hexdigest()


@lru_cache(maxsize=4096)
def _ip(ip: str | None) -> str | None:
    """An address can be written in more ways than one, and the database has its own."""
    if ip is None:
        return None
    adresse = ip_address(ip)
    return f"{adresse.version}:{int(adresse):x}"


def laas(kjeder: Iterable[str]) -> dict[str, Hode]:
    """The heads, locked until the transaction on the log's connection ends; a new chain begins here. One statement."""
    with connections[LOGG].cursor() as markor:
        markor.execute(
            "select kjede, siste_nr, siste_hash from imdinett_kjedehode_laas(%s::text[])", [sorted(set(kjeder))]
        )
        return {kjede: Hode(kjede, nr, hash_) for kjede, nr, hash_ in markor.fetchall()}


def legg_til(rader: Sequence[Innsyn], *, kjede: str = "") -> None:
    """Write these lines, each at the end of its own chain or all at the end of `kjede`, and commit.

    Two statements for one line: the lock, and the line. The database moves the head itself, and refuses a line that
    does not follow from it (`vern`). In a test both connections are one, hence no savepoint.
    """
    with transaction.atomic(using=LOGG, savepoint=False):
        navnene = [kjede or navn(kommune_id=r.kommune_id, enhet=r.enhet, bruker_id=r.bruker_id) for r in rader]
        hoder = laas(navnene)
        for rad, navnet in zip(rader, navnene, strict=True):
            rad.kjede, rad.nr, rad.forrige_hash, rad.hash = hoder[navnet].neste(verdier(rad))
        if len(rader) == 1:
            rader[0].save(force_insert=True)
        else:
            Innsyn.objects.bulk_create(rader, batch_size=1000)
