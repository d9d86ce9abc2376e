"""Shortcuts for a walk that asks a thousand times as one user, in a world that stays as it is, and is mostly refused.

Where an address leads, who the user is, what the user has been given and what waits for the user are read once (that a
change is felt by the next request is S-06's, which reads as the product does). Refusals have all their own words, but
not the menu and the counters of every page that is shown, and one that says the same is drawn once.
"""

import copy
import functools
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.handlers.base import BaseHandler
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware import csrf
from django.shortcuts import render
from django.urls import ResolverMatch, get_resolver
from django.utils import translation

from imdinett.brev import pdf
from imdinett.bruker.models import Bruker
from imdinett.tilgang import skjerming, tilgang
from imdinett.web import feilsider, meny, porter
from imdinett.web.middleware import PorterMiddleware

FRA_PORTEN = "X-Fra-Porten"


def legg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meny, "ventetall", _ventende(meny.ventetall))
    monkeypatch.setattr(StaticFilesStorage, "url", functools.cache(StaticFilesStorage.url))
    monkeypatch.setattr(feilsider, "render", _uten_skall())
    monkeypatch.setattr(BaseHandler, "resolve_request", _med_kjent_visning)
    monkeypatch.setattr(csrf, "get_random_string", _noen_tegn)
    monkeypatch.setattr(PorterMiddleware, "process_view", _merket(PorterMiddleware.process_view))
    monkeypatch.setattr(pdf, "tegn", _som_tekst)
    for gjelder_type, skjulte in skjerming._skjulte.items():
        monkeypatch.setitem(skjerming._skjulte, gjelder_type, _spurt_en_gang(skjulte))
    monkeypatch.setattr(tilgang, "_les", _en_gang(tilgang._les))
    monkeypatch.setattr(tilgang, "egne_kommuner", _en_gang(tilgang.egne_kommuner))
    monkeypatch.setattr(porter, "har_faktor", _en_gang(porter.har_faktor))
    monkeypatch.setattr(ModelBackend, "get_user", _bruker(ModelBackend.get_user))
    _husk_okter(monkeypatch)


def _med_kjent_visning(_self: BaseHandler, request: HttpRequest) -> ResolverMatch:
    """Everybody asks for the same addresses, and each is looked for among all there are."""
    request.resolver_match = _visning(request.path_info)
    return request.resolver_match


@functools.cache
def _visning(adresse: str) -> ResolverMatch:
    return get_resolver().resolve(adresse)


def _merket(port: Callable[..., HttpResponseBase | None]) -> Callable[..., HttpResponseBase | None]:
    """Says of an answer that it is the gates'. They are given the request and the view, and not what the address names:
    whoever is stopped there is stopped for every object."""

    def process_view(*args: Any) -> HttpResponseBase | None:
        svar = port(*args)
        if svar is not None:
            svar.headers[FRA_PORTEN] = "ja"
        return svar

    return process_view


def _noen_tegn(antall: int, allowed_chars: str) -> str:
    """A form's token is not guessed at here, and to draw it so that it cannot be is a twentieth of a refusal."""
    return "".join(random.choices(allowed_chars, k=antall))


def _som_tekst(html: str, **_valg: Any) -> bytes:
    """A document that is drawn when it is asked for is read as what it is drawn from: all of its words, and more."""
    return html.encode()


def _en_gang(les: Callable[[Any], Any]) -> Callable[[Any], Any]:
    lest: dict[int, Any] = {}

    def husket(bruker: Any) -> Any:
        if bruker.pk not in lest:
            lest[bruker.pk] = les(bruker)
        return lest[bruker.pk]

    return husket


def _spurt_en_gang(skjulte: Callable[[Any], QuerySet[Any]]) -> Callable[[Any], QuerySet[Any]]:
    """The question of what is hidden from somebody, and never the answer: that changes with each protected person."""
    husket = _en_gang(skjulte)
    return lambda bruker: husket(bruker).all()


def _ventende(tell: Callable[[Any, Any], dict[str, int]]) -> Callable[[Any, Any], dict[str, int]]:
    talt: dict[tuple[Any, Any], dict[str, int]] = {}

    def venter(bruker: Any, kommune: Any) -> dict[str, int]:
        hvem = bruker.pk, getattr(kommune, "pk", None)
        if hvem not in talt:
            talt[hvem] = tell(bruker, kommune)
        return talt[hvem]

    return venter


def _bruker(hent: Callable[[Any, Any], Bruker | None]) -> Callable[[Any, Any], Bruker | None]:
    """Each request gets a user object of its own: what it keeps on it is not the next one's."""
    kjente: dict[Any, Bruker | None] = {}

    def get_user(self: Any, user_id: Any) -> Bruker | None:
        if user_id not in kjente:
            kjente[user_id] = hent(self, user_id)
        return copy.copy(kjente[user_id])

    return get_user


def _husk_okter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until somebody saves it: then it is read anew, as it is again when the request has been rolled back."""
    lest: dict[Any, dict[str, Any]] = {}
    load, save, delete = SessionStore.load, SessionStore.save, SessionStore.delete

    def les(self: Any) -> dict[str, Any]:
        okt = lest.get(self.session_key) or load(self)
        if self.session_key:
            lest[self.session_key] = okt
        return copy.deepcopy(okt)

    def lagre(self: Any, *args: Any, **valg: Any) -> None:
        lest.pop(self.session_key, None)
        save(self, *args, **valg)

    def slett(self: Any, session_key: Any = None) -> None:
        lest.pop(session_key or self.session_key, None)
        delete(self, session_key)

    for navn, ny in (("load", les), ("save", lagre), ("delete", slett)):
        monkeypatch.setattr(SessionStore, navn, ny)


def _uten_skall() -> Callable[..., HttpResponse]:
    tegnet: dict[tuple[str, ...], str] = {}

    def uten_skall(request: HttpRequest, mal: str, data: dict[str, Any], **valg: Any) -> HttpResponse:
        referanse = data.get("referanse", "")
        # As the page does when it is drawn.
        csrf.get_token(request)
        egne = {**data, "skall": None, "referanse": "REFERANSE" if referanse else ""}
        nokkel = mal, translation.get_language(), *(f"{navn} {verdi}" for navn, verdi in sorted(egne.items()))
        if nokkel not in tegnet:
            tegnet[nokkel] = render(request, mal, egne).content.decode()
        return HttpResponse(tegnet[nokkel].replace("REFERANSE", referanse), **valg)

    return uten_skall
