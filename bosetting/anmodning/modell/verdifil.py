"""A file with the values of one criterion: `kommunenummer;verdi`, as CSV or XLSX."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from bosetting.anmodning import kommunefil
from bosetting.anmodning.kommunefil import Filinnhold, Kolonner, Kommunerad
from imdinett.kjerne.feil import Domenefeil
from imdinett.kommune.models import Kommune

KOLONNER = Kolonner(("kommunenummer", "verdi"), frozenset({"kommunenummer", "verdi"}))
STORSTE = Decimal(10**9)
DESIMALER = 4


@dataclass(frozen=True)
class Verdilinje:
    linje: int
    kommune: Kommune
    verdi: Decimal
    gammelt_nummer: str = ""


def les(data: bytes, filnavn: str) -> Filinnhold[Verdilinje]:
    """Every row, readable or refused. Raises when it is no such file at all."""
    return kommunefil.les(data, filnavn, KOLONNER, _tolk)


def _tolk(rad: Kommunerad) -> Verdilinje:
    return Verdilinje(rad.linje, rad.kommune, _desimaltall(rad.celler.get("verdi", "")), rad.gammelt_nummer)


def _desimaltall(tekst: str) -> Decimal:
    """Comma or point; spaces between thousands; never below zero, and no more decimals than are kept."""
    rent = "".join(tekst.split()).replace(",", ".")
    if not rent:
        raise Domenefeil("mangler_tall", _("Verdi mangler."))
    try:
        verdi = Decimal(rent if rent.isascii() else "x")
    except InvalidOperation:
        verdi = Decimal("NaN")
    if not verdi.is_finite():
        raise Domenefeil("ikke_tall", _("Verdi må være et tall, ikke «%(tekst)s».") % {"tekst": tekst[:40]})
    if not 0 <= verdi < STORSTE:
        raise Domenefeil("utenfor", _("Verdi må være fra 0 til under 1 milliard."))
    if verdi != round(verdi, DESIMALER):
        raise Domenefeil("for_mange_desimaler", _("Verdi kan ha høyst %(n)d desimaler.") % {"n": DESIMALER})
    return verdi
