"""What is registered in one place must be there in the other."""

import contextlib
import importlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.urls import URLPattern, URLResolver, get_resolver

from imdinett.celery import app
from imdinett.hendelse.typer import Hendelsestype
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from imdinett.web import meny, porter
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med


def _alle(monstre: list, prefiks: str = "", navnerom: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern, tuple]]:
    for monster in monstre:
        if isinstance(monster, URLResolver):
            rom = (*navnerom, monster.namespace) if monster.namespace else navnerom
            yield from _alle(monster.url_patterns, prefiks + str(monster.pattern), rom)
        else:
            yield prefiks + str(monster.pattern), monster, navnerom


ADRESSER = list(_alle(get_resolver().url_patterns))


def test_every_view_declares_its_right() -> None:
    allauth = ("account_", "mfa_", "usersessions_")
    uten = [
        adresse
        for adresse, monster, navnerom in ADRESSER
        if "admin" not in navnerom
        and not (monster.name or "").startswith(allauth)
        and porter.krav(monster.callback) is None
    ]

    assert uten == []


@pytest.mark.parametrize("hva", list(Hendelsestype))
def test_every_event_has_a_sentence(hva: Hendelsestype) -> None:
    assert (Path(settings.ROT) / "templates" / "imdinett" / "hendelse" / f"{hva.value}.txt").exists()


def test_every_beat_entry_is_a_task() -> None:
    app.loader.import_default_modules()
    app.finalize()

    assert [navn for navn, oppf in settings.CELERY_BEAT_SCHEDULE.items() if oppf["task"] not in current_app.tasks] == []


@pytest.mark.parametrize("modul", ["base", "local", "test", "miljo"])
def test_settings_import(modul: str) -> None:
    assert importlib.import_module(f"imdinett.settings.{modul}").__name__ == f"imdinett.settings.{modul}"


@pytest.mark.django_db
def test_what_the_menu_counts_does_not_depend_on_the_time() -> None:
    """Its SQL is written once and kept (`meny.ventetall`): with a date in it, it would count by that day for ever."""
    kommune = KommuneFactory()
    egne = bruker_med(*(rolle for rolle in Rolle if rolle.startswith("kommune_")), kommune=kommune)
    hos_imdi = bruker_med(*(rolle for rolle in Rolle if rolle.startswith("imdi_")))
    tellere = [*(punkt.venter for punkt in meny._punkter if punkt.venter), *dict(meny._varsler).values()]
    hvem = [(egne, kommune), (hos_imdi, None)]

    def sql(rader: QuerySet[Any]) -> str:
        with contextlib.suppress(EmptyResultSet):
            return str(rader.query)
        return ""

    def skrevet() -> list[str]:
        return [sql(teller(bruker, sted)) for teller in tellere for bruker, sted in hvem]

    naa = skrevet()
    with klokke.flyttet_til(klokke.now() + timedelta(days=400)):
        senere = skrevet()

    assert sum(map(bool, naa)) >= 4
    assert senere == naa
