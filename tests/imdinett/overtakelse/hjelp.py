"""Files of agreements and users, as the system before this would write them."""

from imdinett.bruker.models import Bruker
from imdinett.overtakelse import avtaler, brukere, services
from imdinett.overtakelse.models import Overtakelse

AVTALEHODE = "imdinett;overtakelse-avtale;2026-11-29\n" + ";".join(avtaler.SLAG.kolonner)
BRUKERHODE = "imdinett;overtakelse-bruker;2026-11-29\n" + ";".join(brukere.SLAG.kolonner)


def avtalefil(*linjer: str) -> bytes:
    return "\n".join([AVTALEHODE, *linjer]).encode()


def brukerfil(*linjer: str) -> bytes:
    return "\n".join([BRUKERHODE, *linjer]).encode()


def prov(bruker: Bruker, innhold: bytes) -> Overtakelse:
    return services.prov(bruker=bruker, innhold=innhold, filnavn="gammelt.csv")


def les_inn(bruker: Bruker, innhold: bytes) -> Overtakelse:
    return services.les_inn(bruker=bruker, overtakelse_id=prov(bruker, innhold).pk)


def tall(overtakelse: Overtakelse) -> tuple[int, int, int]:
    return overtakelse.antall_inn, overtakelse.antall_kjent, overtakelse.antall_avvist


def avvist(overtakelse: Overtakelse) -> list[tuple[int, str]]:
    return list(overtakelse.avviste.values_list("linje", "grunn"))
