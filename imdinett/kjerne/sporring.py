"""A query with its SQL written once, for the few that are asked before every page or with a figure of every kommune.

Django writes the SQL of a queryset anew each time it is asked. For a query that never changes but for a value or
two, that takes longer than the answer.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, QuerySet


class Plass(Expression):
    """Stands in the queryset where each call has a value of its own."""

    def __init__(self, navn: str) -> None:
        super().__init__()
        self.navn = navn

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


class Sporring:
    """The rows of a `values_list`, as the database gives them. `lag` makes the queryset, when it is first asked."""

    def __init__(self, lag: Callable[[], QuerySet[Any, Any]]) -> None:
        self._lag = lag

    def rader(self, **verdier: Any) -> list[tuple[Any, ...]]:
        """`verdier`: one for each `Plass`, by its name."""
        if self._setning is None:
            return []
        sql, parametre = self._setning
        with connection.cursor() as markor:
            markor.execute(sql, [verdier[en.navn] if isinstance(en, Plass) else en for en in parametre])
            return markor.fetchall()

    @cached_property
    def _setning(self) -> tuple[str, tuple[Any, ...]] | None:
        """None when nothing can be found, whatever the values are."""
        try:
            return self._lag().query.sql_with_params()
        except EmptyResultSet:
            return None
