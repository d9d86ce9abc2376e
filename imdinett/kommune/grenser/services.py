"""Loading the borders of the kommuner from a file. A load for the same day takes the place of the one before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from math import sqrt

from django.conf import settings
from django.db import transaction

from imdinett.kjerne import klokke
from imdinett.kommune.grenser import forenkling, kartfil, projeksjon, queries
from imdinett.kommune.grenser.forenkling import Omriss
from imdinett.kommune.grenser.kartfil import Kartfeil, Kartrad, Ring
from imdinett.kommune.models import Kommune, Kommunegrenser
from imdinett.kommune.queries import kommuner_paa

MAKS_BYTE = 150_000
# How far from its place a point can be that is put in whole units.
AVRUNDING = sqrt(0.5)


class Utfall(StrEnum):
    LASTET = "lastet"
    ERSTATTET = "erstattet"
    UENDRET = "uendret"
    PROVD = "prøvd"
    UFULLSTENDIG = "ufullstendig"


@dataclass
class Lasterapport:
    """`feil` are rows of the file that were left out, `mangler` the kommuner of the day that got no border."""

    utfall: Utfall
    gyldig_fra: date
    kommuner: int
    gode: int
    krav: int
    koordinater: str = ""
    byte: int = 0
    meter: int = 0
    feil: list[Kartrad] = field(default_factory=list)
    mangler: list[Kommune] = field(default_factory=list)


def last_kommunegrenser(
    innhold: bytes, *, gyldig_fra: date, kilde: str, lisens: str, prov: bool = False
) -> Lasterapport:
    """Keep an outline of every kommune that the file has and that had its number on the day.

    A row that cannot be used stops no other. Nothing is kept when the file lacks more of the day's kommuner than
    `KOMMUNEGRENSER_DEKNING_PROSENT` allows: half a map is read as if the rest had no figures.
    """
    kjente = kommuner_paa(gyldig_fra)
    if not kjente:
        raise Kartfeil(f"Ingen kommuner er lastet for {gyldig_fra}. Kjør manage.py last_kommuner først.")
    ringer, feil = _sort(kartfil.les(innhold), kjente)
    prosent = klokke.fra_dato(settings.KOMMUNEGRENSER_DEKNING_PROSENT, klokke.today())
    rapport = Lasterapport(
        utfall=Utfall.UFULLSTENDIG,
        gyldig_fra=gyldig_fra,
        kommuner=len(kjente),
        gode=len(ringer),
        krav=-(-len(kjente) * prosent // 100),
        feil=feil,
        mangler=[kommune for nummer, kommune in sorted(kjente.items()) if nummer not in ringer],
    )
    if rapport.gode < rapport.krav:
        return rapport
    omriss = _outline(ringer, rapport)
    rapport.utfall = Utfall.PROVD if prov else _save(omriss, gyldig_fra=gyldig_fra, kilde=kilde, lisens=lisens)
    return rapport


def _sort(rader: Sequence[Kartrad], kjente: Mapping[str, Kommune]) -> tuple[dict[str, list[Ring]], list[Kartrad]]:
    """The rings of each known kommune, which may stand in several rows, and the rows that are of no use."""
    ringer: dict[str, list[Ring]] = {}
    feil = []
    for rad in rader:
        if rad.nummer and rad.nummer not in kjente:
            feil.append(Kartrad(rad.plass, rad.nummer, rad.navn, grunn="ukjent kommunenummer denne dagen"))
        elif rad.grunn:
            feil.append(rad)
        else:
            ringer.setdefault(rad.nummer, []).extend(rad.ringer)
    return ringer, feil


def _outline(ringer: Mapping[str, Sequence[Ring]], rapport: Lasterapport) -> dict[str, Omriss]:
    punkter = [punkt for egne in ringer.values() for ring in egne for punkt in ring]
    xer, yer = [x for x, _y in punkter], [y for _x, y in punkter]
    koordinater = projeksjon.gjenkjenn(projeksjon.Ramme(min(xer), min(yer), max(xer), max(yer)))
    if koordinater is None:
        raise Kartfeil(
            f"Koordinatene går fra {min(xer):.6g}, {min(yer):.6g} til {max(xer):.6g}, {max(yer):.6g}. Det er verken "
            "lengde- og breddegrader (WGS84, EUREF89) eller UTM sone 33 for hele Norge."
        )
    ruter = {
        nummer: [tuple(projeksjon.rute(punkt, koordinater) for punkt in ring) for ring in egne]
        for nummer, egne in ringer.items()
    }
    omriss, toleranse = forenkling.omriss(ruter, maks_byte=MAKS_BYTE)
    rapport.koordinater = koordinater
    rapport.byte = sum(len(en.sti) for en in omriss.values())
    rapport.meter = round((toleranse + AVRUNDING) * projeksjon.ENHET)
    return omriss


@transaction.atomic
def _save(omriss: Mapping[str, Omriss], *, gyldig_fra: date, kilde: str, lisens: str) -> Utfall:
    stier = {nummer: en.sti for nummer, en in sorted(omriss.items())}
    felt = {
        "kilde": kilde,
        "lisens": lisens,
        "stier": stier,
        "plasser": {nummer: list(en.plass) for nummer, en in sorted(omriss.items())},
        "avtrykk": sha256("\n".join(f"{nummer} {sti}" for nummer, sti in stier.items()).encode()).hexdigest()[:12],
    }
    forrige = Kommunegrenser.objects.select_for_update().filter(gyldig_fra=gyldig_fra).first()
    if forrige and all(getattr(forrige, navn) == verdi for navn, verdi in felt.items()):
        return Utfall.UENDRET
    Kommunegrenser.objects.update_or_create(gyldig_fra=gyldig_fra, defaults={**felt, "lastet_tid": klokke.now()})
    queries.glem()
    transaction.on_commit(queries.glem)
    return Utfall.ERSTATTET if forrige else Utfall.LASTET
