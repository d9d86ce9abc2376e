"""The daily summary: as many notices as came, each with its subject and link. No personal data (B-038)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.translation import ngettext

from imdinett.bruker.models import Bruker
from imdinett.utboks.notices import Varsel
from imdinett.varsel.models import Brukervarsel


@dataclass(frozen=True)
class Oppsummering(Varsel):
    """W-01. Without a topic of its own: who chose it has chosen it topic by topic."""

    bruker: Bruker
    varsler: Sequence[Brukervarsel]
    slag: ClassVar[str] = "varsel_oppsummering"
    mal: ClassVar[str] = "imdinett/varsel/epost/oppsummering"
    kommune: None = None

    @property
    def gjelder(self) -> Bruker:
        return self.bruker

    def emne(self) -> str:
        antall = len(self.varsler)
        return ngettext("%(antall)d nytt varsel i IMDinett", "%(antall)d nye varsler i IMDinett", antall) % {
            "antall": antall
        }

    def mottakere(self) -> Iterable[Bruker]:
        return [self.bruker]

    def nokkel(self) -> str:
        """Until which line: a summary made again later the same day is another."""
        return f"{self.bruker.pk}-{self.varsler[-1].pk}"

    def lenke(self) -> str:
        return reverse("varsler")

    def kontekst(self) -> dict[str, Any]:
        return {
            "varsler": [
                {
                    "tekst": en.tekst,
                    "kommune": en.kommune.visningsnavn if en.kommune else "",
                    "tid": en.tid,
                    "lenke": urljoin(settings.NETTADRESSE, en.lenke),
                }
                for en in self.varsler
            ]
        }
