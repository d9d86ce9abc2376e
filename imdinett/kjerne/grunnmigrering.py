"""The base of migrations that only make new tables."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.state import ProjectState


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
