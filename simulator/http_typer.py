"""What goes in and out of the handlers, free of sockets."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum
from http import HTTPStatus
from re import Pattern
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

from simulator import tid


class Kutt(Enum):
    """How the connection is broken instead of answered."""

    INGEN = "ingen"
    STILLE = "stille"
    RESET = "reset"
    HALVT = "halvt"


@dataclass(frozen=True)
class Foresporsel:
    metode: str
    sti: str
    sporring: str = ""
    headere: dict[str, str] = field(default_factory=dict)
    kropp: bytes = b""
    deler: dict[str, str] = field(default_factory=dict)

    def parameter(self, navn: str) -> str | None:
        return parse_qs(self.sporring, keep_blank_values=True).get(navn, [None])[0]

    def json(self) -> Any:
        try:
            return json.loads(self.kropp)
        except ValueError as feil:
            raise Avslag(400, "UGYLDIG_JSON", "Kroppen er ikke gyldig JSON.") from feil


@dataclass(frozen=True)
class Svar:
    status: int
    kropp: bytes = b""
    mime: str = "application/json"
    headere: tuple[tuple[str, str], ...] = ()
    kutt: Kutt = Kutt.INGEN

    def cut(self, kutt: Kutt) -> "Svar":
        return replace(self, kutt=kutt)


@dataclass(frozen=True)
class Rute:
    metode: str
    monster: Pattern[str]
    svar: Callable[[Foresporsel], Svar]
    kall: str = ""


class Avslag(Exception):
    """A refused call; becomes the documented error body."""

    headere: tuple[tuple[str, str], ...] = ()

    def __init__(self, status: int, kode: str, melding: str, detaljer: dict[str, str] | None = None) -> None:
        super().__init__(melding)
        self.status, self.kode, self.melding, self.detaljer = status, kode, melding, detaljer or {}


class OAuthAvslag(Avslag):
    """A refused token request; becomes the error body of OAuth."""


def json_svar(data: object, status: int = 200) -> Svar:
    return Svar(status, json.dumps(data, ensure_ascii=False).encode())


def error_svar(avslag: Avslag, sti: str) -> Svar:
    if isinstance(avslag, OAuthAvslag):
        kropp: dict[str, object] = {"error": avslag.kode, "error_description": avslag.melding}
    else:
        kropp = {
            "timestamp": int(tid.now().timestamp() * 1000),
            "status": avslag.status,
            "error": HTTPStatus(avslag.status).phrase,
            "errorId": str(uuid4()),
            "path": sti,
            "originalPath": sti,
            "message": avslag.melding,
            "errorCode": avslag.kode,
            "errorJson": avslag.detaljer,
        }
    return replace(json_svar(kropp, avslag.status), headere=avslag.headere)
