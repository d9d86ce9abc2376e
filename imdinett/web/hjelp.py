"""Serves docs/brukerveiledning/ under /hjelp/: one short guide per topic, in bokmål and nynorsk."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import markdown
from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from imdinett.web.komponent import Lenke
from imdinett.web.porter import APEN
from imdinett.web.views import Tekstside

UTVIDELSER = ["tables", "sane_lists", "attr_list"]


@dataclass(frozen=True)
class Tema:
    """`slug` is the file's name without its number; the number is the order."""

    slug: str
    tittel: str
    ingress: str
    html: SafeString


def folder() -> Path:
    sted: Path = settings.ROT / "docs" / "brukerveiledning"
    return sted


@cache
def temaer(sprak: str) -> dict[str, Tema]:
    filer = sorted((folder() / ("nn" if sprak == "nn" else "nb")).glob("*.md"))
    return {tema.slug: tema for tema in map(_read, filer)}


def _read(fil: Path) -> Tema:
    """First line the title, the next paragraph the summary, then the guide."""
    tittel, _blank, resten = fil.read_text(encoding="utf-8").partition("\n")
    ingress, _blank, brod = resten.strip().partition("\n\n")
    html = markdown.markdown(brod, extensions=UTVIDELSER)
    # Our own files, never what a user wrote.
    return Tema(fil.stem.partition("-")[2], tittel.removeprefix("# ").strip(), ingress, mark_safe(html))  # noqa: S308


class Hjelp(Tekstside):
    rettighet = APEN
    template_name = "web/hjelp.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Hjelp"))]
        return super().get_context_data(temaer=list(temaer(get_language() or "nb").values()), brodsmuler=sti, **kwargs)


class Hjelpetema(Tekstside):
    rettighet = APEN
    template_name = "web/hjelpetema.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        alle = temaer(get_language() or "nb")
        tema = alle.get(self.kwargs["slug"])
        if tema is None:
            raise Http404
        sti = [Lenke(_("Hjem"), "/"), Lenke(_("Hjelp"), reverse("hjelp")), Lenke(tema.tittel)]
        return super().get_context_data(tema=tema, temaer=list(alle.values()), brodsmuler=sti, **kwargs)
