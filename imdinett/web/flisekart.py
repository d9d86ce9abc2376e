"""The kommuner as tiles, grouped by fylke (decision 39). Always beside a table with the same numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from imdinett.web import norsk
from imdinett.web.tegn import tegn

if TYPE_CHECKING:
    from imdinett.web.grensekart import Bytte, Grensekart

KORT_MAKS = 10
UKJENT = "ukjent"
# What is put in: name, number in words, step, short name, number, address.
_INNHOLD = (
    "<title>{0}: {1}</title>"
    '<rect x="1" y="1" width="62" height="62" rx="6" />'
    '<text class="im-flis__navn" x="32" y="24">{3}</text>'
    '<text class="im-flis__tall" x="32" y="45">{4}</text>'
)
_SVG = 'class="im-flis im-flis--{2}" viewBox="0 0 64 64" width="64" height="64" focusable="false"'
_UTEN_LENKE = f'<li><svg {_SVG} role="img" aria-label="{{0}}: {{1}}">{_INNHOLD}</svg></li>'
_MED_LENKE = f'<li><a href="{{5}}" aria-label="{{0}}: {{1}}"><svg {_SVG} aria-hidden="true">{_INNHOLD}</svg></a></li>'


class Kommuneverdi(NamedTuple):
    """`verdi` None is «ikke registrert»; `skjult` is a number that may not be shown (1–4 of another kommune)."""

    kommunenummer: str
    navn: str
    fylkesnavn: str
    verdi: int | None
    url: str = ""
    skjult: str = ""


class Flis(NamedTuple):
    navn: str
    kort: str
    verdi: str
    tall: str
    trinn: str
    url: str

    @property
    def html(self) -> SafeString:
        """Drawn here: a template takes several times as long for a whole country."""
        mal = _MED_LENKE if self.url else _UTEN_LENKE
        return tegn(mal, self.navn, self.verdi, self.trinn, self.kort, self.tall, self.url)


@dataclass(frozen=True)
class Fylke:
    nummer: str
    navn: str
    fliser: tuple[Flis, ...]


@dataclass(frozen=True)
class Trinn:
    kode: str
    navn: str


@dataclass(frozen=True)
class Flisekart:
    """With `grenser` the kommuner are on a map, and only those that are not there are tiles (`grensekart`)."""

    id: str
    funn: str
    fylker: tuple[Fylke, ...]
    trinn: tuple[Trinn, ...]
    grenser: "Grensekart | None" = None
    bytte: "Bytte | None" = None


def flisekart(
    *, id: str, funn: str, kommuner: Iterable[Kommuneverdi], grenser: Sequence[int] = (1, 20, 50, 100)
) -> Flisekart:
    """`grenser`: the lowest value of step 1, 2, 3 and 4; what is under the first is step 0."""
    ordnet = list(kommuner)
    fylker = tuple(
        Fylke(nummer, navn, tuple(tile(k, grenser) for k in gruppe)) for nummer, navn, gruppe in by_fylke(ordnet)
    )
    return Flisekart(id, funn, fylker, legend(grenser, ordnet))


def by_fylke(kommuner: Iterable[Kommuneverdi]) -> Iterator[tuple[str, str, list[Kommuneverdi]]]:
    """Number and name of each fylke and its kommuner, all in the order of their numbers."""
    ordnet = sorted(kommuner, key=lambda k: k.kommunenummer)
    for nummer, alle in groupby(ordnet, key=lambda k: k.kommunenummer[:2]):
        gruppe = list(alle)
        yield nummer, gruppe[0].fylkesnavn, gruppe


def tile(k: Kommuneverdi, grenser: Sequence[int]) -> Flis:
    tall = k.skjult or (norsk.STREK if k.verdi is None else norsk.tall(k.verdi))
    verdi = _("ikke registrert") if k.verdi is None and not k.skjult else tall
    return Flis(k.navn, short(k.navn), verdi, tall, step(k, grenser), k.url)


def step(k: Kommuneverdi, grenser: Sequence[int]) -> str:
    if k.skjult:
        return "t1"
    if k.verdi is None:
        return UKJENT
    return f"t{sum(k.verdi >= grense for grense in grenser)}"


def short(navn: str) -> str:
    """The first of several names, cut where the tile ends."""
    forste = navn.split(" – ")[0].split(" - ")[0]
    return forste if len(forste) <= KORT_MAKS else f"{forste[: KORT_MAKS - 1]}."


def legend(grenser: Sequence[int], kommuner: Sequence[Kommuneverdi]) -> tuple[Trinn, ...]:
    ut = [Trinn("t0", _span(0, grenser[0]))]
    for n, fra in enumerate(grenser, 1):
        ut.append(Trinn(f"t{n}", _span(fra, grenser[n]) if n < len(grenser) else _("%(n)s eller flere") % {"n": fra}))
    if any(k.verdi is None and not k.skjult for k in kommuner):
        ut.append(Trinn(UKJENT, _("ikke registrert")))
    return tuple(ut)


def _span(fra: int, neste: int) -> str:
    return norsk.tall(fra) if neste - fra == 1 else f"{norsk.tall(fra)}{norsk.STREK}{norsk.tall(neste - 1)}"
