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
FONTMAPPE = settings.ROT / "static" / "tredjepart" / "inter"
FONTSKJEMA = "brevfont"
FONTER = frozenset(
    f"inter-{utvalg}-{vekt}-normal.woff2" for utvalg in ("latin", "latin-ext") for vekt in ("400", "600")
)


class ManglerFont(RuntimeError):
    """The renderer dies without a word when there is no font at all, so it is not started."""


def gjor_klar() -> None:
    """Read in the renderer, the fonts and the stylesheet, which is a second of a new process."""
    with _egne_fonter():
        _ferdig()


def tegn(html: str, *, identifikator: str) -> bytes:
    """A complete HTML document as PDF/UA-1."""
    with _egne_fonter():
        fonter, stilark = _ferdig()
        from weasyprint import HTML  # noqa: PLC0415  # slow import

        pdf: bytes = HTML(string=html, base_url=None, url_fetcher=_henter()).write_pdf(
            stylesheets=[stilark],
            font_config=fonter,
            pdf_variant="pdf/ua-1",
            pdf_identifier=identifikator.encode(),
        )
    return pdf


@contextmanager
def _egne_fonter() -> Iterator[None]:
    """The variable must not leak to what else this process starts (a browser loses all its text)."""
    mangler = sorted(navn for navn in FONTER if not (FONTMAPPE / navn).is_file())
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
    """Opens data: and the four font files, nothing else and no redirects."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415  # slow import

    class Lukket(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            skjema, _kolon, navn = url.partition(":")
            if skjema == FONTSKJEMA and navn in FONTER:
                return URLFetcherResponse(
                    url, io.BytesIO((FONTMAPPE / navn).read_bytes()), {"Content-Type": "font/woff2"}
                )
            return super().fetch(url, headers)

    return Lukket(allowed_protocols={"data"}, allow_redirects=False)
