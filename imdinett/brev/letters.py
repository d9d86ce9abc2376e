"""What a letter is before it is frozen. Each step of the process writes its own subclass."""

from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Self

from imdinett.brev.markering import Verdi
from imdinett.kommune.models import Kommune, Kontaktinformasjon
from imdinett.utboks.states import Kanal

if TYPE_CHECKING:
    from django.db.models import Model


@dataclass(frozen=True)
class Mottaker:
    navn: str
    orgnr: str = ""
    adresselinje: str = ""
    postnummer: str = ""
    poststed: str = ""

    @property
    def har_adresse(self) -> bool:
        return bool(self.adresselinje and self.postnummer and self.poststed)

    def som_data(self) -> dict[str, str]:
        return asdict(self)

    @classmethod
    def for_kommune(cls, kommune: Kommune, kontakt: Kontaktinformasjon | None = None) -> Self:
        """The kommune's own postal address; without one the letter has name and orgnr (decision 34).

        For many letters at once, fetch the newest `kontakt` of each kommune first and pass it.
        """
        kontakt = kontakt or Kontaktinformasjon.objects.gjeldende_for(kommune)
        navn = f"{kommune.visningsnavn} kommune"
        if kontakt is None:
            return cls(navn, kommune.orgnr)
        return cls(navn, kommune.orgnr, kontakt.adresselinje, kontakt.postnummer, kontakt.poststed)


class Brev(ABC):
    """One letter to one recipient, in the kommune's målform. Subclasses are frozen dataclasses.

    `mal` is an HTML template that extends "brev/base.html". Title and context are asked for in the
    letter's language and frozen in the row; nothing is read again later (style 4.10). A letter about a
    person has a `slag` that begins with "person." and names its `saksnummer` and `person_id`, so that each
    reading of it can be logged.
    """

    slag: ClassVar[str]
    mal: ClassVar[str]
    malversjon: ClassVar[str]
    # What the letter is to an archive: a code of Noark's (integrations.md 7.1).
    dokumenttype: ClassVar[str] = "KORR"

    if TYPE_CHECKING:
        # Subclasses give these as properties or as fields of a frozen dataclass.
        @property
        def gjelder(self) -> Model: ...

        @property
        def kommune(self) -> Kommune | None: ...

    @property
    def sprak(self) -> str:
        return self.kommune.sprak if self.kommune else "nb"

    @property
    def kanal(self) -> Kanal:
        return Kanal.SVARUT

    @property
    def saksnummer(self) -> str:
        return ""

    @property
    def person_id(self) -> int | None:
        return None

    @property
    def person_ider(self) -> list[int]:
        """Everybody whom the letter names, when they are more than one."""
        return []

    @property
    def oversettes_som(self) -> str:
        """W-15: the kind in `oversettbar` whose translations are of this letter. Empty for one that has none."""
        return ""

    @property
    def lesers_sprak(self) -> tuple[str, ...]:
        """The codes of `sprak` that the reader knows, the best one first. The Norwegian text is always there."""
        return ()

    def verdier(self) -> dict[str, Verdi]:
        """What the placeholders of a translation stand for: names as they are, dates in figures."""
        return {}

    @abstractmethod
    def tittel(self) -> str:
        """Shown in the recipient's mailbox: no name, fødselsnummer or DUF in it."""

    @abstractmethod
    def mottaker(self) -> Mottaker: ...

    @abstractmethod
    def nokkel(self) -> str:
        """Says which letter this is: the same key twice is one letter."""

    @abstractmethod
    def kontekst(self) -> dict[str, Any]:
        """Plain JSON values for the template; dates already written out (web.norsk.dato)."""
