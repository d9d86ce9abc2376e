"""E-mail to mottak when IMDi sends a kartlegging back. A case number and a link, never what was missing (B-038)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.person import rules
from bosetting.person.models import Kartlegging, Sak
from imdinett.bruker.models import Bruker
from imdinett.tilgang import tildeling
from imdinett.tilgang.rettighet import Rettighet
from imdinett.utboks.notices import Varsel


@dataclass(frozen=True)
class KartleggingReturnert(Varsel):
    """To the users of the mottak where the person lives. Of a shielded person nobody there is told (B-095)."""

    kartlegging: Kartlegging
    sak: Sak
    kommune: None = None

    slag: ClassVar[str] = "kartlegging_returnert"
    tema: ClassVar[str] = "kartlegging"
    mal: ClassVar[str] = "bosetting/person/epost/kartlegging_returnert"

    @property
    def gjelder(self) -> Sak:
        return self.sak

    def emne(self) -> str:
        return _("IMDi har sendt tilbake en kartlegging i IMDinett")

    def mottakere(self) -> Iterable[Bruker]:
        if self.sak.mottak is None or not rules.bor_i_mottak(self.sak):
            return []
        return tildeling.aktive_i_enhet(self.sak.mottak, Rettighet.KARTLEGGING_SKRIV).order_by("pk")

    def nokkel(self) -> str:
        """Sent back another time is another notice."""
        assert self.kartlegging.returnert_tid is not None
        return f"kartlegging-{self.kartlegging.pk}-{self.kartlegging.returnert_tid.isoformat()}"

    def lenke(self) -> str:
        """The list and not the person: it is there also when somebody has moved."""
        return f"{reverse('beboere')}?steg=pabegynt"

    def kontekst(self) -> dict[str, Any]:
        return {"saksnummer": self.sak.nummer}
