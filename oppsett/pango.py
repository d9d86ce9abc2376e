"""The libraries that WeasyPrint draws with."""

import ctypes

from oppsett.debpakker import bibliotekstier, hent

BIBLIOTEKER = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libharfbuzz.so.0",
    "libharfbuzz-subset.so.0",
    "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)


def hent_pango() -> str:
    """LD_LIBRARY_PATH for processes that make PDF; empty when the machine has the libraries itself."""
    try:
        for bibliotek in BIBLIOTEKER:
            ctypes.CDLL(bibliotek)
    except OSError:
        return bibliotekstier(hent("pango", "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"))
    return ""
