"""What was gathered, in words: headings, labels and Norwegian dates. The same for a copy and for the archive."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.functional import Promise

from bosetting.samling import ord
from bosetting.samling.kilde import Kilde
from bosetting.samling.kilder import GRUPPER, KILDER
from imdinett.web.komponent import Rad

Titler = Mapping[str, Promise | str]
_VED_KODE = {kilde.kode: kilde for kilde in KILDER}


@dataclass(frozen=True)
class Del:
    """The rows of one table: as a table with columns, or each row as a list of facts."""

    tittel: str
    kolonner: Sequence[str]
    tabellrader: Sequence[Sequence[str]]
    lister: Sequence[Sequence[Rad]]


@dataclass(frozen=True)
class Gruppe:
    kode: str
    tittel: str
    deler: Sequence[Del]


def grupper(samling: Iterable[dict[str, Any]], titler: Titler = GRUPPER) -> list[Gruppe]:
    return [Gruppe(en["gruppe"], str(titler[en["gruppe"]]), _deler(en["poster"])) for en in samling]


def tomme(samling: Iterable[dict[str, Any]], titler: Titler = GRUPPER) -> list[str]:
    """The groups that hold nothing, by name."""
    funnet = {en["gruppe"] for en in samling}
    return [str(tittel) for kode, tittel in titler.items() if kode not in funnet]


def _deler(poster: Sequence[dict[str, Any]]) -> list[Del]:
    return [
        _del(_VED_KODE[kode], [post["felt"] for post in egne])
        for kode, egne in groupby(poster, key=lambda post: post["kilde"])
    ]


def _del(kilde: Kilde, rader: list[dict[str, Any]]) -> Del:
    if not kilde.tabell:
        lister = [[_rad(kilde, navn, rad[navn]) for navn in _i_orden(kilde, rad)] for rad in rader]
        return Del(str(kilde.tittel), (), (), lister)
    kolonner = _i_orden(kilde, {navn for rad in rader for navn in rad})
    celler = [[_verdi(kilde, navn, rad[navn]) if navn in rad else "" for navn in kolonner] for rad in rader]
    return Del(str(kilde.tittel), [_navn(kilde, navn) for navn in kolonner], celler, ())


def _i_orden(kilde: Kilde, funnet: Iterable[str]) -> list[str]:
    """The model's own order: the database keeps what was gathered in none."""
    orden = [ett.name for ett in kilde.modell._meta.fields] + list(kilde.regnet)
    if kilde.forst:
        orden = [*kilde.forst.split(), *orden]
    return sorted(funnet, key=orden.index)


def _rad(kilde: Kilde, navn: str, verdi: Any) -> Rad:
    return Rad(_navn(kilde, navn), _verdi(kilde, navn, verdi))


def _navn(kilde: Kilde, navn: str) -> str:
    if navn in kilde.navn:
        return str(kilde.navn[navn])
    return ord.navn_paa(ord.feltet(kilde.modell, navn), navn)


def _verdi(kilde: Kilde, navn: str, verdi: Any) -> str:
    if navn in kilde.vis:
        return kilde.vis[navn](verdi)
    return ord.i_ord(ord.feltet(kilde.modell, navn), navn, verdi)
