"""Rows of the core that stand on an object of any app, named by its kind and its key."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self, TypeVar

from django.db.models import Model, Q, QuerySet

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang

M = TypeVar("M", bound=Model)


class GjelderQuerySet(QuerySet[M]):
    """For models with `gjelder_type` and `gjelder_id`. Subclasses write `_synlige`, with `typer` for `uten_skjulte`."""

    def gjelder(self, *objekter: Model) -> Self:
        nokler = defaultdict[str, list[str]](list)
        for obj in objekter:
            nokler[type_av(obj)].append(str(obj.pk))
        hvilke = (Q(gjelder_type=type_, gjelder_id__in=ider) for type_, ider in nokler.items())
        return self.filter(reduce(or_, hvilke, Q(pk__in=())))

    def om(self, objekter: Iterable[Model], bruker: "tilgang.Hvem") -> Self:
        """Those on these objects that the user may read. `synlig_for` asks what is hidden of every kind of object there
        is, and this only of theirs: a fifth of the time."""
        alle = list(objekter)
        return self.gjelder(*alle)._synlige(bruker, {type_av(obj) for obj in alle})

    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        return self._synlige(bruker, None)

    def _synlige(self, bruker: "tilgang.Hvem", typer: Collection[str] | None) -> Self:
        raise NotImplementedError


def type_av(obj: Model) -> str:
    """What `gjelder_type` says of an object."""
    return obj._meta.model_name or ""
