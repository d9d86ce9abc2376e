"""What a case can be about. Data: an app adds its own at start, and a code already stored is always shown."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Tema:
    kode: str
    navn: Promise
    plass: int


_temaer: dict[str, Tema] = {}


def registrer(*temaer: Tema) -> None:
    _temaer.update({tema.kode: tema for tema in temaer})


def alle() -> list[Tema]:
    return sorted(_temaer.values(), key=lambda tema: tema.plass)


def navn(kode: str) -> str:
    tema = _temaer.get(kode)
    return str(tema.navn) if tema else kode


# bosetting.md §8; NIR and norsktilskudd are asked about here before they have pages of their own.
FORSTE = (
    Tema("fordeling", _("Fordeling"), 10),
    Tema("bosettingsdato", _("Bosettingsdato"), 20),
    Tema("avvik", _("Avvik i opplysninger"), 30),
    Tema("bruker", _("Brukere og innlogging"), 40),
    Tema("rapport", _("Rapporter og tall"), 50),
    Tema("nir", _("Introduksjonsregisteret (NIR)"), 60),
    Tema("norsktilskudd", _("Norsktilskudd"), 70),
    Tema("annet", _("Annet"), 90),
)
