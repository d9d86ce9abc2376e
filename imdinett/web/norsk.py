"""Dates, times, weeks and numbers the way ui.md §10 writes them. Used by pages, letters and e-mail."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeAlias

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

HARDT = "\u00a0"
MINUS = "\u2212"
STREK = "\u2013"
UTEN_SKILLE = 1000
Tall: TypeAlias = int | float | Decimal


def dato(d: date) -> str:
    """23. november 2026"""
    return formats.date_format(_local(d), "j. F Y")


def kortdato(d: date) -> str:
    """23.11.2026"""
    return formats.date_format(_local(d), "d.m.Y")


def i_setning(tekst: str) -> str:
    """Uke 4, 2027 → uke 4, 2027: what begins with a capital, inside a sentence."""
    return tekst[:1].lower() + tekst[1:]


def maaned(d: date) -> str:
    """november 2026"""
    return formats.date_format(_local(d), "F Y")


def isodato(tekst: str) -> str:
    """A date kept as text in an event or a letter, written as people write it."""
    return dato(date.fromisoformat(tekst)) if tekst else ""


def ukedag(d: date) -> str:
    """mandag 23. november 2026"""
    return formats.date_format(_local(d), "l j. F Y").lower()


def klokkeslett(t: datetime) -> str:
    """kl. 13.05"""
    return f"kl.{HARDT}{formats.date_format(_local(t), 'H.i')}"


def tidspunkt(t: datetime) -> str:
    """23. november 2026 kl. 13.05"""
    return f"{dato(t)} {klokkeslett(t)}"


def _local(d: date) -> date:
    return timezone.localtime(d) if isinstance(d, datetime) and timezone.is_aware(d) else d


def periode(fra: date, til: date) -> str:
    """18.–24. januar · 25. januar–2. februar · 28. desember 2026–3. januar 2027"""
    if fra.year != til.year:
        return f"{dato(fra)}{STREK}{dato(til)}"
    if fra.month != til.month:
        return f"{formats.date_format(fra, 'j. F')}{STREK}{formats.date_format(til, 'j. F')}"
    return f"{fra.day}.{STREK}{formats.date_format(til, 'j. F')}"


def uke_med_dager(mandag: date) -> str:
    """Uke 4, 2027 (25.–31. januar)"""
    aar, uke, _dag = mandag.isocalendar()
    dager = periode(mandag, mandag + timedelta(days=6))
    return _("Uke %(uke)d, %(aar)d (%(dager)s)") % {"uke": uke, "aar": aar, "dager": dager}


def tall(verdi: Tall | None, desimaler: int | None = None) -> str:
    """35 000 with a hard space, decimal comma, a real minus sign. None is «Ikke registrert», never 0."""
    if verdi is None:
        return _("Ikke registrert")
    storrelse = -verdi if verdi < 0 else verdi
    if isinstance(storrelse, int) and storrelse < UTEN_SKILLE and not desimaler:
        # Most figures are small, and a report of the country has thousands of them.
        tekst = str(storrelse)
    else:
        tekst = formats.number_format(storrelse, decimal_pos=desimaler, use_l10n=True, force_grouping=True)
    return f"{MINUS}{tekst}" if verdi < 0 else tekst


def prosent(verdi: Tall, desimaler: int = 0) -> str:
    """45 %"""
    return f"{tall(round(Decimal(str(verdi)), desimaler), desimaler)}{HARDT}%"


def kroner(verdi: Tall) -> str:
    return _("%(belop)s kroner") % {"belop": tall(verdi, 0)}


def duf(nummer: str) -> str:
    """4-6-2, kept together on one line."""
    return HARDT.join((nummer[:4], nummer[4:10], nummer[10:])) if len(nummer) == 12 else nummer


def frist(siste_dag: date, i_dag: date) -> str:
    """I dag · 2 dager over fristen · om 5 dager, 28. november 2026"""
    dager = (siste_dag - i_dag).days
    if dager == 0:
        return _("I dag")
    if dager < 0:
        return ngettext("%(n)d dag over fristen", "%(n)d dager over fristen", -dager) % {"n": -dager}
    om = ngettext("Om %(n)d dag", "Om %(n)d dager", dager) % {"n": dager}
    return f"{om}, {dato(siste_dag)}"
