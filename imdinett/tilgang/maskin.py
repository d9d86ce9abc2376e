"""A kommune's own system: it reads by a credential, and is nobody who can log in (security.md §4)."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from imdinett.tilgang.rettighet import Rettighet


@dataclass(frozen=True)
class Maskinbruker:
    """Who asks in the API. Reads as «bosetter les» in one kommune, as far as `rettigheter` go and no further."""

    pk: ClassVar[None] = None
    is_authenticated: ClassVar[Literal[True]] = True
    er_stengt: ClassVar[Literal[False]] = False

    navn: str
    kommune_id: int
    rettigheter: frozenset[Rettighet]
