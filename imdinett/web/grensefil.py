"""/kart/: the outlines of the kommuner, which the maps of every page point into. Public data, and no session."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.decorators.gzip import gzip_page

from imdinett.kommune.models import Kommunegrenser
from imdinett.web.porter import APEN
from imdinett.web.views import Side

STI: Final = "/kart/"
# A page with an older fingerprint is drawn by a process that has not seen the new borders yet.
ALLTID, STRAKS_GAMMEL = "public, max-age=31536000, immutable", "public, max-age=60"


def er_grenser(request: HttpRequest) -> bool:
    return request.path.startswith(STI)


@method_decorator(gzip_page, name="dispatch")
class Grensefil(Side):
    rettighet = APEN

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sett = get_object_or_404(Kommunegrenser, pk=kwargs["pk"])
        lenge = ALLTID if sett.avtrykk == kwargs["avtrykk"] else STRAKS_GAMMEL
        return HttpResponse(svg(sett.stier), content_type="image/svg+xml", headers={"Cache-Control": lenge})


def svg(stier: Mapping[str, str]) -> str:
    """One shape per kommune, by the name `k1101`. Their colours come from where they are used."""
    former = "".join(
        f'<path id="k{nummer}" vector-effect="non-scaling-stroke" d="{sti}"/>' for nummer, sti in stier.items()
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg"><defs>{former}</defs></svg>'
