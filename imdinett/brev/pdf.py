"""From a letter's HTML to a tagged PDF, without fetching anything (security.md 6.E)."""

import atexit
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

CSS = Path(__file__).with_name("pdf.css")
FONTMAPPE = settings.ROT / "static" / "tredjepart" / "brevskrift"
FONTSKJEMA = "brevfont"
VEKTER = ("400", "600")
# Norwegian, and the scripts that a translation can be in (W-15).
SKRIFTER = (
    "inter-latin",
    "inter-latin-ext",
    "inter-cyrillic",
    "inter-cyrillic-ext",
    "noto-sans-arabic-arabic",
    "noto-sans-ethiopic-ethiopic",
)


def fontfil(skrift: str, vekt: str) -> Path:
    # Unpacked when they are laid out (oppsett/ressurser.py): the renderer would do it again in every process.
    return Path(FONTMAPPE) / f"{skrift}-{vekt}-normal.ttf"


def _fontfiler() -> list[Path]:
    return [fontfil(skrift, vekt) for skrift in SKRIFTER for vekt in VEKTER]


class ManglerFont(RuntimeError):
    """The renderer dies without a word when there is no font at all, so it is not started."""


def gjor_klar() -> None:
    """Read in the renderer, the fonts and the stylesheet, which is a second of a new process."""
    with _egne_fonter():
        _ferdig()


def tegn(html: str, *, identifikator: str, seksjonssprak: str = "") -> bytes:
    """A complete HTML document as PDF/UA-1. What stands in a `<section>` is in `seksjonssprak`, when that is given."""

    def merk_sprak(_dokument: Any, ut: Any) -> None:
        """The renderer writes one language, the document's; a part in another one must say so (PDF/UA-1, 7.2)."""
        for objekt in ut.objects:
            if isinstance(objekt, dict) and objekt.get("S") == "/Sect":
                objekt["Lang"] = f"({seksjonssprak})"

    with _egne_fonter():
        fonter, stilark = _ferdig()
        from weasyprint import HTML  # noqa: PLC0415  # slow import

        pdf: bytes = HTML(string=html, base_url=None, url_fetcher=_henter()).write_pdf(
            finisher=merk_sprak if seksjonssprak else None,
            stylesheets=[stilark],
            font_config=fonter,
            pdf_variant="pdf/ua-1",
            pdf_identifier=identifikator.encode(),
        )
    return pdf


@contextmanager
def _egne_fonter() -> Iterator[None]:
    """The variable must not leak to what else this process starts (a browser loses all its text)."""
    mangler = sorted(fil.name for fil in _fontfiler() if not fil.is_file())
    if mangler or not Path(settings.PDF_FONTCONFIG_FIL).is_file():
        raise ManglerFont(f"Mangler {', '.join(mangler) or settings.PDF_FONTCONFIG_FIL}.")
    tidligere = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(settings.PDF_FONTCONFIG_FIL)
    try:
        yield
    finally:
        if tidligere is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = tidligere


@lru_cache(maxsize=1)
def _ferdig() -> tuple[Any, Any]:
    """Fonts and stylesheet, read once per process."""
    from weasyprint import CSS as Stilark  # noqa: PLC0415  # slow import
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415  # slow import

    fonter = FontConfiguration()
    # Its clean-up calls into the library, which is gone when the interpreter takes modules apart.
    atexit.register(_ferdig.cache_clear)
    return fonter, Stilark(string=CSS.read_text(), font_config=fonter, url_fetcher=_henter())


@lru_cache(maxsize=1)
def _henter() -> Any:
    """Opens data: and the font files, nothing else and no redirects."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415  # slow import

    class Lukket(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            skjema, _kolon, navn = url.partition(":")
            fil = next((fil for fil in _fontfiler() if fil.name == navn), None)
            if skjema == FONTSKJEMA and fil:
                return URLFetcherResponse(url, io.BytesIO(fil.read_bytes()), {"Content-Type": "font/ttf"})
            return super().fetch(url, headers)

    return Lukket(allowed_protocols={"data"}, allow_redirects=False)
