"""Who may write in a case, and what a text must hold. No queries."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.nummer import har_personnummer
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

if TYPE_CHECKING:
    from imdinett.henvendelse.models import Henvendelse

EMNE_MAKS = 120
TEKST_MAKS = 5000
VEDLEGG_MAKS = 5


def kan_opprette(bruker: "tilgang.Hvem", kommune_id: int) -> bool:
    """Decision 21: every skriv user of the kommune, whatever the area; les reads."""
    return tilgang.har(bruker, Rettighet.HENVENDELSE_SKRIV, kommune_id)


def kan_skrive(bruker: "tilgang.Hvem", henvendelse: "Henvendelse") -> bool:
    return kan_opprette(bruker, henvendelse.kommune_id)


def kan_behandle(bruker: "tilgang.Hvem") -> bool:
    return tilgang.har_imdi(bruker, Rettighet.HENVENDELSE_BEHANDLE)


def kontroller_emne(emne: str) -> None:
    """The subject is read in lists and events, where no D3 may stand (security.md §3)."""
    if har_personnummer(emne):
        raise Domenefeil(
            "emne_nummer",
            _("Emne kan ikke ha DUF-nummer eller fødselsnummer. Velg saken under «Gjelder» i stedet."),
            felt="emne",
        )
