"""Errors to machines: RFC 9457, `application/problem+json`, in bokmål. The counterpart of `feilsider` for people."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

API: Final = "/api/"
MEDIETYPE: Final = "application/problem+json"


def er_api(request: HttpRequest) -> bool:
    return request.path.startswith(API)


def svar(
    request: HttpRequest,
    status: int,
    *,
    melding: str = "",
    kode: str = "",
    feil: Sequence[Mapping[str, str]] = (),
    hode: Mapping[str, str] | None = None,
) -> HttpResponse:
    """`feil`: what is wrong with each parameter, when the request itself is what must be put right."""
    standardkode, tittel, forklaring = _tekster().get(status, _tekster()[400])
    kropp: dict[str, Any] = {
        "type": f"urn:imdinett:problem:{kode or standardkode}",
        "title": tittel,
        "status": status,
        "detail": melding or forklaring,
        "instance": request.path,
        "referanse": getattr(request, "request_id", "")[:12],
    }
    if feil:
        kropp["feil"] = feil
    return JsonResponse(
        kropp,
        status=status,
        content_type=MEDIETYPE,
        headers=dict(hode or {}),
        json_dumps_params={"ensure_ascii": False},
    )


def _tekster() -> dict[int, tuple[str, str, str]]:
    return {
        400: ("ugyldig", _("Ugyldig forespørsel"), _("Forespørselen kan ikke leses.")),
        401: (
            "ingen_tilgangsnokkel",
            _("Ingen gyldig tilgangsnøkkel"),
            _(
                "Send en gyldig tilgangsnøkkel i hodet Authorization. Nøkkelen kan være feil, utløpt eller kalt "
                "tilbake, eller kommunens avtale kan være opphevet. Kommunens administrator ser det i IMDinett."
            ),
        ),
        403: ("ikke_tilgang", _("Nøkkelen gjelder ikke for dette"), _("Nøkkelen gjelder ikke for dette.")),
        404: ("finnes_ikke", _("Finnes ikke"), _("Det finnes ikke noe slikt som nøkkelen kan lese.")),
        405: ("bare_lesing", _("Bare lesing"), _("Adressen kan bare leses, med GET.")),
        406: ("format", _("Formatet finnes ikke"), _("Adressen svarer med JSON.")),
        410: ("stengt", _("Stengt"), _("Kommunen har ikke lenger tilgang til dette.")),
        422: ("ugyldig_verdi", _("Ugyldig verdi"), _("Rett verdiene og prøv igjen.")),
        429: ("for_mange_kall", _("For mange kall"), _("Vent til tiden i hodet Retry-After er gått.")),
        500: ("feil_hos_oss", _("Feil hos oss"), _("Noe gikk galt hos oss. Oppgi referansen hvis dere tar kontakt.")),
        503: ("nede", _("Kan ikke svare nå"), _("Vi kan ikke svare akkurat nå. Prøv igjen om litt.")),
    }
