"""The class of each field (security.md §3): what may be shown, taken out, mailed and logged of it.

Each app's `dataklasser.py` holds the table of its models; `manage.py check` stops at a field that has no class and at a
class whose field is gone. What must know where a field may go asks here and keeps no list of its own.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core import checks
from django.db.models import Field, Model


class Dataklasse(StrEnum):
    """In order: what holds for one holds for those after it, and more.

    D0 is open. D1 is internal: own kommune, fylke, IMDi; e-mail, addresses and logs too; keys that tell nothing are D1.
    D2 is a person without identity: the asked kommune and IMDi, never e-mail, in logs by id only. D3 is who somebody
    is, and any text that can say it: after the decision, never mailed, logged or in an address. D4 is special
    categories (GDPR art. 9), by a right of its own. D5 tells that somebody is protected: the named group only.
    HEMMELIG is what proves who a user is, kept as a hash: shown to nobody.
    """

    D0 = "D0"
    D1 = "D1"
    D2 = "D2"
    D3 = "D3"
    D4 = "D4"
    D5 = "D5"
    HEMMELIG = "H"


Feltklasser = Mapping[str, Dataklasse]
_tabeller: dict[str, Mapping[str, Feltklasser]] = {}


def felt(
    *, d0: str = "", d1: str = "", d2: str = "", d3: str = "", d4: str = "", d5: str = "", hemmelig: str = ""
) -> Feltklasser:
    """One model's line in the table: the names of its fields, class by class."""
    per_klasse = zip(Dataklasse, (d0, d1, d2, d3, d4, d5, hemmelig), strict=True)
    par = [(navn, klasse) for klasse, navnene in per_klasse for navn in navnene.split()]
    if len(dict(par)) < len(par):
        raise ValueError(f"Samme felt i to klasser: {sorted(navn for navn, _klasse in par)}")
    return dict(par)


def registrer(app: str, tabell: Mapping[str, Feltklasser]) -> None:
    _tabeller[app] = tabell


# ---- read
def klasser(modell: type[Model]) -> dict[str, Dataklasse]:
    """Each field with its class, in the model's own order."""
    egne = _tabeller[modell._meta.app_label][modell._meta.object_name or ""]
    return {ett.name: egne[ett.name] for ett in _feltene(modell)}


def felt_i(modell: type[Model], *onsket: Dataklasse) -> tuple[str, ...]:
    return tuple(navn for navn, klasse in klasser(modell).items() if klasse in onsket)


def felt_fra(modell: type[Model], minst: Dataklasse) -> tuple[str, ...]:
    """The fields of this class and of those above it."""
    return tuple(navn for navn, klasse in klasser(modell).items() if klasse >= minst)


def modeller() -> list[type[Model]]:
    """Every model of ours."""
    return [modell for app in _vare_apper() for modell in app.get_models()]


def kolonner(minst: Dataklasse) -> frozenset[str]:
    """What the database calls the fields from this class on, in any table. Keys of other rows tell nothing."""
    return frozenset(
        ett.column
        for modell in modeller()
        for ett in _feltene(modell)
        if ett.column and not ett.is_relation and klasser(modell)[ett.name] >= minst
    )


# ---- whole?
def sjekk(app_configs: Sequence[AppConfig] | None, **_valg: Any) -> list[checks.CheckMessage]:
    """A system check: a new field cannot be forgotten, and no class outlives its field."""
    return [*map(_uten_klasse, mangler()), *map(_uten_felt, overflodige())]


def mangler() -> list[str]:
    return sorted(f"{modell}.{navn}" for modell, navn in _i_modellene() - _i_tabellene())


def overflodige() -> list[str]:
    return sorted(f"{modell}.{navn}" for modell, navn in _i_tabellene() - _i_modellene())


def antall() -> int:
    return len(_i_modellene())


def _uten_klasse(felt: str) -> checks.CheckMessage:
    return checks.Error(f"{felt} har ingen dataklasse.", hint="Sett den i appens dataklasser.py.", id="dataklasse.E001")


def _uten_felt(felt: str) -> checks.CheckMessage:
    return checks.Error(f"{felt} har en dataklasse, men finnes ikke.", id="dataklasse.E002")


def _i_modellene() -> set[tuple[str, str]]:
    return {(modell._meta.label, ett.name) for modell in modeller() for ett in _feltene(modell)}


def _i_tabellene() -> set[tuple[str, str]]:
    return {
        (f"{app}.{modell}", navn)
        for app, tabell in _tabeller.items()
        for modell, egne in tabell.items()
        for navn in egne
    }


def _vare_apper() -> Iterator[AppConfig]:
    rot = Path(settings.ROT)
    return (app for app in apps.get_app_configs() if Path(app.path).parent == rot)


def _feltene(modell: type[Model]) -> list["Field[Any, Any]"]:
    """What is kept in the model's own row or table of links, and not what others keep of it."""
    return [ett for ett in modell._meta.get_fields() if isinstance(ett, Field)]
