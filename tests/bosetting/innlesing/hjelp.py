"""Files from outside, as their senders write them."""

import itertools
import json
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from bosetting.folkeregister.models import Folkeregisterpeker, Folkeregisterstatus
from bosetting.innlesing import services
from bosetting.innlesing.models import Datoimport, Folkeregisterside
from bosetting.innlesing.states import Udihendelse
from bosetting.person.models import Person, Sak
from imdinett.bruker.models import Bruker
from imdinett.kommune.models import Kommune

UDIHODE = "imdinett;udi-tillatelse;2026-11-28\nduf;hendelse;tillatelse;dato;meldt_tidspunkt"
UDIHODE_GYLDIG_TIL = "imdinett;udi-tillatelse;2026-11-30\nduf;hendelse;tillatelse;dato;gyldig_til;meldt_tidspunkt"


def les_fil(*, bruker: Bruker, fil: SimpleUploadedFile) -> Datoimport:
    return services.les_inn(bruker=bruker, innhold=fil.read(), filnavn=fil.name or "")


def les_udi(bruker: Bruker, *linjer: str | bytes) -> Datoimport:
    alle = [linje if isinstance(linje, bytes) else linje.encode() for linje in (UDIHODE, *linjer)]
    return services.les_inn(bruker=bruker, innhold=b"\n".join(alle), filnavn="udi.csv")


def udirad(sak: Sak, hva: Udihendelse, dato: date, tillatelse: str = "") -> str:
    return f"{sak.person.duf_nummer};{hva};{tillatelse};{dato:%Y-%m-%d};2026-01-05T09:00"


def tall(kjoring: Datoimport) -> tuple[int, int, int]:
    return kjoring.antall_inn, kjoring.antall_kjent, kjoring.antall_avvist


def avvist(kjoring: Datoimport) -> list[tuple[int, str]]:
    return list(kjoring.avviste.values_list("linje", "grunn"))


# ---- Folkeregisteret
FREGHODE = "imdinett;folkeregister-hendelser;2026-11-29"
DNR, FNR, ANNET_FNR = "41819077302", "12829020074", "15859020051"
FLYTTET, RETTET = "endringIBostedsadresse", "endringIBostedsadresseUtenFlytting"
REGULERT, OPPHOLD = "endringIBostedsadresseVedKommuneregulering", "endringIOppholdsadresse"
VERN, NUMMER = "endringIAdressebeskyttelse", "endringIIdentifikasjonsnummer"
_nr = itertools.count(1)


def med_nummer(sak: Sak, nummer: str = FNR, **person: Any) -> Sak:
    Person.objects.filter(pk=sak.person_id).update(fodselsnummer=nummer, **person)
    return Sak.objects.select_related("person").get(pk=sak.pk)


def freg(
    sekvens: Any,
    type_: str,
    *endringer: dict[str, Any],
    nummer: str = FNR,
    tid: str = "2026-01-05T08:15:00+01:00",
    nokkel: str = "hendelsestype",
) -> str:
    """One line: what the feed says of the event, and its document (integrations.md §4.2)."""
    dokument = f"{next(_nr):032x}"
    innslag = {"folkeregisteridentifikator": nummer, "hendelsetype": type_, "hendelsesdokument": dokument}
    hendelse = {"folkeregisteridentifikator": nummer, nokkel: type_, "ajourholdstidspunkt": tid}
    hendelse["egenskapshendelse"] = list(endringer)
    return json.dumps(
        {
            "sekvensnummer": sekvens,
            "hendelse": innslag,
            "dokument": {"dokumentidentifikator": dokument, "skjemaversjon": "1.0", "hendelse": hendelse},
        }
    )


def egenskap(entitet: str, hvordan: str = "registrereNy", **innhold: Any) -> dict[str, Any]:
    return {"entitet": entitet, "entitetsendring": hvordan, **({entitet: innhold} if innhold else {})}


def bosted(kommunenummer: str, hvordan: str = "registrereNy", **innhold: Any) -> dict[str, Any]:
    innhold = {"flyttedato": "2026-01-02", "adressegradering": "ugradert", **innhold}
    gate = {"kommunenummer": kommunenummer, "adressenavn": "Prøveveien", "poststed": {"postnummer": "0152"}}
    return egenskap("bostedsadresse", hvordan, vegadresse=gate, **innhold)


def gradert(nivaa: str, hvordan: str = "registrereNy") -> dict[str, Any]:
    return egenskap("adressebeskyttelse", hvordan, graderingsnivaa=nivaa)


def les_freg(bruker: Bruker, *linjer: str | bytes) -> Datoimport:
    alle = [linje if isinstance(linje, bytes) else linje.encode() for linje in (FREGHODE, *linjer)]
    return services.les_inn(bruker=bruker, innhold=b"\n".join(alle), filnavn="hendelser.jsonl")


def status(sak: Sak) -> Folkeregisterstatus:
    return Folkeregisterstatus.objects.get(person=sak.person_id)


def sted(sak: Sak) -> tuple[Kommune | None, date | None]:
    rad = status(sak)
    return rad.bostedskommune, rad.flyttedato


def peker() -> int:
    return Folkeregisterpeker.objects.get().sekvensnummer


def side() -> Folkeregisterside:
    return Folkeregisterside.objects.latest("pk")


def nivaa(sak: Sak) -> str:
    sak.person.refresh_from_db()
    return str(sak.person.gradering)


# ---- UDI's persons and mottak's moves
IDHODE = (
    "imdinett;udi-identitet;2026-11-29\n"
    "duf;fornavn;etternavn;fodselsdato;kjonn;statsborgerskap;familie;kategori;mottak;representant;meldt_tidspunkt"
)
OVHODE = (
    "imdinett;udi-overforing;2026-11-29\n"
    "duf;fornavn;etternavn;fodselsdato;kjonn;statsborgerskap;familie;tidligst_ankomst;innreisefrist;meldt_tidspunkt"
)
FLYTTEHODE = "imdinett;mottak-flytting;2026-11-29\nduf;fra;til;flyttedato;meldt_tidspunkt"
MELDT = "2026-01-05T09:00"


def les_csv(bruker: Bruker, hode: str, *linjer: str | bytes) -> Datoimport:
    alle = [linje if isinstance(linje, bytes) else linje.encode() for linje in (hode, *linjer)]
    return services.les_inn(bruker=bruker, innhold=b"\n".join(alle), filnavn="fil.csv")


def idrad(duf: str, **celler: str) -> str:
    standard = {
        "fornavn": "Olena",
        "etternavn": "Eksempel",
        "fodselsdato": "1989-03-12",
        "kjonn": "kvinne",
        "statsborgerskap": "Ukraina",
        "familie": "",
        "kategori": "mottak",
        "mottak": "",
        "representant": "",
        "meldt": MELDT,
    }
    return ";".join([duf, *{**standard, **celler}.values()])


def ovrad(duf: str, **celler: str) -> str:
    standard = {
        "fornavn": "Grace",
        "etternavn": "Eksempel",
        "fodselsdato": "1989-03-12",
        "kjonn": "kvinne",
        "statsborgerskap": "DR Kongo",
        "familie": "",
        "tidligst": "2098-02-01",
        "frist": "2099-03-31",
        "meldt": MELDT,
    }
    return ";".join([duf, *{**standard, **celler}.values()])
