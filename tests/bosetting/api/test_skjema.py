"""The OpenAPI description: valid, made without a warning, and telling of every address there is."""

import pytest
from django.urls import get_resolver
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema

from tests.arkitektur import adresser
from tests.factories.imdinett import KommuneFactory
from tests.imdinett.tilgangsnokkel.hjelp import ny_nokkel, system

pytestmark = pytest.mark.django_db


def test_the_description_is_valid_and_complete() -> None:
    GENERATOR_STATS.reset()

    with GENERATOR_STATS.silence():
        svar = system(ny_nokkel(KommuneFactory())).get("/api/v1/skjema/")

    skjema = svar.json()
    validate_schema(skjema)
    assert svar.headers["Content-Type"].startswith("application/vnd.oai.openapi+json")
    assert (GENERATOR_STATS._warn_cache, GENERATOR_STATS._error_cache) == ({}, {})
    assert skjema["openapi"].startswith("3.")
    finnes = {en.tekst for en in adresser.monstre() if en.navn.startswith("api_") and en.navn != "api_skjema"}
    assert len(skjema["paths"]) == len(finnes) == 8


def test_every_address_says_what_its_errors_look_like() -> None:
    stier = system(ny_nokkel(KommuneFactory())).get("/api/v1/skjema/").json()["paths"]

    for sti, metoder in stier.items():
        assert metoder.keys() == {"get"}, sti
        svar = metoder["get"]["responses"]
        assert {"200", "401", "403", "404", "429", "503"} <= svar.keys()
        assert "application/problem+json" in svar["401"]["content"]
        assert metoder["get"]["security"] == [{"tilgangsnokkel": []}]
        assert metoder["get"]["description"]


def test_every_address_of_the_api_is_for_machines() -> None:
    """Nothing under /api/ is opened by a session, and nothing outside it by a key."""
    for_maskiner = {
        str(monster.pattern)
        for del_ in get_resolver().url_patterns
        for monster in getattr(del_, "url_patterns", [del_])
        for monster in getattr(monster, "url_patterns", [monster])
        if getattr(getattr(monster.callback, "view_class", monster.callback), "for_maskiner", False)
    }

    assert for_maskiner == {en.tekst for en in adresser.monstre() if en.tekst.startswith("api/")}
