"""The letter that asks a kommune to settle refugees, or says that it is not asked (decision 25)."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bosetting.anmodning.models import Anmodning
from imdinett.brev.letters import Brev, Mottaker
from imdinett.kommune.models import Kommune, Kontaktinformasjon
from imdinett.web import norsk


@dataclass(frozen=True)
class Anmodningsbrev(Brev):
    """`forrige` is the anmodning that this one takes the place of: the letter then says both numbers."""

    anmodning: Anmodning
    forrige: Anmodning | None = None
    kontakt: Kontaktinformasjon | None = None

    slag: ClassVar[str] = "anmodningsbrev"
    mal: ClassVar[str] = "bosetting/anmodning/brev/anmodning.html"
    malversjon: ClassVar[str] = "2026-1"

    @property
    def gjelder(self) -> Anmodning:
        return self.anmodning

    @property
    def kommune(self) -> Kommune:
        return self.anmodning.kommune

    def tittel(self) -> str:
        if self.anmodning.antall == 0:
            return _("Bosetting av flyktninger i %(aar)d: kommunen blir ikke bedt om å bosette") % {"aar": self.aar}
        if self.forrige:
            return _("Endret anmodning om bosetting av flyktninger i %(aar)d") % {"aar": self.aar}
        return _("Anmodning om bosetting av flyktninger i %(aar)d") % {"aar": self.aar}

    @property
    def aar(self) -> int:
        return self.anmodning.aar

    def mottaker(self) -> Mottaker:
        if self.kontakt is None:
            return Mottaker(f"{self.kommune.visningsnavn} kommune", self.kommune.orgnr)
        return Mottaker.for_kommune(self.kommune, self.kontakt)

    def nokkel(self) -> str:
        return f"anmodning-{self.anmodning.pk}"

    def kontekst(self) -> dict[str, Any]:
        runde = self.anmodning.runde
        return {
            "aar": str(self.aar),
            "kommune": self.kommune.visningsnavn,
            "antall": self.anmodning.antall,
            "herav_em": self.anmodning.herav_em,
            "er_endret": self.forrige is not None,
            "antall_for": self.forrige.antall if self.forrige else None,
            "herav_em_for": self.forrige.herav_em if self.forrige else None,
            "frist": norsk.dato(runde.frist),
            "kriterier": _kriterier(self.anmodning),
            "side": reverse("kommune_anmodninger", args=[self.kommune.nummer]),
        }


def _kriterier(anmodning: Anmodning) -> str:
    """In the letter's own målform where IMDi has written it."""
    runde = anmodning.runde
    return (get_language() == "nn" and runde.kriterier_nn) or runde.kriterier
