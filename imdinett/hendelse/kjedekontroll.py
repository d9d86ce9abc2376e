"""Goes through a chain of the access log and says what has been done to it (security.md §8).

Each line is told by its own hash whether it is as it was written, and by the hash that the next one holds whether it is
the one that was written there. The numbers show what is gone, except where a line of the deletion says so.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import QuerySet

from imdinett.hendelse.kjede import FELTER, LOGG, beregn
from imdinett.hendelse.models import KJEDESTART, Innsyn, Kjedehode

BIT = 2_000
# So many lines that are not as they were written are compared with each other; of the rest only how many is said.
MAKS_SAMMENLIGNET = 300
# How far a line is looked for from where it stands, beside the places of the others that do not fit.
NABOER = (-3, -2, -1, 1, 2, 3)


class Slag(StrEnum):
    """What was found. Kept in the database, never a `choices`."""

    ENDRET = auto()
    MANGLER = auto()
    INNSATT = auto()
    OMBYTTET = auto()
    HALE_KUTTET = auto()
    HODE_ENDRET = auto()
    SENDT_HODE_AVVIKER = auto()
    SLETTET_FOR_TIDLIG = auto()


class Brudd(NamedTuple):
    slag: Slag
    kjede: str
    fra_nr: int
    til_nr: int


class Rad(NamedTuple):
    nr: int
    forrige_hash: str
    hash: str
    felter: Sequence[Any]


class Sletting(NamedTuple):
    """A line says that these are gone, and what the last of them was."""

    fra: int
    til: int
    hash: str


@dataclass
class Resultat:
    kjede: str
    linjer: int = 0
    brudd: list[Brudd] = field(default_factory=list)

    def meld(self, slag: Slag, fra_nr: int, til_nr: int | None = None) -> None:
        self.brudd.append(Brudd(slag, self.kjede, fra_nr, fra_nr if til_nr is None else til_nr))


def kjeder() -> list[str]:
    """Every chain that has a head or a line."""
    med_hode = Kjedehode.objects.order_by().values_list("kjede", flat=True)
    return sorted({*med_hode, *Innsyn.objects.order_by().values_list("kjede", flat=True).distinct()})


@dataclass(frozen=True)
class Utenfra:
    """What somebody outside the database knows of a chain: heads of it that have been sent, by their numbers, and the
    number that the chain had come to at a time from which every line is still kept."""

    hoder: Mapping[int, str] = field(default_factory=dict)
    beholdes_etter: int | None = None


def kontroller(kjede: str, utenfra: Utenfra | None = None) -> Resultat:
    """One chain, streamed.

    Lines that come while it runs belong to the next run: it goes as far as the head that it read first.
    """
    ut, utenfra = Resultat(kjede), utenfra or Utenfra()
    hode = Kjedehode.objects.filter(pk=kjede).values_list("siste_nr", "siste_hash").first() or (0, KJEDESTART)
    slettinger = _slettinger(kjede)
    siste, hasher = _les(ut, slettinger, hode[0], utenfra.hoder)
    _ved_hodet(ut, siste, hode)
    _mot_utenfra(ut, utenfra, hasher, slettinger)
    ut.brudd.sort(key=lambda ett: (ett.fra_nr, ett.slag))
    return ut


def _mot_utenfra(ut: Resultat, utenfra: Utenfra, hasher: Mapping[int, str], slettinger: Iterable[Sletting]) -> None:
    for nr, hash_ in utenfra.hoder.items():
        if hasher.get(nr) != hash_ and not _forklart(nr, hash_, slettinger):
            ut.meld(Slag.SENDT_HODE_AVVIKER, nr)
    # A line that says that others are deleted can be written by somebody who has just taken them out.
    grense = utenfra.beholdes_etter
    for en in slettinger:
        if grense is not None and en.til > grense:
            ut.meld(Slag.SLETTET_FOR_TIDLIG, max(en.fra, grense + 1), en.til)


def _forklart(nr: int, hash_: str, slettinger: Iterable[Sletting]) -> bool:
    """A sent head that has been deleted since, with a line that says so."""
    return any(en.fra <= nr < en.til or (nr == en.til and hash_ == en.hash) for en in slettinger)


def _slettinger(kjede: str) -> list[Sletting]:
    """What is said to be deleted, by lines that are as they were written. Without those that another says too."""
    linjer = _som_rader(Innsyn.objects.filter(kjede=kjede, slettet_til__isnull=False))
    alle = [Sletting(*rad.felter[-3:]) for rad in linjer if _er_hel(kjede, rad)]
    ut: list[Sletting] = []
    for en in sorted(alle, key=lambda en: (en.fra, -en.til)):
        if not ut or en.til > ut[-1].til:
            ut.append(en)
    return ut


def rader(kjede: str, til_nr: int) -> Iterator[Rad]:
    """The lines of a chain in the order of their numbers, as they stand in the database."""
    return _som_rader(Innsyn.objects.filter(kjede=kjede, nr__lte=til_nr).order_by("nr"))


def _som_rader(linjer: QuerySet[Innsyn]) -> Iterator[Rad]:
    felter = linjer.values_list("nr", "forrige_hash", "hash", *FELTER)
    for nr, forrige_hash, hash_, *resten in felter.iterator(chunk_size=BIT):
        yield Rad(nr, forrige_hash, hash_, resten)


def _er_hel(kjede: str, rad: Rad) -> bool:
    """As it was written, with the number and the hash before it that it had then."""
    return beregn(kjede, rad.nr, rad.forrige_hash, rad.felter) == rad.hash


class Siste(NamedTuple):
    """The last line that was read, and whether something has been said of it already."""

    nr: int = 0
    hash: str = KJEDESTART
    meldt: bool = False


def _les(
    ut: Resultat, slettinger: Sequence[Sletting], til_nr: int, sendte: Mapping[int, str]
) -> tuple[Siste, dict[int, str]]:
    """The lines up to the head; what was read last, and the hashes at the numbers that have been sent."""
    siste, feil, hasher, flere = Siste(), list[Rad](), dict[int, str](), list[int]()
    for rad in rader(ut.kjede, til_nr):
        ut.linjer += 1
        if rad.nr in sendte:
            hasher[rad.nr] = rad.hash
        if rad.nr <= 0 or any(en.fra <= rad.nr <= en.til for en in slettinger):
            # There is no such number, or a line says that it is gone.
            ut.meld(Slag.INNSATT, rad.nr)
            siste = Siste(max(rad.nr, 0), rad.hash, meldt=True)
        elif _er_hel(ut.kjede, rad):
            siste = Siste(rad.nr, rad.hash, meldt=_se_bakover(ut, siste, rad, slettinger))
        else:
            _hull(ut, siste.nr, rad.nr, slettinger)
            if len(feil) < MAKS_SAMMENLIGNET:
                feil.append(rad)
            else:
                flere.append(rad.nr)
            siste = Siste(rad.nr, rad.hash, meldt=True)
    _forklar(ut, feil)
    if flere:
        ut.meld(Slag.ENDRET, flere[0], flere[-1])
    return siste, hasher


def _se_bakover(ut: Resultat, siste: Siste, rad: Rad, slettinger: Sequence[Sletting]) -> bool:
    """A line that is as it was written: does it follow from what stands before it? True when it is itself at fault."""
    if rad.nr == siste.nr + 1:
        if rad.forrige_hash != siste.hash and not siste.meldt:
            # The one before was written anew with a hash that fits it, and not the one that this line knows.
            ut.meld(Slag.ENDRET, siste.nr or rad.nr)
        return False
    if _hull(ut, siste.nr, rad.nr, slettinger):
        return False
    foran = next(en for en in slettinger if en.til == rad.nr - 1)
    if rad.forrige_hash == foran.hash:
        return False
    ut.meld(Slag.ENDRET, rad.nr)
    return True


def _hull(ut: Resultat, fra: int, til: int, slettinger: Iterable[Sletting]) -> bool:
    """Says what is gone between two lines and no line of the deletion tells of."""
    neste, funnet = fra + 1, False
    for en in slettinger:
        if en.til < neste or en.fra >= til:
            continue
        if en.fra > neste:
            ut.meld(Slag.MANGLER, neste, en.fra - 1)
            funnet = True
        neste = en.til + 1
    if neste < til:
        ut.meld(Slag.MANGLER, neste, til - 1)
        funnet = True
    return funnet


def _ved_hodet(ut: Resultat, siste: Siste, hode: tuple[int, str]) -> None:
    nr, hash_ = hode
    if siste.nr < nr:
        ut.meld(Slag.HALE_KUTTET, siste.nr + 1, nr)
    elif siste.hash != hash_ and not siste.meldt:
        ut.meld(Slag.HODE_ENDRET, nr)
    if forbi := _forbi_hodet(ut.kjede):
        ut.meld(Slag.INNSATT, *forbi)


def _forbi_hodet(kjede: str) -> tuple[int, int] | None:
    """Lines after the head, put in past the database's own rules. The head is read anew with them, at one moment."""
    with connections[LOGG].cursor() as markor:
        markor.execute(
            "select min(nr), max(nr) from imdinett_innsyn i where kjede = %s and nr > coalesce("
            "(select siste_nr from imdinett_kjedehode h where h.kjede = %s), 0)",
            [kjede, kjede],
        )
        fra, til = markor.fetchone()
    return None if fra is None else (fra, til)


# ---- what has become of the lines that are not as they were written
def _forklar(ut: Resultat, feil: Sequence[Rad]) -> None:
    """Which were changed where they stand, which stand in each other's place, and where numbers have been moved."""
    plasser = {rad.nr for rad in feil}
    fra = {rad.nr: _skrevet_som(ut.kjede, rad, plasser) for rad in feil}
    ombyttet = {nr for nr in fra if _er_i_ring(nr, fra)}
    for nr in sorted(fra):
        if fra[nr] is None:
            ut.meld(Slag.ENDRET, nr)
        elif nr in ombyttet:
            ut.meld(Slag.OMBYTTET, nr)
    flyttet = {nr: nr - gammelt for nr, gammelt in fra.items() if gammelt is not None and nr not in ombyttet}
    for nr in sorted(flyttet):
        # The first of those that have been moved equally far.
        skritt = flyttet[nr] - flyttet.get(nr - 1, 0)
        if skritt > 0:
            ut.meld(Slag.INNSATT, nr - skritt, nr - 1)
        elif skritt < 0 and nr - 1 not in flyttet:
            ut.meld(Slag.MANGLER, nr, nr - skritt - 1)


def _skrevet_som(kjede: str, rad: Rad, plasser: Iterable[int]) -> int | None:
    """The number that the line's hash was made with."""
    mulige = {*(rad.nr + skritt for skritt in NABOER), *plasser} - {rad.nr}
    return next((nr for nr in sorted(mulige) if beregn(kjede, nr, rad.forrige_hash, rad.felter) == rad.hash), None)


def _er_i_ring(nr: int, fra: Mapping[int, int | None]) -> bool:
    """The line is where another came from, that one where a third came from, and so on back to the first."""
    neste, sett = fra[nr], set[int]()
    while neste is not None and neste != nr and neste not in sett:
        sett.add(neste)
        neste = fra.get(neste)
    return neste == nr
