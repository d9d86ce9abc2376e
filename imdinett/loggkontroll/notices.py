"""To those who assess: the list of the week is there. Neither who has looked nor at whom (B-038)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.loggkontroll import hodeliste, queries
from imdinett.loggkontroll.models import Hodeliste, Kjedekontroll, Kontrolluke, Oppslagsalarm
from imdinett.loggkontroll.states import Alarmslag
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
        return _imdis_loggleser()

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


def _imdis_loggleser() -> QuerySet[Bruker]:
    return Bruker.objects.aktive().filter(groups__name=Rolle.IMDI_LOGG_LES.value).order_by("pk")


@dataclass(frozen=True)
class OppslagMeldt(Varsel):
    """At once (security.md §5, §6 F): something in the log. Who looked and at whom stands on the page only (B-038)."""

    slag: ClassVar[str] = "oppslagsalarm"
    tema: ClassVar[str] = "loggkontroll"
    mal: ClassVar[str] = "imdinett/loggkontroll/epost/alarm"

    alarm: Oppslagsalarm

    @property
    def gjelder(self) -> Oppslagsalarm:
        return self.alarm

    @property
    def kommune(self) -> Kommune | None:
        """Where a protected person was looked at is where the person may be."""
        return None if self.om_skjermet else self.alarm.kommune

    @property
    def om_skjermet(self) -> bool:
        return self.alarm.slag == Alarmslag.SKJERMET

    def emne(self) -> str:
        return _("Oppslag på en skjermet person") if self.om_skjermet else _("Uvanlig mange oppslag i innsynsloggen")

    def mottakere(self) -> Iterable[Bruker]:
        """The leader of the groups, or the unit's own; never the one who looked. Somebody always gets it."""
        andre = [en for en in self._lederne() if en.pk != self.alarm.bruker_id]
        return andre or _imdis_loggleser().exclude(pk=self.alarm.bruker_id)

    def _lederne(self) -> Iterable[Bruker]:
        if self.om_skjermet:
            leder = queries.skjermingsleder()
            return [leder] if leder else []
        if self.alarm.kommune:
            return tildeling.aktive_med(self.alarm.kommune, Rettighet.INNSYNSLOGG_LES).order_by("pk")
        return _imdis_loggleser()

    def nokkel(self) -> str:
        return str(self.alarm.pk)

    def kontekst(self) -> dict[str, Any]:
        return {"setning": self._setning(), "dag": norsk.dato(self.alarm.dag)}

    def _setning(self) -> str:
        match Alarmslag(self.alarm.slag):
            case Alarmslag.SKJERMET:
                return _("Noen har åpnet eller prøvd å åpne opplysninger om en skjermet person.")
            case Alarmslag.EKSPORT_STANSET:
                return _("Noen har hentet ut filer til grensen for én dag stoppet det.")
            case Alarmslag.MANGE_PER_TIME:
                return _("Noen har åpnet uvanlig mange mapper på en time.")
            case Alarmslag.OVER_VANLIG:
                return _("Noen har åpnet mange flere mapper enn det som er vanlig for vedkommende.")

    def lenke(self) -> str:
        return reverse("loggalarmer")


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
