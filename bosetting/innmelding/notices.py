"""E-mail to the kommune when IMDi has answered a report. Neither what was reported nor the answer (B-034, B-038)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.innmelding.models import Innmelding
from bosetting.innmelding.slag import slag_av
from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling
from imdinett.tilgang.rettighet import Rettighet
from imdinett.utboks.notices import Varsel


@dataclass(frozen=True)
class InnmeldingBesvart(Varsel):
    """To every active user who can report for the kommune."""

    innmelding: Innmelding

    slag: ClassVar[str] = "innmelding_besvart"
    tema: ClassVar[str] = "innmelding"
    mal: ClassVar[str] = "bosetting/innmelding/epost/besvart"

    @property
    def gjelder(self) -> Innmelding:
        return self.innmelding

    @property
    def kommune(self) -> Kommune:
        return self.innmelding.kommune

    def emne(self) -> str:
        return _("IMDi har svart på en innmelding i IMDinett")

    def mottakere(self) -> Iterable[Bruker]:
        return tildeling.aktive_med(self.kommune, Rettighet.INNMELDING_SKRIV).order_by("pk")

    def nokkel(self) -> str:
        """Each kind has keys of its own."""
        return f"{slag_av(self.innmelding).kode}-{self.innmelding.pk}"

    def lenke(self) -> str:
        return reverse("innmelding", args=[self.kommune.nummer, slag_av(self.innmelding).kode, self.innmelding.pk])

    def kontekst(self) -> dict[str, Any]:
        return {"kommune": self.kommune.visningsnavn, "hva": str(slag_av(self.innmelding).entall)}
