"""Every write on lists. Locks are taken in the order kommune → liste → linje → sak, here and in vedtak."""

from bosetting.fordeling.services.bygg import (
    fjern_husstand,
    forkast_utkast,
    legg_til_husstand,
    opprett_liste,
    send_liste,
    svarfrist,
)
from bosetting.fordeling.services.overtakelse import OvertattHusstand, overta_husstander
from bosetting.fordeling.services.sporsmaal import besvar_sporsmaal, still_sporsmaal, trekk_sporsmaal
from bosetting.fordeling.services.svar import (
    Lagring,
    Utkast,
    forkast_svar,
    godkjenn_fordelingsliste,
    lagre_alle,
    lagre_utkast,
)
from bosetting.fordeling.services.trekk import (
    marker_avgjort,
    trekk_laaste,
    trekk_linjer,
    trekk_liste,
)

__all__ = [
    "Lagring",
    "OvertattHusstand",
    "Utkast",
    "besvar_sporsmaal",
    "fjern_husstand",
    "forkast_svar",
    "forkast_utkast",
    "godkjenn_fordelingsliste",
    "lagre_alle",
    "lagre_utkast",
    "legg_til_husstand",
    "marker_avgjort",
    "opprett_liste",
    "overta_husstander",
    "send_liste",
    "still_sporsmaal",
    "svarfrist",
    "trekk_laaste",
    "trekk_linjer",
    "trekk_liste",
    "trekk_sporsmaal",
]
