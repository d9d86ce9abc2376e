"""To those who assess: the list of the week is there. Neither who has looked nor at whom (B-038)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.loggkontroll.models import Kontrolluke
from imdinett.tilgang import tildeling
from imdinett.tilgang.rettighet import Rettighet
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.notices import Varsel
from imdinett.web import norsk


@dataclass(frozen=True)
class ListeKlar(Varsel):
    """`kommune` is None for IMDi's own list, where the enheter's stand too."""

    slag: ClassVar[str] = "loggkontroll_klar"
    tema: ClassVar[str] = "loggkontroll"
    mal: ClassVar[str] = "imdinett/loggkontroll/epost/klar"

    uke: Kontrolluke
    kommune: Kommune | None
    antall: int

    @property
    def gjelder(self) -> Kontrolluke:
        return self.uke

    def emne(self) -> str:
        return _("Ukens oppslag i innsynsloggen er klare til vurdering")

    def mottakere(self) -> Iterable[Bruker]:
        if self.kommune:
            return tildeling.aktive_med(self.kommune, Rettighet.INNSYNSLOGG_LES).order_by("pk")
        return Bruker.objects.aktive().filter(groups__name=Rolle.IMDI_LOGG_LES.value).order_by("pk")

    def nokkel(self) -> str:
        return f"{self.uke.pk}:{self.kommune.pk if self.kommune else 'imdi'}"

    def kontekst(self) -> dict[str, Any]:
        return {"setning": self._setning(), "frist": norsk.dato(self.uke.frist_dato), "hvor": self.kommune or "IMDi"}

    def _setning(self) -> str:
        data = {"uke": self.uke, "n": self.antall}
        tekst = ngettext("%(uke)s: %(n)d rad bør vurderes.", "%(uke)s: %(n)d rader bør vurderes.", self.antall)
        return tekst % data

    def lenke(self) -> str:
        return f"{reverse('loggkontroll')}?uke={self.uke.mandag.isoformat()}"
