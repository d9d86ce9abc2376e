"""Translations of letters (W-15), texts for practice: written by one of IMDi's people and approved by another.

The last one is a draft, so that there is something to approve. The first had a fault and was taken back.
"""

from dataclasses import replace
from pathlib import Path

from imdinett.brev import oversetting
from imdinett.brev.rules import Oversatt
from imdinett.bruker.models import Bruker

TEKSTER = Path(__file__).with_name("brevtekster")
GODKJENTE = (("vedtak_flyktning", "en"), ("vedtak_flyktning", "ar"))
TRUKKET = GODKJENTE[0]
FEIL = "Ordet for kommune var feil i overskriften."
UTKAST = ("vedtak_opphevet_flyktning_opphevet", "en")


def lag(skriver: Bruker, leser: Bruker) -> None:
    slag, sprak = TRUKKET
    forste = replace(les(slag, sprak), tittel="Decision on county of settlement")
    utkast = oversetting.skriv(bruker=skriver, slag=slag, sprak=sprak, ny=forste)
    oversetting.godkjenn(bruker=leser, slag=slag, sprak=sprak, revisjon=utkast.revisjon)
    oversetting.trekk(bruker=leser, slag=slag, sprak=sprak, versjon=utkast.versjon, grunn=FEIL)
    for slag, sprak in GODKJENTE:
        utkast = oversetting.skriv(bruker=skriver, slag=slag, sprak=sprak, ny=les(slag, sprak))
        oversetting.godkjenn(bruker=leser, slag=slag, sprak=sprak, revisjon=utkast.revisjon)
    slag, sprak = UTKAST
    oversetting.skriv(bruker=skriver, slag=slag, sprak=sprak, ny=les(slag, sprak))


def les(slag: str, sprak: str) -> Oversatt:
    """Title, what says that the Norwegian text is the binding one, an empty line, and the text."""
    tittel, forbehold, _tom, tekst = (TEKSTER / f"{slag}.{sprak}.txt").read_text(encoding="utf-8").split("\n", 3)
    return Oversatt(tittel=tittel, forbehold=forbehold, tekst=tekst)
