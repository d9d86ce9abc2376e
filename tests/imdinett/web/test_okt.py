"""S-15: the idle limit of a session, and what is no sign that anybody is there (security.md 6.A)."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.conf import settings

from imdinett.web.middleware import AV_SEG_SELV
from tests.bosetting.fordeling.hjelp import scene
from tests.bosetting.fordeling.sidehjelp import HTMX, adresse, skjult
from tests.hjelp import logg_inn

pytestmark = pytest.mark.django_db
UTE = "/konto/logg-inn/"


@pytest.fixture
def tid() -> Iterator[Any]:
    with time_machine.travel("2026-11-23T08:00:10Z", tick=False) as flyttbar:
        yield flyttbar


@pytest.mark.parametrize(("hode", "etter"), [({}, 200), ({AV_SEG_SELV: "1"}, 302)], ids=["skrevet", "av seg selv"])
def test_s15_saving_at_the_warning_does_not_make_the_session_longer_as_typing_does(tid, hode, etter) -> None:
    """The answer to a list saves itself: after typing, and when the warning comes. Only the first is somebody there."""
    en = scene(1)
    klient = logg_inn(en.kari)
    data = {**skjult(klient, en, "A"), "A-svar": "ja"}
    tid.shift(29 * 60)

    svar = klient.post(adresse(en), data, headers={**HTMX, **hode})
    tid.shift(2 * 60)
    videre = klient.get("/")

    assert svar.status_code == 200
    assert en.svar("A").svar == "ja"
    assert videre.status_code == etter
    assert etter == 200 or videre.url.startswith(UTE)


def test_s15_what_asks_by_itself_can_not_keep_a_session_open(tid) -> None:
    en = scene(1)
    klient = logg_inn(en.kari)
    klient.get("/")
    svar = []

    for _nr in range(4):
        tid.shift(10 * 60)
        svar.append(klient.get(adresse(en), headers={**HTMX, AV_SEG_SELV: "1"}).status_code)

    assert svar == [200, 200, 200, 401]


def test_s15_the_scripts_name_the_header_that_the_server_reads() -> None:
    skript = (settings.ROT / "static" / "imdinett" / "js" / "app.js").read_text(encoding="utf-8")

    assert f'const AV_SEG_SELV = "{AV_SEG_SELV}";' in skript
    assert 'triggeringEvent.type === "im:lagre"' in skript
