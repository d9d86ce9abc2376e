"""What is stored in words: one value at a time, by the field that it is of."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, DateTimeField, Field, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.fordeling.personkort import familietekst
from bosetting.person.models import Kartlegging, Person, Sak
from bosetting.person.states import Tillatelsestype
from imdinett.web import norsk

SLEKTNING = {
    "navn": gettext_lazy("Navn"),
    "slektskap": gettext_lazy("Slektskap"),
    "fodselsdato": gettext_lazy("Født"),
    "status": gettext_lazy("Status"),
    "i_husstanden": gettext_lazy("I samme husstand"),
}
# Where each of the frozen facts is from; the others have names of their own.
_FAKTA: Mapping[str, tuple[type[Model], str]] = {
    "kjonn": (Person, "kjonn"),
    "statsborgerskap": (Person, "statsborgerskap"),
    "tolkesprak": (Kartlegging, "tolkesprak"),
    "utdanning": (Kartlegging, "utdanning"),
    "yrke": (Kartlegging, "yrke"),
    "planer": (Kartlegging, "planer"),
    "behov": (Kartlegging, "tilretteleggingsbehov"),
    "helse": (Kartlegging, "behov_for_helsetjenester"),
    "kategori": (Sak, "kategori"),
    "er_em": (Sak, "er_em"),
    "tidligst_ankomst": (Sak, "tidligst_ankomst"),
    "innreisefrist": (Sak, "innreisefrist"),
}
_EGNE = {
    "fodselsaar": gettext_lazy("Fødselsår"),
    "sprak": gettext_lazy("Språk"),
    "familie": gettext_lazy("Familie"),
    "mangler": gettext_lazy("Ikke kartlagt ennå"),
}


def feltet(modell: type[Model], navn: str) -> "Field[Any, Any] | None":
    try:
        ett = modell._meta.get_field(navn)
    except FieldDoesNotExist:
        return None
    return ett if isinstance(ett, Field) else None


def navn_paa(ett: "Field[Any, Any] | None", navn: str) -> str:
    return capfirst(str(ett.verbose_name)) if ett else capfirst(navn.replace("_", " "))


def i_ord(ett: "Field[Any, Any] | None", navn: str, verdi: Any) -> str:
    """A date in Norwegian form, a choice by its name, a list with commas."""
    if isinstance(verdi, bool):
        return _("Ja") if verdi else _("Nei")
    if isinstance(verdi, list):
        return ", ".join(str(en) for en in verdi)
    if isinstance(ett, DateTimeField) or (ett is None and navn.endswith("_tid")):
        return norsk.tidspunkt(datetime.fromisoformat(verdi))
    if isinstance(ett, DateField) or (ett is None and navn.endswith("dato")):
        return norsk.dato(date.fromisoformat(verdi))
    valg = dict(ett.flatchoices) if ett else {}
    return str(valg.get(verdi, verdi))


# ---- values with a way of their own
def duf(verdi: Any) -> str:
    return norsk.duf(str(verdi))


def dag(verdi: Any) -> str:
    return norsk.dato(datetime.fromisoformat(verdi))


def tillatelse(verdi: Any) -> str:
    return str(Tillatelsestype(verdi).label) if verdi in Tillatelsestype.values else str(verdi)


def oppslag(verdi: Any) -> str:
    """A row as it stood in the file."""
    return "; ".join(f"{navn}: {en}" for navn, en in verdi.items() if en not in ("", None))


def fakta(verdi: Any) -> str:
    """The database keeps them in no order, so they are read in ours."""
    kjente = [navn for navn in (*_FAKTA, *_EGNE) if verdi.get(navn) or verdi.get(navn) is False]
    return "; ".join(f"{_faktanavn(navn)}: {_faktum(navn, verdi[navn])}" for navn in kjente)


def _faktanavn(navn: str) -> str:
    return str(_EGNE[navn]) if navn in _EGNE else navn_paa(_faktafelt(navn), navn)


def _faktafelt(navn: str) -> "Field[Any, Any] | None":
    return feltet(*_FAKTA[navn]) if navn in _FAKTA else None


def _faktum(navn: str, verdi: Any) -> str:
    if navn == "familie":
        return ", ".join(familietekst(rad) for rad in verdi)
    if navn == "mangler":
        return ", ".join(navn_paa(feltet(Kartlegging, en), en).lower() for en in verdi)
    return i_ord(_faktafelt(navn), navn, verdi)
