from typing import Any

from django.db.models import Model

LOGGEN = frozenset({"imdinett.Innsyn", "imdinett.Kjedehode"})


class LoggRuter:
    """The access log is read and written on a connection of its own: it survives the page's rollback."""

    def _alias(self, model: type[Model]) -> str | None:
        return "logg" if model._meta.label in LOGGEN else None

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        return self._alias(model)

    def db_for_write(self, model: type[Model], **hints: Any) -> str | None:
        return self._alias(model)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return db == "default"
