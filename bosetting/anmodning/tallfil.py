"""A file with numbers for a round: `kommunenummer;antall;herav_em;begrunnelse`, as CSV or XLSX."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bosetting.anmodning import kommunefil, rules
from bosetting.anmodning.kommunefil import Filinnhold, Kolonner, Kommunerad
from bosetting.anmodning.rules import Tall
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune

KOLONNER = Kolonner(("kommunenummer", "antall", "herav_em", "begrunnelse"), frozenset({"kommunenummer", "antall"}))
MAKS_BEGRUNNELSE = 300


@dataclass(frozen=True)
class Fillinje:
    linje: int
    kommune: Kommune
    tall: Tall
    gammelt_nummer: str = ""


def les(data: bytes, filnavn: str) -> Filinnhold[Fillinje]:
    """Every row, readable or refused. Raises when it is no such file at all."""
    return kommunefil.les(data, filnavn, KOLONNER, _tolk)


def _tolk(rad: Kommunerad) -> Fillinje:
    celler = rad.celler
    antall = _heltall(celler.get("antall", ""), _("Antall"))
    herav_em = _heltall(celler.get("herav_em", "") or "0", _("Herav EM"))
    rules.kontroller_tall(antall, herav_em)
    begrunnelse = celler.get("begrunnelse", "")
    if len(begrunnelse) > MAKS_BEGRUNNELSE:
        raise Domenefeil("for_lang", _("Begrunnelsen kan ha høyst %(n)d tegn.") % {"n": MAKS_BEGRUNNELSE})
    tall = Tall(kommune_id=rad.kommune.pk, antall=antall, herav_em=herav_em, begrunnelse=begrunnelse)
    return Fillinje(rad.linje, rad.kommune, tall, rad.gammelt_nummer)


def _heltall(tekst: str, navn: str) -> int:
    uten_luft = "".join(tekst.split())
    if not uten_luft:
        raise Domenefeil("mangler_tall", _("%(navn)s mangler.") % {"navn": navn})
    try:
        return int(uten_luft) if uten_luft.isascii() else int("x")
    except ValueError:
        melding = _("%(navn)s må være et helt tall, ikke «%(tekst)s».") % {"navn": navn, "tekst": tekst[:40]}
        raise Domenefeil("ikke_tall", melding) from None
