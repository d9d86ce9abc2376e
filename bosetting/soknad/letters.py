"""The letter to a household that applied too late (B-062)."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Model
from django.utils.translation import gettext as _

from bosetting.person.models import Sak
from bosetting.soknad.models import Privatsoknad
from imdinett.brev.letters import Brev, Mottaker
from imdinett.kommune.models import Kommune
from imdinett.utboks.states import Kanal
from imdinett.utboks.synlighet import PERSON
from imdinett.web import norsk


@dataclass(frozen=True)
class IkkeTilbud(Brev):
    """To one grown-up of the household. No kommune: none was ever asked."""

    soknad: Privatsoknad
    sak: Sak
    fikk_vite: str
    frist: str
    slag: ClassVar[str] = f"{PERSON}soknad_avvist"
    mal: ClassVar[str] = "bosetting/soknad/brev/ikke_tilbud.html"
    malversjon: ClassVar[str] = "2026-1"

    @property
    def gjelder(self) -> Model:
        return self.soknad

    @property
    def kommune(self) -> Kommune | None:
        return None

    @property
    def kanal(self) -> Kanal:
        return Kanal.UTSKRIFT

    @property
    def saksnummer(self) -> str:
        return self.sak.nummer

    @property
    def person_id(self) -> int | None:
        return self.sak.person_id

    def mottaker(self) -> Mottaker:
        p = self.sak.person
        return Mottaker(p.navn, "", p.adresse, p.postnummer, p.poststed)

    def tittel(self) -> str:
        return _("Svar på søknad om bosetting")

    def nokkel(self) -> str:
        return f"{self.soknad.pk}-{self.sak.pk}"

    def kontekst(self) -> dict[str, Any]:
        return {
            "navn": self.sak.person.navn,
            "mottatt": norsk.dato(self.soknad.mottatt_dato),
            "fikk_vite": self.fikk_vite,
            "frist": self.frist,
        }
