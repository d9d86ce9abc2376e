"""Copy what we use of node_modules into static/tredjepart/."""

import re
import shutil
from pathlib import Path

from oppsett.kommando import les
from oppsett.stier import DATA, NODE_MODULES, PYTHON, TREDJEPART

KART = re.compile(rb"^\s*(//[#@]|/\*[#@])\s*sourceMappingURL=.*$", re.MULTILINE)
SIDETEGNSETT = ("latin", "latin-ext")
# The letters' own: Norwegian and the scripts that a translation can be written in (W-15), in the weights of a letter.
BREVVEKTER = (400, 600)
BREVTEGNSETT = {
    "inter": ("latin", "latin-ext", "cyrillic", "cyrillic-ext"),
    "noto-sans-arabic": ("arabic",),
    "noto-sans-ethiopic": ("ethiopic",),
}

FILER = {
    "designsystemet/designsystemet.css": "@digdir/designsystemet-css/dist/src/index.css",
    "designsystemet/tema.css": "@digdir/designsystemet-css/dist/theme/designsystemet.css",
    "designsystemet/designsystemet.js": "@digdir/designsystemet-web/dist/umd/index.js",
    "designsystemet/LICENSE": "@digdir/designsystemet-css/LICENSE",
    "designsystemet/LICENSE-floating-ui": "@floating-ui/dom/LICENSE",
    "inter/LICENSE": "@fontsource-variable/inter/LICENSE",
    **{
        f"inter/{fil}": f"@fontsource-variable/inter/files/{fil}"
        for fil in (f"inter-{tegn}-wght-normal.woff2" for tegn in SIDETEGNSETT)
    },
    **{
        f"brevskrift/{fil}": f"@fontsource/{skrift}/files/{fil}"
        for skrift, tegnsettene in BREVTEGNSETT.items()
        for fil in (f"{skrift}-{tegn}-{vekt}-normal.woff2" for tegn in tegnsettene for vekt in BREVVEKTER)
    },
    **{f"brevskrift/LICENSE-{skrift}": f"@fontsource/{skrift}/LICENSE" for skrift in BREVTEGNSETT},
}


PAKK_UT = """
import sys
from pathlib import Path
from fontTools.ttLib import woff2
for fil in map(Path, sys.argv[1:]):
    woff2.decompress(fil, fil.with_suffix(".ttf"))
    fil.unlink()
"""


def legg_ut() -> None:
    """Fill static/tredjepart/ from node_modules/. A letter's fonts are unpacked once here: the renderer would do it in
    Python, in every process that draws."""
    kopier(NODE_MODULES, TREDJEPART)
    les(PYTHON, "-c", PAKK_UT, *sorted((TREDJEPART / "brevskrift").glob("*.woff2")))


def kopier(kilde: Path, maal: Path) -> None:
    """Build beside and swap, so that nobody sees half a folder."""
    ny = DATA / "ressurser.ny"
    shutil.rmtree(ny, ignore_errors=True)
    for navn, fra in FILER.items():
        til = ny / navn
        til.parent.mkdir(parents=True, exist_ok=True)
        til.write_bytes(_uten_kart(kilde / fra))
    shutil.rmtree(maal, ignore_errors=True)
    maal.parent.mkdir(parents=True, exist_ok=True)
    ny.rename(maal)


def _uten_kart(fil: Path) -> bytes:
    """Django's manifest storage stops at a source map that is not there."""
    innhold = fil.read_bytes()
    return KART.sub(b"", innhold) if fil.suffix in {".css", ".js"} else innhold
