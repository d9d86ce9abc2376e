"""State tables are data; one function moves an object."""

from typing import Any, ClassVar, Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from imdinett.kjerne.feil import UlovligOvergang


class HarTilstand(Protocol):
    # A table of type Mapping[state, Set[state]]; a protocol's own variable would have to be of that very type.
    MOVES: ClassVar[Any]
    tilstand: str


def kan_flyttes(obj: HarTilstand, til: TextChoices) -> bool:
    """True when the object's table allows the move from its present state."""
    return til in obj.MOVES.get(type(til)(obj.tilstand), frozenset())


def move(obj: HarTilstand, til: TextChoices) -> None:
    """Set `obj.tilstand`, the only place that does so. Raises UlovligOvergang. The caller saves."""
    if not kan_flyttes(obj, til):
        fra = type(til)(obj.tilstand)
        raise UlovligOvergang(
            "ulovlig_overgang",
            _("Kan ikke gå fra «%(fra)s» til «%(til)s».") % {"fra": fra.label, "til": til.label},
        )
    obj.tilstand = til.value
