"""E-mail on a case: its number and whose turn it is. Never the subject or the text, which people write (B-038)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.henvendelse import temaer
from imdinett.henvendelse.models import Henvendelse, Innlegg
from imdinett.henvendelse.states import Part
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.notices import Varsel


@dataclass(frozen=True)
class Henvendelsesvarsel(Varsel):
    mal: ClassVar[str] = "imdinett/henvendelse/epost/melding"
    tema: ClassVar[str] = "henvendelse"

    henvendelse: Henvendelse
    innlegg: Innlegg

    @property
    def gjelder(self) -> Henvendelse:
        return self.henvendelse

    @property
    def kommune(self) -> Kommune:
        return self.henvendelse.kommune

    def nokkel(self) -> str:
        return str(self.innlegg.pk)

    def kontekst(self) -> dict[str, Any]:
        return {"setning": self.setning(), "tema": temaer.navn(self.henvendelse.tema)}

    def setning(self) -> str:
        raise NotImplementedError


class SvarFraImdi(Henvendelsesvarsel):
    """To those of the kommune who have written in the case and still may."""

    slag: ClassVar[str] = "henvendelse_svar"

    def emne(self) -> str:
        return _("IMDi har svart på en henvendelse i IMDinett")

    def setning(self) -> str:
        return _("IMDi har svart på henvendelse %(nummer)s.") % {"nummer": self.henvendelse.nummer}

    def mottakere(self) -> Iterable[Bruker]:
        skrev = self.henvendelse.innlegg.filter(part=Part.KOMMUNE).values("skrevet_av")
        aktive = tildeling.aktive_med(self.kommune, Rettighet.HENVENDELSE_SKRIV)
        return aktive.filter(pk__in=skrev).order_by("pk")

    def lenke(self) -> str:
        return reverse("henvendelse", args=[self.henvendelse.nummer])


class TilImdi(Henvendelsesvarsel):
    """To the one in IMDi who has taken the case, else to the support staff."""

    slag: ClassVar[str] = "henvendelse_til_imdi"

    def emne(self) -> str:
        return _("En kommune har skrevet en henvendelse i IMDinett")

    def setning(self) -> str:
        return _("%(kommune)s har skrevet i henvendelse %(nummer)s.") % {
            "kommune": self.kommune,
            "nummer": self.henvendelse.nummer,
        }

    def mottakere(self) -> Iterable[Bruker]:
        if self.henvendelse.ansvarlig_id:
            return Bruker.objects.aktive().filter(pk=self.henvendelse.ansvarlig_id)
        return Bruker.objects.aktive().filter(groups__name=Rolle.IMDI_SUPPORT.value).order_by("pk")

    def lenke(self) -> str:
        return reverse("imdi_henvendelse", args=[self.henvendelse.nummer])
