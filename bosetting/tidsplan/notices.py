"""E-mail to kommuner that are asked for a tidsplan. What IMDi writes to them is read in IMDinett only (B-038)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.tidsplan.models import Tidsplansvar
from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.utboks.notices import Varsel
from imdinett.web import norsk


@dataclass(frozen=True)
class TidsplanBedtOm(Varsel):
    svar: Tidsplansvar
    til: Sequence[Bruker]

    slag: ClassVar[str] = "tidsplan_bedt_om"
    tema: ClassVar[str] = "tidsplan"
    mal: ClassVar[str] = "bosetting/tidsplan/epost/bedt_om"

    @property
    def gjelder(self) -> Tidsplansvar:
        return self.svar

    @property
    def kommune(self) -> Kommune:
        return self.svar.kommune

    def emne(self) -> str:
        return _("IMDi ber om en tidsplan for bosetting")

    def mottakere(self) -> Iterable[Bruker]:
        return self.til

    def nokkel(self) -> str:
        return f"tidsplan-{self.svar.pk}"

    def lenke(self) -> str:
        return reverse("tidsplan", args=[self.svar.kommune.nummer, self.svar.pk])

    def kontekst(self) -> dict[str, Any]:
        foresporsel = self.svar.foresporsel
        return {
            "kommune": self.svar.kommune.visningsnavn,
            "fra": norsk.uke_med_dager(foresporsel.fra_mandag).lower(),
            "til_uke": norsk.uke_med_dager(foresporsel.til_mandag).lower(),
            "frist": foresporsel.frist,
        }


@dataclass(frozen=True)
class Tidsplanpurring(TidsplanBedtOm):
    slag: ClassVar[str] = "tidsplan_purring"
    mal: ClassVar[str] = "bosetting/tidsplan/epost/purring"

    def emne(self) -> str:
        return _("Tidsplanen for bosetting mangler")

    def nokkel(self) -> str:
        """A new purring at another time is another e-mail."""
        assert self.svar.purret_tid is not None
        return f"tidsplan-{self.svar.pk}-{self.svar.purret_tid.isoformat()}"
