"""The world that these tests share: built once per process, and rolled back; and what has been read of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction

from tests.arkitektur import adresser, snarveier
from tests.arkitektur.kravler import Tur
from tests.arkitektur.leser import IMDI, Gjenleser, Leser, Lest, bruker_for
from tests.arkitektur.tur import i_alt, landet
from tests.hjelp import tom_innsynsloggen
from tests.verden import Verden, bygg


@pytest.fixture(scope="package")
def _filmappe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("opplastinger")


@pytest.fixture(scope="package")
def bygget(django_db_setup: Any, django_db_blocker: Any, _filmappe: Path) -> Iterator[Verden]:
    tidligere = settings.OPPLASTING_MAPPE
    with django_db_blocker.unblock(), transaction.atomic():
        settings.OPPLASTING_MAPPE = _filmappe
        # All of it is one transaction, and the browser or a PDF's drawing can let it rest longer than a request may.
        connection.cursor().execute("set local idle_in_transaction_session_timeout = 0")
        bygd = bygg()
        for ett in (bygd.a, bygd.b):
            adresser.alle(bygd, ett)
        yield bygd
        settings.OPPLASTING_MAPPE = tidligere
        # The access log has a connection of its own, which no rollback reaches.
        tom_innsynsloggen()
        transaction.set_rollback(True)


@pytest.fixture
def verden(bygget: Verden, db: None, _egne_filer: None, _filmappe: Path) -> Verden:
    """Each test gets it as it was built: what a test does is rolled back."""
    settings.OPPLASTING_MAPPE = _filmappe
    return bygget


@dataclass
class Lesning:
    """What one kind of user has been shown of the world as it was built."""

    svar: Lest = field(default_factory=dict)
    tur: Tur | None = None


@pytest.fixture(scope="package")
def lest(bygget: Verden) -> dict[str, Lesning]:
    return {}


@pytest.fixture
def leser_for(verden: Verden, lest: dict[str, Lesning], lett_vandring: None) -> Callable[[str], Leser]:
    """One who asks as that kind of user, in tests that change nothing in the world."""

    def finn(tilfelle: str) -> Leser:
        if tilfelle not in lest:
            # One kind of user's pages at a time: a process that has read for all would fill the memory.
            lest.clear()
            lest[tilfelle] = Lesning()
        return Gjenleser(bruker_for(verden, tilfelle), lest[tilfelle].svar)

    return finn


@pytest.fixture
def tur_for(verden: Verden, lest: dict[str, Lesning], leser_for: Callable[[str], Leser]) -> Callable[[str], Tur]:
    """All that this kind of user can be shown."""

    def finn(tilfelle: str) -> Tur:
        leser = leser_for(tilfelle)
        lesning = lest[tilfelle]
        if lesning.tur is None:
            lesning.tur = landet(verden, leser) if tilfelle in IMDI else i_alt(verden, leser)
        return lesning.tur

    return finn


@pytest.fixture
def lett_vandring(monkeypatch: pytest.MonkeyPatch) -> None:
    snarveier.legg(monkeypatch)
