"""What a user can choose e-mail for. Data: each app adds its own at start."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Tema:
    """`rettigheter`: any of them can give a notice on this, so that the choice is shown."""

    kode: str
    navn: Promise
    forklaring: Promise
    rettigheter: frozenset[Rettighet]
    plass: int


_temaer: dict[str, Tema] = {}


def registrer(*temaer: Tema) -> None:
    _temaer.update({tema.kode: tema for tema in temaer})


def for_bruker(bruker: "tilgang.Hvem") -> list[Tema]:
    aktuelle = (tema for tema in _temaer.values() if _har_en_av(bruker, tema.rettigheter))
    return sorted(aktuelle, key=lambda tema: tema.plass)


def _har_en_av(bruker: "tilgang.Hvem", rettigheter: "Iterable[Rettighet]") -> bool:
    return any(tilgang.har(bruker, rettighet) for rettighet in rettigheter)


def navn(kode: str) -> str:
    tema = _temaer.get(kode)
    return str(tema.navn) if tema else kode
