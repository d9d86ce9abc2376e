"""Which characters a letter can be drawn with: a translation never has one that no font has (W-15)."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

from imdinett.brev import pdf

# Spaces, line ends and joiners draw nothing of their own.
USYNLIGE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


@lru_cache(maxsize=1)
def har_font() -> frozenset[str]:
    """What every weight of some script has. Read once per process: the files are the installation's."""
    alle: set[str] = set()
    for skrift in pdf.SKRIFTER:
        vekter = [_tegn(pdf.fontfil(skrift, vekt)) for vekt in pdf.VEKTER]
        alle |= frozenset.intersection(*vekter)
    return frozenset(alle)


def _tegn(fil: Path) -> frozenset[str]:
    with TTFont(fil, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def uten_font(tekst: str) -> list[str]:
    """The characters that would be empty boxes, each once, in the order in which they come."""
    har = har_font()
    return [tegn for tegn in dict.fromkeys(tekst) if tegn not in har and unicodedata.category(tegn) not in USYNLIGE]
