"""Check digits of the numbers that people and units carry.

The numbers never tell sex or birth date: those are stored by themselves.
"""

import re
from collections.abc import Sequence
from typing import Literal

Nummerslag = Literal["fnr", "dnr"]
_K1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_K2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_DUF = (4, 6, 3, 2, 4, 6, 3, 2, 7, 5)
_ORGNR = (3, 2, 7, 6, 5, 4, 3, 2, 1)
# Eleven digits or more, written with or without spaces: a fødselsnummer or a DUF number.
_PERSONNUMMER = re.compile(r"(?:\d[ .\-]?){11,}")


def har_personnummer(tekst: str) -> bool:
    """Does a text that may hold no D3 hold what looks like a fødselsnummer or a DUF number?"""
    return bool(_PERSONNUMMER.search(tekst))


def _sum(siffer: str, vekter: Sequence[int]) -> int:
    return sum(int(tall) * vekt for tall, vekt in zip(siffer, vekter, strict=False))


def _siffer(tekst: str, antall: int) -> bool:
    return len(tekst) == antall and tekst.isascii() and tekst.isdigit()


def _dager_i(maaned: int, aar: int) -> int:
    return (31, 29 if aar % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[maaned - 1]


def fodselsnummer_type(nummer: str, *, syntetisk: bool = False) -> Nummerslag | None:
    """'fnr' or 'dnr' when valid, else None.

    Takes the check digits of 1964 and of 2032. Synthetic numbers (month + 80 or + 65) pass only
    with `syntetisk`; production never sets it.
    """
    if not _siffer(nummer, 11):
        return None
    dag, maaned, aar = int(nummer[:2]), int(nummer[2:4]), int(nummer[4:6])
    er_dnr = dag > 40
    dag -= 40 if er_dnr else 0
    if syntetisk and maaned > 65:
        maaned -= 80 if maaned > 80 else 65
    if not (1 <= maaned <= 12 and 1 <= dag <= _dager_i(maaned, aar)):
        return None
    k1 = (_sum(nummer[:9], _K1) + int(nummer[9])) % 11
    k2 = (_sum(nummer[:10], _K2) + int(nummer[10])) % 11
    if k1 > 3 or k2:
        return None
    return "dnr" if er_dnr else "fnr"


def duf_har_form(nummer: str) -> bool:
    """B-098: 12 digits, the first four a plausible year."""
    return _siffer(nummer, 12) and 1900 <= int(nummer[:4]) <= 2099


def er_duf(nummer: str) -> bool:
    """The form and the two check digits. The check is not published by UDI, so a caseworker may override it."""
    return duf_har_form(nummer) and _sum(nummer[:10], _DUF) % 11 == int(nummer[10:])


def duf_med_kontroll(aar: int, lopenummer: int) -> str:
    """The DUF number of a year and a running number, with its check digits."""
    kropp = f"{aar:04d}{lopenummer:06d}"
    return f"{kropp}{_sum(kropp, _DUF) % 11:02d}"


def fodselsnummer_med_kontroll(dag: str, individnummer: int) -> str:
    """The number of a birth day (six digits) and a running number, by the rule of 1964; empty when there is none."""
    kropp = f"{dag}{individnummer:03d}"
    forste = -_sum(kropp, _K1) % 11
    andre = -_sum(f"{kropp}{forste}", _K2) % 11
    return f"{kropp}{forste}{andre}" if forste < 10 and andre < 10 else ""


def er_orgnr(nummer: str) -> bool:
    return _siffer(nummer, 9) and _sum(nummer, _ORGNR) % 11 == 0


def er_kontonr(nummer: str) -> bool:
    return _siffer(nummer, 11) and _sum(nummer, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def bare_siffer(tekst: str) -> str:
    """What remains when the blanks and hyphens that people type are gone."""
    return "".join(tekst.replace("-", "").replace("\u2013", "").split())


def vis_duf(nummer: str) -> str:
    """4-6-2, as people write it."""
    return f"{nummer[:4]} {nummer[4:10]} {nummer[10:]}"
