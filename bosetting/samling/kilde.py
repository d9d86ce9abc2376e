"""How one table is read when what is stored about a person is gathered. The tables: `kilder.py`.

Which fields are in is the registry's to say (security.md §3): from D2 on all of them, unless the source gives a reason.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Field, Model
from django.utils.functional import Promise

from bosetting.person.models import Sak
from bosetting.samling.states import Grunn
from imdinett.kjerne import dataklasse
from imdinett.kjerne.dataklasse import Dataklasse
from imdinett.kommune.models import Enhet, Kommune

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang

# What says something of the person when a row points at it; other keys are only the way there.
STEDER = (Kommune, Enhet)
PERSONKLASSER = (Dataklasse.D2, Dataklasse.D3, Dataklasse.D4, Dataklasse.D5)


@dataclass(frozen=True)
class Kilde:
    """`alle` gives the rows for the person's own copy, `synlige` those that a reader of the folder may see.

    `bare` names the fields when a table is shared between sources; else the source has the table's remaining ones.
    `ogsaa` are fields below D2, `regnet` values that are not fields, `hvem` who wrote (for the folder's readers only).
    `uten` are fields that the person does not get and why, `mappe_uten` those that the folder does not show.
    `sted` are the fields that tell where the person lives. `forst` stands before the others when it is read.
    """

    kode: str
    gruppe: str
    tittel: Promise | str
    modell: type[Model]
    alle: "Callable[[Sak], Iterable[Any]] | None" = None
    synlige: "Callable[[Sak, tilgang.Hvem], Iterable[Any]] | None" = None
    bare: str | None = None
    ogsaa: str = ""
    regnet: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    hvem: str = ""
    uten: Mapping[str, Grunn] = field(default_factory=dict)
    mappe_uten: str = ""
    sted: str = ""
    navn: Mapping[str, Promise | str] = field(default_factory=dict)
    vis: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    tabell: bool = False
    forst: str = ""
    sladdes: bool = True


def personfelt(modell: type[Model]) -> tuple[str, ...]:
    """The fields that tell of a person: D2 and up, without the keys that only lead to persons, users and other rows."""
    return tuple(navn for navn in dataklasse.felt_i(modell, *PERSONKLASSER) if not _er_vei(modell, navn))


def _er_vei(modell: type[Model], navn: str) -> bool:
    ett = modell._meta.get_field(navn)
    return bool(ett.is_relation) and ett.related_model not in STEDER


def felt(kilde: Kilde, kilder: Sequence[Kilde]) -> tuple[str, ...]:
    """Its part of the fields that tell of a person, and the chosen others, in the model's own order."""
    if kilde.bare is None:
        andres = {navn for en in kilder if en.modell is kilde.modell and en.bare for navn in en.bare.split()}
        egne = {navn for navn in personfelt(kilde.modell) if navn not in andres}
    else:
        egne = set(kilde.bare.split())
    valgt = (egne - set(kilde.uten)) | set(kilde.ogsaa.split())
    return tuple(ett.name for ett in kilde.modell._meta.get_fields() if isinstance(ett, Field) and ett.name in valgt)


def til_data(verdi: Any) -> Any:
    """As it can be kept and read by machines."""
    if isinstance(verdi, Model):
        return str(verdi)
    if isinstance(verdi, datetime):
        return verdi.isoformat(timespec="seconds")
    if isinstance(verdi, date):
        return verdi.isoformat()
    return verdi
