"""Cells that several kinds of file have. What cannot be read is a Domenefeil, which refuses the row."""

from datetime import date

from django.utils.translation import gettext as _

from imdinett.kjerne import klokke, radfil
from imdinett.kjerne.feil import Domenefeil


def krevd(navn: str, verdi: str, storst: int) -> str:
    """A text that must be there, of a length that can be stored."""
    if not verdi:
        raise Domenefeil("mangler", _("%(navn)s mangler.") % {"navn": navn})
    return valgfri(navn, verdi, storst)


def valgfri(navn: str, verdi: str, storst: int) -> str:
    if len(verdi) > storst:
        raise Domenefeil("for_lang", _("%(navn)s kan ha høyst %(n)d tegn.") % {"navn": navn, "n": storst})
    return verdi


def dato(navn: str, verdi: str) -> date | None:
    """Empty is no date. None lies ahead of today (B-049)."""
    if not verdi:
        return None
    lest = radfil.dato(verdi)
    if lest is None:
        raise Domenefeil("ikke_dato", _("%(navn)s må være en dato, for eksempel 2026-11-23.") % {"navn": navn})
    if lest > klokke.today():
        raise Domenefeil("fram_i_tid", _("%(navn)s er fram i tid.") % {"navn": navn})
    return lest


def krevd_dato(navn: str, verdi: str) -> date:
    lest = dato(navn, verdi)
    if lest is None:
        raise Domenefeil("mangler", _("%(navn)s mangler.") % {"navn": navn})
    return lest
