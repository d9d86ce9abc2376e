"""Folkeregisteret's feed with its documents, one event a line (integrations.md §4.1–4.2, docs/filformater.md).

Reads form only. What is kept of a line that is refused is where to find it again: never a number or an address.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from imdinett.kjerne import klokke, radfil
from imdinett.kjerne.feil import Domenefeil
from imdinett.kjerne.radfil import Avvist, Fil, Rad

MAKS_LINJE = 20_000
_ORD = re.compile(r"[A-Za-z]{1,60}", re.ASCII)
_DOKUMENT = re.compile(r"[A-Za-z0-9-]{1,64}", re.ASCII)
_IDENTIFIKATOR = re.compile(r"\d{11}", re.ASCII)


@dataclass(frozen=True)
class Endring:
    """One changed property: `entitetsendring` says how, `innhold` is the property as it is now."""

    entitet: str
    hvordan: str
    innhold: dict[str, Any]

    def dato(self, navn: str) -> date | None:
        """A date that is left out is none; one that cannot be read refuses the line."""
        verdi = self.innhold.get(navn)
        if verdi is None:
            return None
        try:
            return date.fromisoformat(verdi)
        except (TypeError, ValueError):
            raise Domenefeil("ugyldig_dato", _("%(felt)s er ikke en dato.") % {"felt": navn.capitalize()}) from None

    @property
    def kommunenummer(self) -> str:
        """Of the one kind of address there is; empty when there is none."""
        for slag, felt in (
            ("vegadresse", "kommunenummer"),
            ("matrikkeladresse", "kommunenummer"),
            ("ukjentBosted", "bostedskommune"),
        ):
            adresse = self.innhold.get(slag)
            if isinstance(adresse, dict):
                return str(adresse.get(felt, ""))[:4]
        return ""


@dataclass(frozen=True)
class Hendelsesrad(Rad):
    sekvensnummer: int
    identifikator: str
    type: str
    dokument: str
    tid: datetime
    endringer: tuple[Endring, ...]

    def endring_i(self, entitet: str) -> Endring | None:
        return next((en for en in self.endringer if en.entitet == entitet), None)


def les(fil: Fil) -> Iterator[Hendelsesrad | Avvist]:
    if len(fil.linjer) > radfil.MAKS_RADER:
        raise radfil.for_mange_rader()
    for nr, linje in enumerate(fil.linjer, start=fil.forste):
        if linje.strip():
            yield _les_linje(nr, linje)


def _les_linje(nr: int, linje: bytes) -> Hendelsesrad | Avvist:
    if len(linje) > MAKS_LINJE:
        return Avvist(nr, {}, _("Linjen er for lang."))
    try:
        data = json.loads(linje.decode("utf-8"))
    except UnicodeDecodeError:
        return Avvist(nr, {}, _("Linjen er ikke lagret som UTF-8."))
    except (ValueError, RecursionError):
        return Avvist(nr, {}, _("Linjen er ikke gyldig JSON."))
    return _tolk(nr, data)


def _tolk(nr: int, data: Any) -> Hendelsesrad | Avvist:
    innslag = _objekt(data, "hendelse")
    dokument = _objekt(data, "dokument")
    hendelse = _objekt(dokument, "hendelse")
    sekvens = data.get("sekvensnummer") if isinstance(data, dict) else None
    # The feed says `hendelsetype`, the document `hendelsestype`.
    type_ = _felt(_ORD, (innslag, "hendelsetype"), (innslag, "hendelsestype"), (hendelse, "hendelsestype"))
    nokkel = _felt(_DOKUMENT, (innslag, "hendelsesdokument"), (dokument, "dokumentidentifikator"))
    identifikator = _felt(
        _IDENTIFIKATOR, (hendelse, "folkeregisteridentifikator"), (innslag, "folkeregisteridentifikator")
    )
    tid = _tid(hendelse.get("ajourholdstidspunkt") or innslag.get("ajourholdstidspunkt"))
    er_nummer = isinstance(sekvens, int) and not isinstance(sekvens, bool) and sekvens > 0
    kjennetegn = {"sekvensnummer": str(sekvens) if er_nummer else "", "hendelsestype": type_, "dokument": nokkel}
    for holder, grunn in (
        (er_nummer, _("Sekvensnummer mangler eller er ikke et tall.")),
        (type_, _("Hendelsestype mangler.")),
        (identifikator, _("Folkeregisteridentifikator mangler eller har ikke 11 siffer.")),
        (tid, _("Ajourholdstidspunkt mangler eller kan ikke leses.")),
        (tid is None or tid <= klokke.now(), _("Ajourholdstidspunktet er fram i tid.")),
    ):
        if not holder:
            return Avvist(nr, kjennetegn, grunn)
    assert isinstance(sekvens, int)
    assert tid is not None
    endringer = tuple(_endringer(hendelse.get("egenskapshendelse")))
    return Hendelsesrad(nr, kjennetegn, sekvens, identifikator, type_, nokkel, tid, endringer)


def _objekt(data: Any, navn: str) -> dict[str, Any]:
    verdi = data.get(navn) if isinstance(data, dict) else None
    return verdi if isinstance(verdi, dict) else {}


def _felt(monster: re.Pattern[str], *steder: tuple[dict[str, Any], str]) -> str:
    """The first place that holds a word of the right form."""
    verdier = (sted.get(navn) for sted, navn in steder)
    return next((verdi for verdi in verdier if isinstance(verdi, str) and monster.fullmatch(verdi)), "")


def _tid(verdi: Any) -> datetime | None:
    try:
        tid = datetime.fromisoformat(verdi)
    except (TypeError, ValueError):
        return None
    return tid if tid.tzinfo else tid.replace(tzinfo=klokke.OSLO)


def _endringer(egenskaper: Any) -> Iterator[Endring]:
    for en in egenskaper if isinstance(egenskaper, list) else []:
        if isinstance(en, dict):
            entitet, hvordan = str(en.get("entitet", "")), str(en.get("entitetsendring", ""))
            yield Endring(entitet, hvordan, _objekt(en, entitet))
