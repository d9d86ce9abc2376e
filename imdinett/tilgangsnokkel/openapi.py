"""The description of the API, for those who make the systems that read it. It is behind a credential like the rest."""

from typing import Any, Final

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgangsnokkel.ramme import Apivisning
from imdinett.web import problem

PROBLEM: Final = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance", "referanse"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "referanse": {"type": "string"},
        "feil": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["felt", "melding"],
                "properties": {"felt": {"type": "string"}, "melding": {"type": "string"}},
            },
        },
    },
}
STATUSER: Final = {
    "401": "Ingen gyldig tilgangsnøkkel",
    "403": "Nøkkelen gjelder ikke for dette",
    "404": "Finnes ikke",
    "410": "Kommunen har ikke lenger tilgang",
    "422": "Ugyldig verdi",
    "429": "For mange kall",
    "503": "Kan ikke svare nå",
}


class Nokkelskjema(OpenApiAuthenticationExtension):
    target_class = "imdinett.tilgangsnokkel.autentisering.Nokkelautentisering"
    name = "tilgangsnokkel"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


def med_problemer(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """Say of each address what its errors look like."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    innhold = {problem.MEDIETYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for sti in result["paths"].values():
        for metode in sti.values():
            for status, tekst in STATUSER.items():
                metode["responses"].setdefault(status, {"description": tekst, "content": innhold})
    return result


class Skjema(Apivisning, SpectacularJSONAPIView):
    """Open to every credential, in one language."""

    rettighet = Rettighet.KOMMUNE_LES

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self._get_schema_response(request)
