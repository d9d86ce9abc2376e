"""Which kommune the user acts for right now. The choice is in the session and shown on every page."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

from imdinett.tilgang import tilgang

if TYPE_CHECKING:
    from imdinett.kommune.models import Enhet, Kommune

NOKKEL = "aktiv_kommune"


def aktiv_kommune(request: HttpRequest) -> "Kommune | None":
    """The chosen unit of a municipal user, or the first by name; None for IMDi and for those without a role."""
    if not request.user.is_authenticated or tilgang.er_imdi(request.user):
        return None
    kommuner = list(tilgang.egne_kommuner(request.user))
    request.kan_bytte_enhet = len(kommuner) > 1  # type: ignore[attr-defined]
    valgt = request.session.get(NOKKEL)
    return next((kommune for kommune in kommuner if kommune.pk == valgt), kommuner[0] if kommuner else None)


def egne_enheter(request: HttpRequest) -> "list[Enhet]":
    """The mottak or the region that the user acts for, read once per request; empty for everybody else."""
    if not request.user.is_authenticated or tilgang.er_imdi(request.user):
        return []
    kjent: list[Enhet] | None = getattr(request, "egne_enheter", None)
    if kjent is None:
        kjent = list(tilgang.egne_enheter(request.user))
        request.egne_enheter = kjent  # type: ignore[attr-defined]
    return kjent


def enhetsnavn(request: HttpRequest) -> str:
    return ", ".join(str(en) for en in egne_enheter(request))


def sprak_for(request: HttpRequest) -> str:
    """The language code to show, or an empty string to leave the browser's choice."""
    if not request.user.is_authenticated:
        return ""
    if request.user.sprak:
        return request.user.sprak
    kommune: Kommune | None = request.aktiv_kommune  # type: ignore[attr-defined]
    return kommune.sprak if kommune else ""
