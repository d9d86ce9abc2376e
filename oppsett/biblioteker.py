"""Shared libraries that Python packages need and a bare machine lacks."""

import ctypes

from oppsett.debpakker import bibliotekstier, hent

PANGO = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)


def hent_pango() -> str:
    """What WeasyPrint draws with: LD_LIBRARY_PATH, empty when the machine has the libraries itself."""
    return _hent("pango", PANGO, "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


def hent_libatomic() -> str:
    """What Playwright's driver needs."""
    return _hent("libatomic", ("libatomic.so.1",), "libatomic1")


def _hent(navn: str, biblioteker: tuple[str, ...], *pakker: str) -> str:
    try:
        for bibliotek in biblioteker:
            ctypes.CDLL(bibliotek)
    except OSError:
        return bibliotekstier(hent(navn, *pakker))
    return ""
