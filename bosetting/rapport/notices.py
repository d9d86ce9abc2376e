from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.rapport.models import Rapportfil
from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.utboks.notices import Varsel


@dataclass(frozen=True)
class RapportKlar(Varsel):
    """To the one who ordered it. Says that it is there, not what is in it."""

    fil: Rapportfil
    slag: ClassVar[str] = "rapport_klar"
    tema: ClassVar[str] = "rapport"
    mal: ClassVar[str] = "bosetting/rapport/epost/rapport_klar"

    @property
    def gjelder(self) -> Rapportfil:
        return self.fil

    @property
    def kommune(self) -> Kommune | None:
        return self.fil.kommune

    def emne(self) -> str:
        return _("Rapporten din i IMDinett er klar")

    def mottakere(self) -> Iterable[Bruker]:
        return [self.fil.bestilt_av]

    def nokkel(self) -> str:
        return f"rapportfil-{self.fil.pk}"

    def lenke(self) -> str:
        return reverse("rapportfil", args=[self.fil.uuid])
