"""The calls of KS SvarUT v2 that we make (integrations.md §1). What an answer means stands here and nowhere else."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import httpx
from django.conf import settings
from django.utils.text import slugify

from imdinett.brev import maskinporten
from imdinett.utboks.models import Forsendelse
from imdinett.utboks.synlighet import PERSON

AVSENDERSYSTEM = "IMDinett"
VENT_LITT = frozenset({401, 403, 429})


class Svarutfeil(Exception):
    """A call that did not come through."""


class IkkeMottatt(Svarutfeil):
    """Certainly not accepted, and worth trying again; `vent` is what the service asked for, in seconds."""

    def __init__(self, melding: str, vent: float = 0) -> None:
        super().__init__(melding)
        self.vent = vent


class Avslag(Svarutfeil):
    """Certainly not accepted, and will not be."""


class Uklart(Svarutfeil):
    """It may have been accepted: time-out, broken connection, 5xx, an answer that cannot be read."""


@dataclass(frozen=True)
class Status:
    id: str
    kode: str
    tid: datetime


def send(rad: Forsendelse, pdf: bytes) -> str:
    """Hand over one letter; its id with SvarUT. Raises IkkeMottatt, Avslag or Uklart."""
    data = forsendelse(rad)
    filnavn = data["dokumenter"][0]["filnavn"]
    deler = [
        ("forsendelse", (None, json.dumps(data).encode(), "application/json")),
        ("filer_0", (filnavn, pdf, "application/pdf")),
    ]
    headere = _headere()
    with _oversatt():
        svar = _klient().post(
            _adresse(),
            files=deler,
            headers=headere,
            timeout=httpx.Timeout(settings.SVARUT_TIDSGRENSE_SEND, connect=settings.SVARUT_TIDSGRENSE_ELLERS),
        )
        return str(UUID(_innhold(svar)["id"]))


def finn(referanse: UUID) -> list[str]:
    """The ids of what carries our reference: none, one, or (an alarm) more."""
    data = _spor("GET", _adresse(), params={"eksternRef": str(referanse)})
    with _oversatt():
        return sorted({str(UUID(en)) for en in data["forsendelseIds"]})


def statuser(ider: Sequence[str]) -> list[Status]:
    """Where the letters are; ids that SvarUT does not know are left out."""
    data = _spor("POST", f"{_adresse()}/status-sok", json={"forsendelseIds": list(ider)})
    with _oversatt():
        return [
            Status(str(en["id"]), str(en["status"]), datetime.fromisoformat(en["sisteStatusEndring"]))
            for en in data["statuser"]
        ]


def forsendelse(rad: Forsendelse) -> dict[str, Any]:
    """The letter as SvarUT's JSON. Never only digital: unread mail is printed and posted (B-097)."""
    om_person = rad.slag.startswith(PERSON)
    return {
        "tittel": rad.tittel,
        "mottaker": _mottaker(rad.mottaker),
        "avgivendeSystem": AVSENDERSYSTEM,
        "kunDigitalLevering": False,
        "taushetsbelagtPost": om_person,
        "utskriftskonfigurasjon": {"utskriftMedFarger": False, "tosidig": True},
        "forsendelsestype": rad.slag,
        "eksternReferanse": str(rad.uuid),
        "korrelasjonsid": f"{rad.gjelder_type}-{rad.gjelder_id}",
        "dokumenter": [
            {
                "filnavn": f"{slugify(rad.tittel)[:80] or 'brev'}.pdf",
                "mimeType": "application/pdf",
                "dokumentType": "Brev",
                "inneholderPersonsensitivInformasjon": om_person,
            }
        ],
    }


def _mottaker(mottaker: dict[str, str]) -> dict[str, str]:
    """Name and orgnr; the postal address when the kommune has given one (decision 34)."""
    ut = {"navn": mottaker["navn"]}
    if mottaker["orgnr"]:
        ut["digitalId"] = mottaker["orgnr"]
    if mottaker["adresselinje"]:
        ut |= {
            "adresselinje1": mottaker["adresselinje"],
            "postnummer": mottaker["postnummer"],
            "poststed": mottaker["poststed"],
            "land": "Norge",
        }
    return ut


def _spor(metode: str, adresse: str, **kall: Any) -> dict[str, Any]:
    headere = _headere()
    with _oversatt():
        svar = _klient().request(metode, adresse, headers=headere, timeout=settings.SVARUT_TIDSGRENSE_ELLERS, **kall)
        return _innhold(svar)


def _innhold(svar: httpx.Response) -> dict[str, Any]:
    """The JSON of a good answer; the others by security.md §7 and decision 31."""
    if svar.status_code == 401:
        maskinporten.glem()
    if svar.status_code in VENT_LITT:
        raise IkkeMottatt(_melding(svar), _retry_after(svar))
    if 400 <= svar.status_code < 500:
        raise Avslag(_melding(svar))
    if not svar.is_success:
        raise Uklart(_melding(svar))
    data = svar.json()
    if not isinstance(data, dict):
        raise Uklart("SvarUT svarte noe annet enn ventet.")
    return data


@contextmanager
def _oversatt() -> Iterator[None]:
    """What never left us is IkkeMottatt; everything else that breaks is Uklart."""
    try:
        yield
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol) as feil:
        raise IkkeMottatt(f"Fikk ikke kontakt med SvarUT: {type(feil).__name__}.") from feil
    except httpx.TimeoutException as feil:
        raise Uklart("SvarUT svarte ikke innen tidsgrensen.") from feil
    except httpx.HTTPError as feil:
        raise Uklart(f"Forbindelsen til SvarUT ble brutt: {type(feil).__name__}.") from feil
    except (ValueError, KeyError, TypeError, AttributeError) as feil:
        raise Uklart(f"Svaret fra SvarUT kunne ikke leses: {type(feil).__name__}.") from feil


def _melding(svar: httpx.Response) -> str:
    try:
        tekst = str(svar.json()["message"])
    except (ValueError, KeyError, TypeError):
        tekst = "uten forklaring"
    return f"SvarUT svarte {svar.status_code}: {tekst}"[:400]


def _retry_after(svar: httpx.Response) -> float:
    verdi = svar.headers.get("Retry-After", "")
    return float(verdi) if verdi.isdigit() else 0


def _adresse() -> str:
    return f"{settings.SVARUT_URL.rstrip('/')}/v2/kontoer/{settings.SVARUT_KONTO}/forsendelser"


def _headere() -> dict[str, Any]:
    try:
        token = maskinporten.hent(_klient())
    except maskinporten.IngenToken as feil:
        raise IkkeMottatt(str(feil)) from feil
    return {
        "Authorization": f"Bearer {token}",
        "IntegrasjonId": settings.SVARUT_INTEGRASJON_ID,
        "IntegrasjonPassord": settings.SVARUT_INTEGRASJON_PASSORD.encode(),
    }


@lru_cache(maxsize=1)
def _klient() -> httpx.Client:
    """One per process, so that letters in a row share a connection."""
    return httpx.Client(follow_redirects=False)
