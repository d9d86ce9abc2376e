"""Copy what we use of node_modules into static/tredjepart/."""

import re
import shutil
from pathlib import Path

from oppsett.stier import DATA

KART = re.compile(rb"^\s*(//[#@]|/\*[#@])\s*sourceMappingURL=.*$", re.MULTILINE)
VEKTER = (400, 500, 600, 700)
TEGNSETT = ("latin", "latin-ext")

FILER = {
    "designsystemet/designsystemet.css": "@digdir/designsystemet-css/dist/src/index.css",
    "designsystemet/tema.css": "@digdir/designsystemet-css/dist/theme/designsystemet.css",
    "designsystemet/designsystemet.js": "@digdir/designsystemet-web/dist/umd/index.js",
    "designsystemet/LICENSE": "@digdir/designsystemet-css/LICENSE",
    "designsystemet/LICENSE-floating-ui": "@floating-ui/dom/LICENSE",
    "inter/LICENSE": "@fontsource-variable/inter/LICENSE",
    **{
        f"inter/inter-{tegn}-wght-{stil}.woff2": f"@fontsource-variable/inter/files/inter-{tegn}-wght-{stil}.woff2"
        for tegn in TEGNSETT
        for stil in ("normal", "italic")
    },
    **{
        f"inter/inter-{tegn}-{vekt}-normal.woff2": f"@fontsource/inter/files/inter-{tegn}-{vekt}-normal.woff2"
        for tegn in TEGNSETT
        for vekt in VEKTER
    },
}


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
