"""The letter to a household that applied too late (B-062)."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from bosetting.person.brevsprak import brevsprak
from bosetting.person.models import Sak
from bosetting.soknad.models import Privatsoknad
from imdinett.brev.letters import Brev, Mottaker
from imdinett.brev.markering import Verdi
from imdinett.brev.oversettbar import Oversettbart
from imdinett.kommune.models import Kommune
from imdinett.utboks.states import Kanal
from imdinett.utboks.synlighet import PERSON
from imdinett.web import norsk


@dataclass(frozen=True)
class IkkeTilbud(Brev):
    """To one grown-up of the household. No kommune: none was ever asked."""

    soknad: Privatsoknad
    sak: Sak
    fikk_vite: date
    frist: date
    slag: ClassVar[str] = f"{PERSON}soknad_avvist"
    mal: ClassVar[str] = "bosetting/soknad/brev/ikke_tilbud.html"
    malversjon: ClassVar[str] = "2026-1"
    overskrift: ClassVar[Promise] = gettext_lazy("Svar på søknad om bosetting")

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

    @property
    def oversettes_som(self) -> str:
        return self.slag.removeprefix(PERSON)

    @property
    def lesers_sprak(self) -> tuple[str, ...]:
        return brevsprak(self.sak)

    def verdier(self) -> dict[str, Verdi]:
        dager = {"mottatt": self.soknad.mottatt_dato, "fikk_vite": self.fikk_vite, "frist": self.frist}
        return {navn: norsk.kortdato(dag) for navn, dag in dager.items()}

    def mottaker(self) -> Mottaker:
        p = self.sak.person
        return Mottaker(p.navn, "", p.adresse, p.postnummer, p.poststed)

    def tittel(self) -> str:
        return str(self.overskrift)

    def nokkel(self) -> str:
        return f"{self.soknad.pk}-{self.sak.pk}"

    def kontekst(self) -> dict[str, Any]:
        return {
            "navn": self.sak.person.navn,
            "mottatt": norsk.dato(self.soknad.mottatt_dato),
            "fikk_vite": norsk.dato(self.fikk_vite),
            "frist": norsk.dato(self.frist),
        }


def oversettbare() -> list[Oversettbart]:
    """W-15: the letter can be translated."""
    return [
        Oversettbart(
            kode=IkkeTilbud.slag.removeprefix(PERSON),
            navn=gettext_lazy("Svar på søknad som kom for sent"),
            kort=gettext_lazy("Søknad for sent"),
            tittel=IkkeTilbud.overskrift,
            mal=IkkeTilbud.mal,
            eksempel={"navn": "Navn Eksempel", **dict.fromkeys(("mottatt", "fikk_vite", "frist"), "1. desember 2026")},
            verdier=dict.fromkeys(("mottatt", "fikk_vite", "frist"), "01.12.2026"),
        )
    ]
