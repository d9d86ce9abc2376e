"""Rows from a spreadsheet: a week and a number, or a column of numbers from a week on. Text in, weeks out."""

import re
from collections.abc import Container
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bosetting.innmelding.rules import STORSTE_ANTALL

MAKS_LINJER = 200
_UKE = re.compile(r"^(?:uke|veke)?\s*([0-9]{1,2})\.?$", re.IGNORECASE)
_ANTALL = re.compile(r"^[0-9]{1,6}$")


@dataclass
class Innliming:
    """What the rows say about each week, and what is wrong, row by row."""

    uker: dict[int, int] = field(default_factory=dict)
    feil: list[str] = field(default_factory=list)


def les(tekst: str, *, forste: int, siste: int, aapne: Container[int]) -> Innliming:
    """Rows of two cells name their week; a cell alone belongs to the week after the one before it, from `forste`."""
    ut = Innliming()
    linjer = tekst.rstrip().splitlines()
    if len(linjer) > MAKS_LINJER:
        ut.feil.append(_("Lim inn høyst %(antall)d linjer.") % {"antall": MAKS_LINJER})
        return ut
    neste = forste
    for nr, linje in enumerate(linjer, 1):
        celler = [celle.strip() for celle in re.split(r"[\t;]", linje.strip())]
        if nr == 1 and not any(tegn.isdigit() for tegn in linje):
            continue
        celle = celler[0] if len(celler) == 1 else celler[1]
        if len(celler) == 1:
            uke, neste = neste, neste + 1
            if not celle:
                continue
        elif treff := _UKE.match(celler[0]):
            uke = int(treff[1])
        else:
            ut.feil.append(_("Linje %(nr)d: «%(tekst)s» er ikke en uke.") % {"nr": nr, "tekst": celler[0][:20]})
            continue
        feil = _sett(ut, uke, celle, siste, aapne)
        if feil:
            ut.feil.append(_("Linje %(nr)d: %(feil)s") % {"nr": nr, "feil": feil})
    if not ut.uker and not ut.feil:
        ut.feil.append(_("Det er ingen tall i det du limte inn."))
    return ut


def _sett(ut: Innliming, uke: int, celle: str, siste: int, aapne: Container[int]) -> str:
    """Keep the number; or say what is wrong with it."""
    antall = "".join(celle.split())
    if not _ANTALL.match(antall) or int(antall) > STORSTE_ANTALL:
        return _("«%(tekst)s» er ikke et helt tall fra 0 til %(storst)d.") % {
            "tekst": celle[:20],
            "storst": STORSTE_ANTALL,
        }
    if not 1 <= uke <= siste:
        return _("året har ingen uke %(uke)d.") % {"uke": uke}
    if uke not in aapne:
        return _("uke %(uke)d er passert.") % {"uke": uke}
    if uke in ut.uker:
        return _("uke %(uke)d står to ganger.") % {"uke": uke}
    ut.uker[uke] = int(antall)
    return ""
