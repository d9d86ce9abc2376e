"""Between two tasks a worker keeps its connections to the database, as a process of the web does between requests."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from celery.fixups.django import DjangoWorkerFixup
from celery.signals import task_postrun, task_prerun
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper

from imdinett import celery

OPPGAVER = 5


@dataclass(frozen=True)
class Kall:
    is_eager: bool = False


@dataclass(frozen=True)
class Oppgave:
    request: Kall = field(default_factory=Kall)


@pytest.mark.django_db
def test_celery_does_not_close_the_pool_around_each_task(monkeypatch: pytest.MonkeyPatch) -> None:
    stengt: list[object] = []
    monkeypatch.setattr(DatabaseWrapper, "close_pool", lambda self: stengt.append(self))
    monkeypatch.setattr(DatabaseWrapper, "close", lambda self: None)
    connection.ensure_connection()
    monkeypatch.setitem(settings.DATABASES["default"]["OPTIONS"], "pool", {"min_size": 1})
    fixup = DjangoWorkerFixup(celery.app)
    fixup.worker = SimpleNamespace(pool_cls="prefork")  # type: ignore[assignment]

    for _nr in range(OPPGAVER):
        fixup.on_task_prerun(Oppgave())
        fixup.on_task_postrun(Oppgave())
    rundt_oppgavene = len(stengt)
    fixup.db_reuse_max = None
    fixup.on_task_prerun(Oppgave())

    assert (rundt_oppgavene, len(stengt) > 0) == (0, True)


@pytest.mark.parametrize("signal", [task_prerun, task_postrun])
@pytest.mark.parametrize(("paa_stedet", "ganger"), [(False, 1), (True, 0)])
def test_an_old_or_broken_connection_is_left_before_and_after_each_task(
    monkeypatch: pytest.MonkeyPatch, signal: Any, *, paa_stedet: bool, ganger: int
) -> None:
    kalt: list[bool] = []
    monkeypatch.setattr(celery, "close_old_connections", lambda: kalt.append(True))

    signal.send(sender=Oppgave(Kall(paa_stedet)))

    assert len(kalt) == ganger
