"""To those who assess: the list of the week is there. Neither who has looked nor at whom (B-038)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.loggkontroll import hodeliste
from imdinett.loggkontroll.models import Hodeliste, Kjedekontroll, Kontrolluke
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


class _Sikkerhetsvarsel(Varsel):
    """To the security officer, who need not be a user here. Without an address to nobody; the page says it."""

    kommune = None

    def mottakere(self) -> Iterable[Bruker]:
        adresse = settings.SIKKERHETSANSVARLIG_EPOST
        return [Bruker(epost=adresse, navn=_("Sikkerhetsansvarlig"), sprak="nb")] if adresse else []


@dataclass(frozen=True)
class LoggEndret(_Sikkerhetsvarsel):
    """An alarm: how many findings, never what the lines are about."""

    slag: ClassVar[str] = "loggkjede_brudd"
    mal: ClassVar[str] = "imdinett/loggkontroll/epost/brudd"

    kontroll: Kjedekontroll
    nye: int

    @property
    def gjelder(self) -> Kjedekontroll:
        return self.kontroll

    def emne(self) -> str:
        return _("Innsynsloggen er endret utenom systemet")

    def nokkel(self) -> str:
        return str(self.kontroll.pk)

    def kontekst(self) -> dict[str, Any]:
        return {"nye": norsk.tall(self.nye), "funn": norsk.tall(self.kontroll.antall_funn)}

    def lenke(self) -> str:
        return reverse("imdi_loggkjede")


@dataclass(frozen=True)
class Kjedehoder(_Sikkerhetsvarsel):
    """The signed list itself, to be kept where nobody who runs the system can change it."""

    slag: ClassVar[str] = "loggkjede_hoder"
    mal: ClassVar[str] = "imdinett/loggkontroll/epost/hoder"

    liste: Hodeliste

    @property
    def gjelder(self) -> Hodeliste:
        return self.liste

    def emne(self) -> str:
        return _("Kjedehoder for innsynsloggen %(dato)s") % {"dato": norsk.dato(klokke.dag(self.liste.laget_tid))}

    def nokkel(self) -> str:
        return str(self.liste.pk)

    def kontekst(self) -> dict[str, Any]:
        return {"liste": self.liste.tekst, "offentlig_nokkel": hodeliste.offentlig_nokkel()}
