"""Every write of rapport, one file per subject; callers name the function, not the file."""

from bosetting.rapport.services.kilde import logg_personrapport, person_eksport, tittel_paa
from bosetting.rapport.services.rapportfil import (
    LAG,
    apne,
    bestill_listefil,
    bestill_rapportfil,
    fei,
    lag_rapportfil,
    merk_feilet,
    slett_ferdige_eksporter,
    slett_ved_skjerming,
)
from bosetting.rapport.services.tall import (
    Filresultat,
    Importresultat,
    importer_bosettingstall,
    logg_rapport_hentet,
)

__all__ = [
    "LAG",
    "Filresultat",
    "Importresultat",
    "apne",
    "bestill_listefil",
    "bestill_rapportfil",
    "fei",
    "importer_bosettingstall",
    "lag_rapportfil",
    "logg_personrapport",
    "logg_rapport_hentet",
    "merk_feilet",
    "person_eksport",
    "slett_ferdige_eksporter",
    "slett_ved_skjerming",
    "tittel_paa",
]
