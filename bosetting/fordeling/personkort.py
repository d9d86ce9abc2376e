"""One person of a list as the kommune sees it before its answer: the frozen facts in words (B-034)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bosetting.fordeling.models import Fordelingslinje
from bosetting.fordeling.states import Linjetilstand
from bosetting.person.models import Kartlegging
from bosetting.person.rules import MYNDIG
from bosetting.person.states import Kjonn, Relasjonstype
from imdinett.kjerne import klokke
from imdinett.web import norsk


@dataclass(frozen=True)
class Personkort:
    betegnelse: str
    kjonn: str
    fodselsaar: int | None
    statsborgerskap: str
    sprak: str
    kompetanse: tuple[str, ...]
    behov: tuple[str, ...]
    familie: str
    trukket: str

    @property
    def er_trukket(self) -> bool:
        return bool(self.trukket)


def personkort(linje: Fordelingslinje) -> Personkort:
    fakta = linje.fakta
    return Personkort(
        betegnelse=linje.betegnelse,
        kjonn=kjonnstekst(fakta["kjonn"], fakta["fodselsaar"]),
        fodselsaar=fakta["fodselsaar"],
        statsborgerskap=fakta["statsborgerskap"],
        sprak=_sprak(fakta),
        kompetanse=tuple(filter(None, [fakta["utdanning"], fakta["yrke"], fakta["planer"], _mangler(fakta)])),
        behov=tuple(filter(None, [fakta["behov"], fakta["helse"]])),
        familie=", ".join(familietekst(rad) for rad in fakta["familie"]),
        trukket=trukkettekst(linje) if linje.tilstand == Linjetilstand.TRUKKET else "",
    )


def _mangler(fakta: dict[str, Any]) -> str:
    """W-19: what nobody has asked yet. Lists sent before the mark was kept say nothing."""
    navn = [str(Kartlegging._meta.get_field(felt).verbose_name) for felt in fakta.get("mangler", ())]  # type: ignore[union-attr]
    return _("Ikke kartlagt ennå: %(felt)s") % {"felt": ", ".join(navn)} if navn else ""


def kjonnstekst(kode: str, fodselsaar: int) -> str:
    barn = klokke.today().year - fodselsaar < MYNDIG
    if barn and kode in (Kjonn.KVINNE, Kjonn.MANN):
        return _("Jente") if kode == Kjonn.KVINNE else _("Gutt")
    return str(Kjonn(kode).label)


def _sprak(fakta: dict[str, Any]) -> str:
    sprak = ", ".join(fakta["sprak"])
    tolk = fakta["tolkesprak"]
    return (
        sprak
        if not tolk or tolk in fakta["sprak"]
        else _("%(sprak)s (tolk: %(tolk)s)") % {"sprak": sprak, "tolk": tolk}
    )


def familietekst(rad: dict[str, str]) -> str:
    """barn av A1 · mor eller far til A3"""
    data = {"type": str(Relasjonstype(rad["type"]).label), "til": rad["til"]}
    if rad["type"] == Relasjonstype.BARN:
        return _("%(type)s av %(til)s") % data
    return _("%(type)s til %(til)s") % data


def trukkettekst(linje: Fordelingslinje) -> str:
    """B-039: when and why, beside what is struck out."""
    assert linje.trukket_tid
    return _("Trukket av IMDi %(dag)s: %(grunn)s") % {
        "dag": norsk.dato(linje.trukket_tid),
        "grunn": linje.trukket_grunn,
    }
