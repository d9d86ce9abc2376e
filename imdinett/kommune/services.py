"""Loading the country's kommuner from the carried files. Can be run again: it adds and corrects, deletes nothing."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from imdinett.kommune import inndeling, kildedata
from imdinett.kommune.inndeling import Enhet
from imdinett.kommune.kildedata import Kommunerad
from imdinett.kommune.models import Etterfolger, Fylke, Kommune, Kommunenummer

K = TypeVar("K", bound=Hashable)
M = TypeVar("M", bound=Model)
Felt = dict[str, Any]


@dataclass(frozen=True)
class Lasteresultat:
    gyldige: int
    opphorte: int
    fylker: int
    nye: int
    endret: int


@transaction.atomic
def last_kommuner() -> Lasteresultat:
    """Every kommune of today and every one closed since 2011, with numbers, names and successors (decision 16)."""
    rader = {rad.nummer: rad for rad in kildedata.kommuner()}
    enheter = inndeling.build(kildedata.endringer(), ((rad.nummer, rad.navn_offisielt) for rad in rader.values()))
    fylker = {rad.nummer: {"nummer": rad.nummer, "navn": rad.navn, "orgnr": rad.orgnr} for rad in kildedata.fylker()}
    _sync(Fylke, Fylke.objects.in_bulk(), fylker)
    kommuner, nye, endret = _sync(Kommune, _known(enheter), {enhet: _fields(enhet, rader) for enhet in enheter})
    _save_periods(kommuner)
    _save_successors(kommuner)
    gyldige = sum(enhet.gyldig_til is None for enhet in enheter)
    return Lasteresultat(gyldige, len(enheter) - gyldige, len(fylker), nye, endret)


def _sync(model: type[M], kjente: Mapping[K, M], onsket: Mapping[K, Felt]) -> tuple[dict[K, M], int, int]:
    """Make the rows what they should be, touching only those that differ: (rows, new, changed)."""
    rader = {nokkel: kjente.get(nokkel) or model(**felt) for nokkel, felt in onsket.items()}
    nye = [rad for nokkel, rad in rader.items() if nokkel not in kjente]
    endret = [rad for nokkel, rad in rader.items() if nokkel in kjente and _assign(rad, onsket[nokkel])]
    if endret:
        felter = [navn for navn in next(iter(onsket.values())) if navn != model._meta.pk.attname]
        model._default_manager.bulk_update(endret, felter, batch_size=500)
    model._default_manager.bulk_create(nye)
    return rader, len(nye), len(endret)


def _assign(rad: Model, felt: Felt) -> bool:
    """Set the fields; True when one of them was another."""
    ulike = {navn: verdi for navn, verdi in felt.items() if getattr(rad, navn) != verdi}
    for navn, verdi in ulike.items():
        setattr(rad, navn, verdi)
    return bool(ulike)


def _known(enheter: Sequence[Enhet]) -> dict[Enhet, Kommune]:
    """The rows that are there. A unit is known by its first number, which later changes leave alone."""
    fodt = {(p.nummer, p.gyldig_fra): p.kommune for p in Kommunenummer.objects.select_related("kommune")}
    uten_periode = {k.nummer: k for k in Kommune.objects.gyldige().filter(perioder=None)}
    ut = {}
    for enhet in enheter:
        forste = enhet.perioder[0]
        kommune = fodt.get((forste.nummer, forste.fra))
        if kommune is None and enhet.gyldig_til is None:
            kommune = uten_periode.get(enhet.siste.nummer)
        if kommune is not None:
            ut[enhet] = kommune
    return ut


def _fields(enhet: Enhet, rader: Mapping[str, Kommunerad]) -> Felt:
    if enhet.gyldig_til is not None:
        return _closed_fields(enhet, enhet.gyldig_til)
    rad = rader[enhet.siste.nummer]
    return {
        "nummer": rad.nummer,
        "navn": rad.navn,
        "visningsnavn": rad.visningsnavn,
        "navn_offisielt": rad.navn_offisielt,
        "fylke_id": rad.fylkesnummer,
        "orgnr": rad.orgnr,
        "maalform": rad.maalform,
        "folketall": rad.folketall,
        "folketall_dato": rad.folketall_dato,
        "sentralitet": rad.sentralitet,
        "nettsted": rad.nettsted,
        "gyldig_til": None,
    }


def _closed_fields(enhet: Enhet, gyldig_til: date) -> Felt:
    """A closed kommune keeps its last name; number and year tell it from one of the same name today."""
    siste = enhet.siste
    return {
        "nummer": siste.nummer,
        "navn": siste.navn,
        "visningsnavn": f"{siste.navn} ({siste.nummer}, til {gyldig_til.year})",
        "navn_offisielt": siste.navn,
        "gyldig_til": gyldig_til,
    }


def _save_periods(kommuner: Mapping[Enhet, Kommune]) -> None:
    kjente = {(rad.nummer, rad.gyldig_fra): rad for rad in Kommunenummer.objects.all()}
    onsket = {
        (p.nummer, p.fra): {
            "kommune_id": kommune.pk,
            "nummer": p.nummer,
            "navn": p.navn,
            "gyldig_fra": p.fra,
            "gyldig_til": p.til,
        }
        for enhet, kommune in kommuner.items()
        for p in enhet.perioder
    }
    _sync(Kommunenummer, kjente, onsket)


def _save_successors(kommuner: Mapping[Enhet, Kommune]) -> None:
    rader = [
        Etterfolger(gammel=kommune, ny=kommuner[ny], dato=enhet.gyldig_til)
        for enhet, kommune in kommuner.items()
        for ny in enhet.etterfolgere
        if enhet.gyldig_til
    ]
    Etterfolger.objects.bulk_create(rader, ignore_conflicts=True)
