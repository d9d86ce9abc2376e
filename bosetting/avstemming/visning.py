"""The status of a quarter in words, and the quarter's numbers beside each other."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from bosetting.avstemming.queries import Kvartalsrad
from bosetting.avstemming.states import Avstemmingsstatus as S
from imdinett.web.komponent import Merke

FARGER = {S.IKKE_SVART: "info", S.BEKREFTET: "success", S.STEMMER_IKKE: "warning", S.ENDRET: "warning"}


def merke(rad: Kvartalsrad) -> Merke:
    """One fixed colour per state; an answer that is late says so instead."""
    return Merke(_("Over fristen"), "danger") if rad.er_sen else Merke(str(rad.status.label), FARGER[rad.status])


@dataclass(frozen=True)
class Maaned:
    navn: str
    bosatt: int
    kommunens: int | None

    @property
    def er_ulik(self) -> bool:
        return self.kommunens is not None and self.kommunens != self.bosatt


def maaneder(rad: Kvartalsrad) -> list[Maaned]:
    kommunens = rad.kommunens or (None, None, None)
    rader = zip(rad.kvartal.maanedsnavn, rad.tall.bosatt, kommunens, strict=True)
    return [Maaned(navn, bosatt, eget) for navn, bosatt, eget in rader]


def sum_(rad: Kvartalsrad) -> Maaned:
    return Maaned(_("Sum"), rad.tall.sum, None if rad.kommunens is None else sum(rad.kommunens))
