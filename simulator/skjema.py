"""The shape of a SvarUT v2 forsendelse as data, and the one function that compares a value with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Tekst:
    maks: int | None = None
    monster: str | None = None
    valg: tuple[str, ...] = ()
    uuid: bool = False
    tidspunkt: bool = False


@dataclass(frozen=True)
class Heltall:
    pass


@dataclass(frozen=True)
class Boolsk:
    pass


@dataclass(frozen=True)
class Objekt:
    felter: "dict[str, Skjema]"
    paakrevd: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Liste:
    av: "Skjema"
    maks: int | None = None
    unik: bool = False


Skjema = Tekst | Heltall | Boolsk | Objekt | Liste

DIGITAL_ID = Tekst(monster=r"[0-9]{9}|[0-9]{11}")
ADRESSE = Objekt(
    {
        "navn": Tekst(),
        "digitalId": DIGITAL_ID,
        **dict.fromkeys(("adresselinje1", "adresselinje2", "adresselinje3", "poststed", "postnummer", "land"), Tekst()),
    },
    frozenset({"navn"}),
)
METADATA = Liste(Objekt({"key": Tekst(), "value": Tekst()}, frozenset({"key", "value"})), unik=True)
NOARK: dict[str, Skjema] = {
    **dict.fromkeys(("mappeId", "mappeSystemId", "systemId", "registreringsId", "journalposttype"), Tekst()),
    **dict.fromkeys(("journalstatus", "tittel"), Tekst()),
    **dict.fromkeys(("saksaar", "sakssekvensnummer", "journalpostnummer", "journalaar"), Heltall()),
    "journalsekvensnummer": Heltall(),
    "dokumentetsDato": Tekst(tidspunkt=True),
}
DOKUMENT = Objekt(
    {
        "filnavn": Tekst(maks=226, monster=r'[^*:"\\/<>|?]+'),
        "mimeType": Tekst(),
        "skalSigneres": Boolsk(),
        "dokumentType": Tekst(),
        "giroarkSider": Liste(Heltall(), unik=True),
        "skalEkskluderesFraUtskrift": Boolsk(),
        "ekstraMetadata": METADATA,
        "inneholderPersonsensitivInformasjon": Boolsk(),
    },
    frozenset({"filnavn", "mimeType"}),
)
FORSENDELSE = Objekt(
    {
        "tittel": Tekst(maks=1000),
        "mottaker": ADRESSE,
        "eksponertFor": Liste(DIGITAL_ID, unik=True),
        **dict.fromkeys(("avgivendeSystem", "avgivendeSystemAktor", "forsendelsestype"), Tekst(maks=100)),
        **dict.fromkeys(("eksternReferanse", "korrelasjonsid"), Tekst(maks=100)),
        "konteringskode": Tekst(maks=20, monster=r"[a-zA-Z0-9_\-.øæåØÆÅ]{0,20}"),
        **dict.fromkeys(("kunDigitalLevering", "kryptert", "krevNiva4Innlogging", "taushetsbelagtPost"), Boolsk()),
        "utskriftskonfigurasjon": Objekt({"utskriftMedFarger": Boolsk(), "tosidig": Boolsk()}),
        "metadataFraAvleverendeSystem": Objekt(
            {**NOARK, "journaldato": Tekst(tidspunkt=True), "saksbehandler": Tekst(), "ekstraMetadata": METADATA}
        ),
        "metadataForImport": Objekt(NOARK),
        "svarSendesTil": ADRESSE,
        "svarPaForsendelse": Tekst(uuid=True),
        "svarPaForsendelseLink": Boolsk(),
        "dokumenter": Liste(DOKUMENT),
        "lenker": Liste(
            Objekt({"url": Tekst(), "tekst": Tekst(), "ledetekst": Tekst()}, frozenset({"url", "tekst"})), maks=5
        ),
        "signeringUtloper": Tekst(tidspunkt=True),
        "signaturType": Tekst(valg=("AUTENTISERT_SIGNATUR", "AVANSERT_SIGNATUR")),
    },
    frozenset({"tittel", "mottaker"}),
)


def errors_in(verdi: object, skjema: Skjema, sti: str = "") -> Iterator[tuple[str, str]]:
    """Yield (field, what is wrong); null in an optional field counts as absent."""
    match skjema, verdi:
        case Tekst(), str():
            yield from ((sti, feil) for feil in _text_errors(verdi, skjema))
        case Heltall(), int() if not isinstance(verdi, bool):
            pass
        case Boolsk(), bool():
            pass
        case Objekt(), dict():
            yield from _object_errors(verdi, skjema, sti)
        case Liste(), list():
            yield from _list_errors(verdi, skjema, sti)
        case _:
            yield sti, "har feil type"


def _text_errors(verdi: str, skjema: Tekst) -> Iterator[str]:
    if skjema.maks is not None and len(verdi) > skjema.maks:
        yield f"er lengre enn {skjema.maks} tegn"
    if skjema.monster is not None and not re.fullmatch(skjema.monster, verdi):
        yield "har ugyldige tegn eller feil lengde"
    if skjema.valg and verdi not in skjema.valg:
        yield f"må være en av {', '.join(skjema.valg)}"
    if skjema.uuid and not is_uuid(verdi):
        yield "er ikke en UUID"
    if skjema.tidspunkt and parse_time(verdi) is None:
        yield "er ikke et tidspunkt med tidssone"


def _object_errors(verdi: dict[str, object], skjema: Objekt, sti: str) -> Iterator[tuple[str, str]]:
    for navn in sorted(skjema.paakrevd):
        if verdi.get(navn) in (None, ""):
            yield _join(sti, navn), "mangler"
    for navn, innhold in verdi.items():
        if navn not in skjema.felter:
            yield _join(sti, navn), "er et ukjent felt"
        elif innhold is not None:
            yield from errors_in(innhold, skjema.felter[navn], _join(sti, navn))


def _list_errors(verdi: list[object], skjema: Liste, sti: str) -> Iterator[tuple[str, str]]:
    if skjema.maks is not None and len(verdi) > skjema.maks:
        yield sti, f"har flere enn {skjema.maks} elementer"
    if skjema.unik and any(element in verdi[:nummer] for nummer, element in enumerate(verdi)):
        yield sti, "har like elementer"
    for nummer, element in enumerate(verdi):
        yield from errors_in(element, skjema.av, f"{sti}[{nummer}]")


def _join(sti: str, navn: str) -> str:
    return f"{sti}.{navn}" if sti else navn


def is_uuid(verdi: str) -> bool:
    try:
        return str(UUID(verdi)) == verdi.lower()
    except ValueError:
        return False


def parse_time(verdi: str) -> datetime | None:
    try:
        tidspunkt = datetime.fromisoformat(verdi)
    except ValueError:
        return None
    return tidspunkt if "T" in verdi and tidspunkt.tzinfo else None
