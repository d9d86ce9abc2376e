"""How the status of a letter moves by itself, and what a person may read about it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from simulator.lager import Brev

HENDELSER = {
    "MOTTATT": "Forsendelsen er mottatt",
    "AKSEPTERT": "Metadata og filer er kontrollert og godkjent",
    "AVVIST": "Forsendelsen er avvist",
    "KLAR_FOR_MOTTAK": "Forsendelsen er klar til å hentes av mottakerens system",
    "VARSLET": "Mottakeren er varslet i Altinn",
    "LEST": "Forsendelsen er lest",
    "SENDT_DIGITALT": "Forsendelsen er sendt digitalt",
    "SENDT_SDP": "Forsendelsen er sendt til digital postkasse",
    "LEVERT_SDP": "Forsendelsen er levert i digital postkasse",
    "SENDT_PRINT": "Forsendelsen er sendt til utskrift",
    "PRINTET": "Forsendelsen er skrevet ut og lagt i posten",
    "IKKE_LEVERT": "Forsendelsen kunne ikke leveres",
    "MANUELT_HANDTERT": "Forsendelsen er håndtert manuelt",
}


def path_for(forsendelse: Mapping[str, Any]) -> tuple[str, ...]:
    """Persons are notified; of the organisations about half fetch into their own archive (by their number)."""
    digital_id = forsendelse["mottaker"].get("digitalId")
    if not digital_id:
        return "MOTTATT", "AKSEPTERT", "SENDT_PRINT", "PRINTET"
    henter_selv = len(digital_id) == 9 and sum(map(int, digital_id)) % 2 == 0
    return "MOTTATT", "AKSEPTERT", "KLAR_FOR_MOTTAK" if henter_selv else "VARSLET", "LEST"


def history(brev: Brev, naa: datetime) -> list[tuple[datetime, str]]:
    """Every status reached at `naa`; a status set by hand ends the walk."""
    slutt = brev.satt[0][0] if brev.satt else naa
    planlagt = [
        (brev.mottatt + nummer * timedelta(seconds=brev.tempo), status)
        for nummer, status in enumerate(path_for(brev.forsendelse))
        if nummer == 0 or brev.tempo
    ]
    return [planlagt[0], *(steg for steg in planlagt[1:] if steg[0] <= slutt), *brev.satt]


def status(brev: Brev, naa: datetime) -> tuple[datetime, str]:
    return history(brev, naa)[-1]
