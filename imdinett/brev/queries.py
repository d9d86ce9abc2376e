"""Reads about letters for the pages of others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Model, Q
from django.urls import reverse

from imdinett.brev import status
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.states import FEIL, Tilstand
from imdinett.web.komponent import Brevrad

if TYPE_CHECKING:
    from imdinett.tilgang import tilgang


def brevpanel(objekter: Iterable[Model], bruker: "tilgang.Hvem") -> list[Brevrad]:
    """The letters on some objects that the user may read, newest first: for komponenter/brev_panel.html."""
    rader = Forsendelse.objects.brev().om(objekter, bruker)
    return [brevrad(rad) for rad in rader.select_related("fil").defer("innhold", "fil__pdf")]


def brevrad(rad: Forsendelse) -> Brevrad:
    return Brevrad(
        tittel=rad.tittel,
        mottaker=rad.mottaker_navn,
        tid=sist(rad),
        status=status.merke(rad),
        html_url=reverse("brev", args=[rad.uuid]),
        pdf_url=reverse("brev_pdf", args=[rad.uuid]) if hasattr(rad, "fil") else "",
    )


def sist(rad: Forsendelse) -> datetime:
    """When the row came to where it is."""
    return rad.ekstern_status_tid or rad.sendt_tid or rad.opprettet_tid


@dataclass(frozen=True)
class Fremdrift:
    """How far a batch of letters has come. `ferdig` = accepted, or stopped for a person to look at."""

    totalt: int
    akseptert: int
    feilet: int

    @property
    def ferdig(self) -> int:
        return self.akseptert + self.feilet

    @property
    def i_ko(self) -> int:
        return self.totalt - self.ferdig


AKSEPTERT = (Tilstand.SENDT, Tilstand.LEVERT, Tilstand.LEST, Tilstand.PRINT)


def fremdrift(gjelder_type: str, ider: Iterable[object]) -> Fremdrift:
    """N of M letters accepted, for the letters of these objects. One query."""
    rader = Forsendelse.objects.brev().filter(
        gjelder_type=gjelder_type, gjelder_id__in=[str(en) for en in ider], erstattet_av=None
    )
    return Fremdrift(
        **rader.exclude(tilstand=Tilstand.AVBRUTT).aggregate(
            totalt=Count("pk"),
            akseptert=Count("pk", filter=Q(tilstand__in=AKSEPTERT)),
            feilet=Count("pk", filter=Q(tilstand__in=FEIL)),
        )
    )
