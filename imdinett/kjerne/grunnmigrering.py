"""The base of migrations that only make new tables, in the place of those that made them bit by bit."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from django.utils.translation import gettext as _


class Grunnmigrering(Migration):
    """The models are built once for the whole migration. Django builds all related ones again for each operation,
    which took half a minute for the hundred of ours that all lead to the same few."""

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        if collect_sql:
            return super().apply(project_state, schema_editor, collect_sql)
        fra = project_state.clone()
        # What has been built so far: built anew when the first operation asks for it.
        project_state.__dict__.pop("apps", None)
        for operasjon in self.operations:
            operasjon.state_forwards(self.app_label, project_state)
        for operasjon in self.operations:
            operasjon.database_forwards(self.app_label, schema_editor, fra, project_state)
        return project_state


def sjekk_forhistorien(
    app_configs: Sequence[AppConfig] | None = None, databases: Sequence[str] | None = None, **_valg: Any
) -> list[checks.CheckMessage]:
    """A database with some of what one of ours replaced, and not all, was left by an edition that is too old to go on
    from. Django's own words for it are of models that are not there."""
    return [feil for alias in databases or () for feil in _halvt_erstattet(alias)]


def _halvt_erstattet(alias: str) -> list[checks.CheckMessage]:
    har = MigrationRecorder(connections[alias]).applied_migrations().keys()
    for migrering in MigrationLoader(None).disk_migrations.values():
        erstattet = set(migrering.replaces) if isinstance(migrering, Grunnmigrering) else set()
        if erstattet & har and erstattet - har:
            melding = _("Databasen er laget av en eldre utgave og mangler noen av endringene fram til denne.")
            hint = _("Begynn på nytt, i demoen med «make demo RESET=1», eller migrer først med utgaven før denne.")
            return [checks.Error(melding, hint=hint, obj=str(migrering), id="imdinett.E001")]
    return []
