"""The copy in words: what the PDF is drawn from, and the same as JSON."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from bosetting.innsynskopi.models import Innsynskopi
from bosetting.samling import visning
from bosetting.samling.sladd import MERKE
from bosetting.samling.states import TIL_PERSONEN, Grunn
from imdinett.hendelse.typer import HANDLINGSNAVN, Handling
from imdinett.web import norsk

# A reason is given for what there is something of.
BARE_NAAR = {Grunn.INTERNT: "notater", Grunn.BESKYTTELSE: "beskyttelse"}


def kontekst(kopi: Innsynskopi) -> dict[str, Any]:
    """In the active language, which is the copy's."""
    samling = kopi.innhold.get("grupper", [])
    hele = bool(samling)
    egne = [("ikke-med", _("Hva som ikke er med")), ("oppslag", _("Hvem som har sett opplysninger om deg"))]
    return {
        "tittel": _("Opplysninger om deg i IMDinett") if hele else _("Hvem som har sett opplysninger om deg"),
        "sprak": kopi.sprak,
        "saksnummer": kopi.sak.nummer,
        "laget": norsk.tidspunkt(kopi.laget_tid),
        "hele": hele,
        "uten_bosted": kopi.innhold.get("uten_bosted", False),
        "grupper": visning.grupper(samling),
        "tomme": visning.tomme(samling),
        "innhold": [{"kode": kode, "tittel": tittel} for kode, tittel in egne] if hele else [],
        "unntak": [grunn.label for grunn in unntak(kopi)],
        "merke": MERKE,
        "rader": [_oppslag(en) for en in kopi.oppslag],
    }


def som_data(kopi: Innsynskopi) -> dict[str, Any]:
    return {
        "sak": kopi.sak.nummer,
        "laget": kopi.laget_tid.isoformat(),
        "grupper": kopi.innhold.get("grupper", []),
        "ikke_med": [str(grunn.label) for grunn in unntak(kopi)],
        "oppslag": kopi.oppslag,
    }


def unntak(kopi: Innsynskopi) -> list[Grunn]:
    """personopplysningsloven § 16: who refuses says by which paragraph."""
    samling = kopi.innhold.get("grupper", [])
    har = {gruppe["gruppe"] for gruppe in samling}
    beskyttet = any(post["kilde"] == "graderingsendringer" for gruppe in samling for post in gruppe["poster"])
    funnet = {"notater": "notater" in har, "beskyttelse": beskyttet}
    return [en for en in TIL_PERSONEN if samling and funnet.get(BARE_NAAR.get(en, ""), True)]


def _oppslag(en: dict[str, Any]) -> dict[str, Any]:
    return {
        "tid": norsk.tidspunkt(datetime.fromisoformat(en["tid"])),
        "enhet": en["enhet"],
        "handling": HANDLINGSNAVN.get(Handling(en["handling"]), en["handling"]),
        "del": en["del"],
    }
