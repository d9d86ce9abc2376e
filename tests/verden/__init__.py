"""One world made by the services: kommune A, kommune B whose every text says so, and kommune C without an agreement.

Texts on persons say how far the case has come for their kommune, so that a page that shows one can be judged:
`SKJULT` before the decision, `APEN` while the folder is open, `STENGT` after it was taken back, `LEDIG` for those
whom nobody has been asked about.
"""

from imdinett.kjerne import klokke
from imdinett.kommune.models import Fylke, Kommune
from tests.factories.imdinett import FylkeFactory, KommuneFactory, KommunenummerFactory
from tests.verden.bygger import Bygger
from tests.verden.modell import (
    APEN,
    HELSE,
    KANARI,
    LEDIG,
    PASSORD,
    SKJULT,
    STENGT,
    TOTP,
    Identitet,
    Kommuneverden,
    Verden,
)

__all__ = [
    "APEN",
    "HELSE",
    "KANARI",
    "LEDIG",
    "PASSORD",
    "SKJULT",
    "STENGT",
    "TOTP",
    "Identitet",
    "Kommuneverden",
    "Verden",
    "bygg",
]


def bygg() -> Verden:
    naa = klokke.now()
    rogaland, vestland = FylkeFactory(nummer="11", navn="Rogaland"), FylkeFactory(nummer="46", navn="Vestland")
    verden = Verden(
        naa,
        Kommuneverden(_kommune("1191", "Alfavik", rogaland)),
        Kommuneverden(_kommune("4691", "Betafjord", vestland), f" {KANARI}"),
        Kommuneverden(_kommune("1192", "Gammaneset", rogaland)),
    )
    bygger = Bygger(verden)
    for dager, steg in (
        (70, bygger.folk),
        (68, bygger.anmodninger),
        (66, bygger.personer),
        (50, bygger.avgjorte),
        (20, bygger.svar),
        (4, bygger.apne),
    ):
        with bygger.for_(dager):
            steg()
    bygger.ellers()
    return verden


def _kommune(nummer: str, navn: str, fylke: Fylke) -> Kommune:
    kommune = KommuneFactory(nummer=nummer, navn=navn, fylke=fylke, avtale=False, folketall=5000)
    KommunenummerFactory(kommune=kommune)
    return kommune
