"""Message catalogues: .po to .mo by Babel, since a bare machine has no gettext."""

from oppsett.kommando import les
from oppsett.si import si
from oppsett.stempel import Stempel, avtrykk
from oppsett.stier import PYTHON, ROT

LAG_MO = """
import sys
from pathlib import Path
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
for navn in sys.argv[1:]:
    po = Path(navn)
    with po.open("rb") as inn, po.with_suffix(".mo").open("wb") as ut:
        write_mo(ut, read_po(inn, locale=po.parts[-3]))
"""


def kompiler() -> None:
    kataloger = sorted(ROT.glob("*/locale/*/LC_MESSAGES/*.po"))
    stempel = Stempel("oversettelser", avtrykk(kataloger))
    if stempel.ferskt() and all(po.with_suffix(".mo").exists() for po in kataloger):
        return
    si(f"oversetter {len(kataloger)} meldingskataloger")
    les(PYTHON, "-c", LAG_MO, *kataloger)
    stempel.sett()
