from datetime import date
from typing import TYPE_CHECKING, Self

from django.db.models import QuerySet

from bosetting.anmodning.states import Anmodningstilstand, Plassendringstilstand, Vedtakstilstand
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from bosetting.anmodning.models import Anmodning, Kommunevedtak, Plassendring  # noqa: F401

SENDT_UT = (Anmodningstilstand.SENDT, Anmodningstilstand.PURRET, Anmodningstilstand.BESVART)


class AnmodningQuerySet(QuerySet["Anmodning"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        """A kommune sees its own, and never a draft."""
        if tilgang.har_imdi(bruker, Rettighet.ANMODNING_LES):
            return self
        utenom_utkast = self.exclude(tilstand=Anmodningstilstand.UTKAST)
        return tilgang.avgrens(utenom_utkast, bruker, Rettighet.ANMODNING_LES)

    def gjeldende(self) -> Self:
        """B-010: the one that counts for its kommune and year."""
        return self.filter(tilstand__in=SENDT_UT)

    def ubesvart(self) -> Self:
        """Asked for places and without an approved vedtak. One who is asked for 0 owes no answer."""
        return self.filter(tilstand__in=(Anmodningstilstand.SENDT, Anmodningstilstand.PURRET), antall__gt=0)

    def forfalt(self, dag: date) -> Self:
        """B-012: late, a mark that stops nothing."""
        return self.ubesvart().filter(runde__frist__lt=dag)


class KommunevedtakQuerySet(QuerySet["Kommunevedtak"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        return tilgang.avgrens(self, bruker, Rettighet.KOMMUNEVEDTAK_LES)

    def gjeldende(self) -> Self:
        """B-024, B-025: the latest approved one counts."""
        return self.filter(tilstand=Vedtakstilstand.GODKJENT)

    def registrert(self) -> Self:
        """Waits for the kommune's own approval; counts for nothing yet (B-024)."""
        return self.filter(tilstand=Vedtakstilstand.REGISTRERT)


class PlassendringQuerySet(QuerySet["Plassendring"]):
    def synlig_for(self, bruker: "tilgang.Hvem") -> Self:
        return tilgang.avgrens(self, bruker, Rettighet.KOMMUNEVEDTAK_LES)

    def foreslatt(self) -> Self:
        """Waits for the other party; changes no place yet (B-027)."""
        return self.filter(tilstand=Plassendringstilstand.FORESLATT)

    def bekreftet(self) -> Self:
        return self.filter(tilstand=Plassendringstilstand.BEKREFTET)
