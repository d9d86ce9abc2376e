"""The migrations that came in the place of those before them."""

from collections.abc import Sequence

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from imdinett.kjerne.grunnmigrering import Grunnmigrering, sjekk_forhistorien

pytestmark = pytest.mark.django_db


def plan() -> Sequence[object]:
    utforer = MigrationExecutor(connection)
    return utforer.migration_plan(utforer.loader.graph.leaf_nodes())


def test_en_database_som_har_alle_de_gamle_er_ajour() -> None:
    alle = MigrationExecutor(connection).loader.disk_migrations
    nye = {nokkel: migrering for nokkel, migrering in alle.items() if isinstance(migrering, Grunnmigrering)}
    kjort = MigrationRecorder(connection).migration_qs
    for app, navn in nye:
        kjort.filter(app=app, name=navn).delete()

    assert plan() == []
    assert sjekk_forhistorien(databases=["default"]) == []
    assert sum(len(migrering.replaces) for migrering in nye.values()) == 37


@pytest.mark.parametrize(
    "siste", [("bosetting", "0025_kilde_til_tidligere_nummer"), ("imdinett", "0013_overtakelse_mangler")]
)
def test_en_database_som_mangler_den_siste_av_de_gamle_faar_beskjed(siste: tuple[str, str]) -> None:
    MigrationRecorder(connection).migration_qs.filter(app=siste[0], name=siste[1]).delete()

    with pytest.raises(SystemCheckError, match="laget av en eldre utgave"):
        call_command("migrate", verbosity=0, skip_checks=False)
    with pytest.raises(CommandError, match="make demo RESET=1"):
        call_command("klargjor", "--migrer")
