"""A letter and a notice of no particular step, for tests of the outbox."""

from dataclasses import dataclass, field
from pathlib import Path

from imdinett.brev.letters import Brev, Mottaker
from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.utboks.notices import Varsel
from imdinett.utboks.states import Kanal

MALER = Path(__file__).parent / "maler"
MOTTAKER = Mottaker("Prøve kommune", "313001008", "Postboks 1", "0152", "Oslo")


@dataclass(frozen=True)
class Eksempelbrev(Brev):
    slag = "eksempel.brev"
    mal = "eksempel/brev.html"
    malversjon = "1"

    kommune: Kommune
    nr: int = 1
    til: Mottaker = MOTTAKER
    antall: int = 20

    @property
    def gjelder(self):
        return self.kommune

    def tittel(self) -> str:
        return f"Anmodning om bosetting {self.nr}"

    def mottaker(self) -> Mottaker:
        return self.til

    def nokkel(self) -> str:
        return f"{self.kommune.pk}:{self.nr}"

    def kontekst(self) -> dict:
        return {"antall": self.antall, "aar": "2027", "frist": "15. februar 2027"}


@dataclass(frozen=True)
class Personbrev(Eksempelbrev):
    slag = "person.vedtak"

    saksnummer = "8F3K"
    person_id = 7


@dataclass(frozen=True)
class Utskriftsbrev(Personbrev):
    kanal = Kanal.UTSKRIFT


@dataclass(frozen=True)
class Eksempelvarsel(Varsel):
    slag = "eksempel.varsel"
    mal = "eksempel/epost"

    kommune: Kommune
    til: list[Bruker] = field(default_factory=list)
    nr: int = 1

    @property
    def gjelder(self):
        return self.kommune

    def emne(self) -> str:
        return "Ny fordelingsliste\ni IMDinett"

    def mottakere(self) -> list[Bruker]:
        return self.til

    def nokkel(self) -> str:
        return str(self.nr)

    def kontekst(self) -> dict:
        return {"nummer": "2026-0412"}

    def lenke(self) -> str:
        return "/fordelingslister/2026-0412/"
