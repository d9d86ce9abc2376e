"""E-mail to kommuner that have not answered (decision 25), and on EM places (B-027). No letter, no personal data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.anmodning.models import Anmodning, Plassendring
from bosetting.anmodning.states import Part, Plassendringstilstand
from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling
from imdinett.tilgang.rettighet import Rettighet
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


@dataclass(frozen=True)
class Plassendringsvarsel(Varsel):
    """B-027: to one of the two parties. Which year; never how many children, nor the reason that was typed."""

    endring: Plassendring

    tema: ClassVar[str] = "anmodning"
    mal: ClassVar[str] = "bosetting/anmodning/epost/plassendring"

    @property
    def gjelder(self) -> Plassendring:
        return self.endring

    @property
    def kommune(self) -> Kommune:
        return self.endring.kommune

    def nokkel(self) -> str:
        return f"plassendring-{self.endring.pk}"

    def lenke(self) -> str:
        return reverse("plassendring", args=[self.kommune.nummer, self.endring.pk])

    def kontekst(self) -> dict[str, Any]:
        return {"setning": self.setning()}

    def setning(self) -> str:
        raise NotImplementedError

    def hvem(self, part: str) -> str:
        return "IMDi" if part == Part.IMDI else self.kommune.visningsnavn

    def hos(self, part: str) -> Iterable[Bruker]:
        if part == Part.IMDI:
            return tildeling.aktive_i_imdi(Rettighet.ANMODNING_SKRIV).order_by("pk")
        return tildeling.aktive_med(self.kommune, Rettighet.KOMMUNEVEDTAK_SKRIV).order_by("pk")

    @property
    def motpart(self) -> Part:
        return Part.KOMMUNE if self.endring.foreslatt_part == Part.IMDI else Part.IMDI


class PlassendringForeslatt(Plassendringsvarsel):
    """To the party that must answer."""

    slag: ClassVar[str] = "plassendring_foreslatt"

    def emne(self) -> str:
        return _("Et forslag om plasser til enslige mindreårige venter på svar")

    def mottakere(self) -> Iterable[Bruker]:
        return self.hos(self.motpart)

    def setning(self) -> str:
        tekst = _("%(part)s har foreslått å endre plasser til enslige mindreårige i %(aar)d. Forslaget venter på svar.")
        return tekst % {"part": self.hvem(self.endring.foreslatt_part), "aar": self.endring.aar}


class PlassendringBesvart(Plassendringsvarsel):
    """To the party that proposed."""

    slag: ClassVar[str] = "plassendring_besvart"

    def emne(self) -> str:
        return _("Forslaget om plasser til enslige mindreårige er besvart")

    def mottakere(self) -> Iterable[Bruker]:
        return self.hos(self.endring.foreslatt_part)

    def setning(self) -> str:
        ja = self.endring.tilstand == Plassendringstilstand.BEKREFTET
        tekst = (
            _("%(part)s har sagt ja til forslaget om plasser til enslige mindreårige i %(aar)d.")
            if ja
            else _("%(part)s har sagt nei til forslaget om plasser til enslige mindreårige i %(aar)d.")
        )
        return tekst % {"part": self.hvem(self.motpart), "aar": self.endring.aar}
