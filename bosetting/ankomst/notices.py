"""E-mail to the kommune that a route is confirmed. No personal data: a list number and a link (B-066)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.ankomst.models import Ankomst
from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling
from imdinett.tilgang.rettighet import Rettighet
from imdinett.utboks.notices import Varsel


@dataclass(frozen=True)
class AnkomstMeldt(Varsel):
    """To every active skriv user of the kommune."""

    ankomst: Ankomst
    saksnummer: str
    slag: ClassVar[str] = "ankomst_meldt"
    tema: ClassVar[str] = "ankomst"
    mal: ClassVar[str] = "bosetting/ankomst/epost/ankomst_meldt"

    @property
    def gjelder(self) -> Ankomst:
        return self.ankomst

    @property
    def kommune(self) -> Kommune:
        return self.ankomst.kommune

    def mottakere(self) -> Iterable[Bruker]:
        return tildeling.aktive_med(self.ankomst.kommune, Rettighet.FORDELING_BESVAR).order_by("pk")

    def emne(self) -> str:
        return _("Ankomst er bekreftet i IMDinett")

    def nokkel(self) -> str:
        return f"ankomst-{self.ankomst.pk}"

    def kontekst(self) -> dict[str, Any]:
        return {"kommune": self.ankomst.kommune.visningsnavn, "saksnummer": self.saksnummer}

    def lenke(self) -> str:
        return reverse("uten_bosettingsdato")
