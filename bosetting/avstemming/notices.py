"""E-mail to kommuner that have not answered. Which quarter, and nothing on persons (B-038)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.avstemming.models import Avstemming
from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.utboks.notices import Varsel


@dataclass(frozen=True)
class Avstemmingspaaminnelse(Varsel):
    avstemming: Avstemming
    til: Sequence[Bruker]

    slag: ClassVar[str] = "avstemming_paaminnelse"
    tema: ClassVar[str] = "avstemming"
    mal: ClassVar[str] = "bosetting/avstemming/epost/paaminnelse"

    @property
    def gjelder(self) -> Avstemming:
        return self.avstemming

    @property
    def kommune(self) -> Kommune:
        return self.avstemming.kommune

    def emne(self) -> str:
        return _("Avstem bosatte i %(kvartal)s") % {"kvartal": self.avstemming}

    def mottakere(self) -> Iterable[Bruker]:
        return self.til

    def nokkel(self) -> str:
        """A reminder at another time is another e-mail."""
        assert self.avstemming.purret_tid is not None
        return f"avstemming-{self.avstemming.pk}-{self.avstemming.purret_tid.isoformat()}"

    def lenke(self) -> str:
        return reverse("avstemming", args=[self.kommune.nummer, self.avstemming.aar, self.avstemming.nr])

    def kontekst(self) -> dict[str, Any]:
        return {
            "kommune": self.kommune.visningsnavn,
            "kvartal": str(self.avstemming),
            "frist": self.avstemming.periode.frist,
        }
