"""E-mail to kommuner that have not answered. No letter, no personal data (decision 25)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.anmodning.models import Anmodning
from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.utboks.notices import Varsel


@dataclass(frozen=True)
class Purring(Varsel):
    anmodning: Anmodning
    til: Sequence[Bruker]

    slag: ClassVar[str] = "anmodning_purring"
    tema: ClassVar[str] = "anmodning"
    mal: ClassVar[str] = "bosetting/anmodning/epost/purring"

    @property
    def gjelder(self) -> Anmodning:
        return self.anmodning

    @property
    def kommune(self) -> Kommune:
        return self.anmodning.kommune

    def emne(self) -> str:
        return _("Kommunens vedtak om bosetting i %(aar)d mangler") % {"aar": self.anmodning.aar}

    def mottakere(self) -> Iterable[Bruker]:
        return self.til

    def nokkel(self) -> str:
        """A new purring at another time is another e-mail."""
        assert self.anmodning.purret_tid is not None
        return f"anmodning-{self.anmodning.pk}-{self.anmodning.purret_tid.isoformat()}"

    def lenke(self) -> str:
        return reverse("kommune_anmodninger", args=[self.anmodning.kommune.nummer])

    def kontekst(self) -> dict[str, Any]:
        return {
            "aar": str(self.anmodning.aar),
            "kommune": self.anmodning.kommune.visningsnavn,
            "antall": self.anmodning.antall,
            "frist": self.anmodning.runde.frist,
        }


@dataclass(frozen=True)
class PurringTilAdministrator(Purring):
    """Decision 25 tells the administrators too. They cannot open the vedtak; the link leads to the kommune's page."""

    slag: ClassVar[str] = "anmodning_purring_administrator"
    mal: ClassVar[str] = "bosetting/anmodning/epost/purring_administrator"

    def lenke(self) -> str:
        return reverse("kommune", args=[self.anmodning.kommune.nummer])
