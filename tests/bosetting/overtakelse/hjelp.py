"""Files of saker, as the system before this would write them."""

from datetime import date, timedelta

from bosetting.overtakelse.sakfil import KOLONNER, VALGFRIE
from bosetting.person.models import Sak
from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kjerne.nummer import duf_med_kontroll
from imdinett.kommune.models import Kommune
from imdinett.overtakelse import services
from imdinett.overtakelse.models import Overtakelse

HODE = "imdinett;overtakelse-sak;2026-11-29"
GRUNNLAG = {
    "husstand": "G-1",
    "fornavn": "Amal",
    "etternavn": "Eksempel",
    "fodselsdato": "1989-03-12",
    "kjonn": "kvinne",
    "statsborgerskap": "Syria",
    "kategori": "privatboende",
    "adresse": "Prøveveien 1",
    "postnummer": "0152",
    "poststed": "Oslo",
    "tillatelse": "flyktning",
    "tillatelsesdato": "2025-09-01",
}


def duf(nr: int) -> str:
    return duf_med_kontroll(2099, 400_000 + nr)


def rad(nr: int, tilstand: str, **celler: str) -> dict[str, str]:
    """A row that can go in; `celler` says what is otherwise."""
    verdier = {**GRUNNLAG, "duf": duf(nr), "tilstand": tilstand, **celler}
    if tilstand == "registrert":
        verdier = {**verdier, "tillatelse": "", "tillatelsesdato": "", **celler}
    if tilstand == "bosettingsklar":
        verdier = {"klar_dato": "2025-10-01", "kartlagt_dato": "2025-09-20", "morsmaal": "arabisk", **verdier}
    return verdier


def plassert(nr: int, tilstand: str, kommune: Kommune, **celler: str) -> dict[str, str]:
    """Søkt ut or settled in the kommune, on a place of 2026."""
    felles = {"kommunenummer": kommune.nummer, "plassaar": "2026", "utsokingsdato": "2026-01-10"}
    if tilstand == "bosatt":
        felles["bosettingsdato"] = "2026-02-01"
    return rad(nr, tilstand, **{**felles, **celler})


def fil(*rader: dict[str, str]) -> bytes:
    """With the columns that can be left out only when a row has something in them."""
    navnene = [*KOLONNER, *(navn for navn in VALGFRIE if any(navn in en for en in rader))]
    linjer = [HODE, ";".join(navnene), *(";".join(en.get(navn, "") for navn in navnene) for en in rader)]
    return "\n".join(linjer).encode()


def prov(bruker: Bruker, *rader: dict[str, str]) -> Overtakelse:
    return services.prov(bruker=bruker, innhold=fil(*rader), filnavn="rogaland.csv")


def les_inn(bruker: Bruker, *rader: dict[str, str]) -> Overtakelse:
    return services.les_inn(bruker=bruker, overtakelse_id=prov(bruker, *rader).pk)


def tall(overtakelse: Overtakelse) -> tuple[int, int, int]:
    return overtakelse.antall_inn, overtakelse.antall_kjent, overtakelse.antall_avvist


def avvist(overtakelse: Overtakelse) -> list[tuple[int, str]]:
    return list(overtakelse.avviste.values_list("linje", "grunn"))


def sak(nr: int) -> Sak:
    return Sak.objects.select_related("person", "kommune", "husstand").get(person__duf_nummer=duf(nr))


def i_morgen() -> str:
    return (klokke.today() + timedelta(days=1)).isoformat()


def skrevet(dag: date) -> str:
    return dag.isoformat()
