"""The world that these tests share: built once per module, and rolled back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from imdinett.hendelse.models import Innsyn
from imdinett.tilgang import tilgang
from imdinett.web import feilsider, porter
from tests.verden import Verden, bygg


@pytest.fixture(scope="module")
def _filmappe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("opplastinger")


@pytest.fixture(scope="module")
def bygget(django_db_setup: Any, django_db_blocker: Any, _filmappe: Path) -> Iterator[Verden]:
    tidligere = settings.OPPLASTING_MAPPE
    with django_db_blocker.unblock(), transaction.atomic():
        settings.OPPLASTING_MAPPE = _filmappe
        # The module is one transaction, and the browser or the PDF's drawing can let it rest longer than a request may.
        connection.cursor().execute("set local idle_in_transaction_session_timeout = 0")
        yield bygg()
        settings.OPPLASTING_MAPPE = tidligere
        # The access log has a connection of its own, which no rollback reaches.
        Innsyn.objects.all().delete()
        transaction.set_rollback(True)


@pytest.fixture
def verden(bygget: Verden, db: None, _egne_filer: None, _filmappe: Path) -> Verden:
    """Each test gets it as it was built: what a test does is rolled back."""
    settings.OPPLASTING_MAPPE = _filmappe
    return bygget


@pytest.fixture
def lett_vandring(monkeypatch: pytest.MonkeyPatch) -> None:
    """A walk asks a thousand times as one user, in a world that stays as it is, and is mostly refused. So what the
    user has been given is read once (that a change is felt by the next request is S-06's, which reads as the product
    does), and refusals have all their own words, but not the menu and the counters of every page that is shown."""

    def uten_skall(request: HttpRequest, mal: str, data: dict[str, Any], **valg: Any) -> HttpResponse:
        return render(request, mal, {**data, "skall": None}, **valg)

    monkeypatch.setattr(feilsider, "render", uten_skall)
    monkeypatch.setattr(tilgang, "_les", _en_gang(tilgang._les))
    monkeypatch.setattr(tilgang, "egne_kommuner", _en_gang(tilgang.egne_kommuner))
    monkeypatch.setattr(porter, "har_faktor", _en_gang(porter.har_faktor))


def _en_gang(les: Callable[[Any], Any]) -> Callable[[Any], Any]:
    lest: dict[int, Any] = {}

    def husket(bruker: Any) -> Any:
        if bruker.pk not in lest:
            lest[bruker.pk] = les(bruker)
        return lest[bruker.pk]

    return husket
