"""What may be done with a row in the queue, by its state."""

from typing import TYPE_CHECKING

from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet
from imdinett.utboks.states import Kanal, Tilstand

if TYPE_CHECKING:
    from imdinett.utboks.models import Forsendelse

SEND_PAA_NYTT = frozenset({Tilstand.AVVIST, Tilstand.AVKLARES, Tilstand.FEILET_LEVERING})


def kan_behandle(bruker: "tilgang.Hvem") -> bool:
    return tilgang.har_imdi(bruker, Rettighet.BREVKO_SKRIV)


def kan_proves_naa(rad: "Forsendelse") -> bool:
    """It waits for its next attempt, and need not."""
    return rad.tilstand == Tilstand.KLAR and rad.kanal != Kanal.UTSKRIFT


def kan_sendes_paa_nytt(rad: "Forsendelse") -> bool:
    """It stopped, and no newer row stands in its place."""
    return rad.tilstand in SEND_PAA_NYTT and not hasattr(rad, "erstattet_av")


def kan_ha_kommet_fram(rad: "Forsendelse") -> bool:
    return rad.tilstand == Tilstand.AVKLARES and not hasattr(rad, "erstattet_av")


def kan_avbrytes(rad: "Forsendelse") -> bool:
    """Nobody has been given it: the queue, or a certain refusal."""
    return rad.tilstand in (Tilstand.KLAR, Tilstand.AVVIST) and not hasattr(rad, "erstattet_av")


def kan_skrives_ut(rad: "Forsendelse") -> bool:
    return rad.kanal == Kanal.UTSKRIFT and rad.tilstand == Tilstand.KLAR
