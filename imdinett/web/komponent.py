"""Plain values that the partials in templates/komponenter/ are filled from. Views and queries build them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Lenke:
    """A link. `skjult` is read out after the text where the text alone says too little ("Vis" + "brev til Lund")."""

    tekst: str
    url: str = ""
    skjult: str = ""


@dataclass(frozen=True)
class Merke:
    """A status in one or two words; `farge` is a Designsystemet colour name."""

    tekst: str
    farge: str = "neutral"


@dataclass(frozen=True)
class Fane:
    tekst: str
    url: str
    aktiv: bool = False
    antall: int | None = None


@dataclass(frozen=True)
class Knapp:
    """A submit button, or a link that looks like one when `url` is given."""

    tekst: str
    variant: str = "primary"
    navn: str = ""
    verdi: str = ""
    url: str = ""
    farge: str = ""


@dataclass(frozen=True)
class Rad:
    """Name and value in a list of facts."""

    navn: str
    verdi: Any
    merke: Merke | None = None


@dataclass(frozen=True)
class SeOverRad:
    """One answer on a check page, with the link that changes it and the broken rule in full, if any."""

    navn: str
    verdi: Any
    endre_url: str = ""
    endre_hva: str = ""
    feil: str = ""


@dataclass(frozen=True)
class Endring:
    felt: str
    fra: Any
    til: Any


@dataclass(frozen=True)
class Tidspunkt:
    """One line in the events panel."""

    tittel: str
    tid: datetime
    av: str = ""
    rolle: str = ""
    endringer: Sequence[Endring] = ()


@dataclass(frozen=True)
class Brevrad:
    tittel: str
    mottaker: str
    tid: datetime | None
    status: Merke
    html_url: str = ""
    pdf_url: str = ""


@dataclass(frozen=True)
class Steg:
    """A step of a longer job; a finished one is plain text, without colour."""

    tekst: str
    status: str
    url: str = ""
    aktiv: bool = False


@dataclass(frozen=True)
class Nokkeltall:
    verdi: str
    tekst: str
    note: str = ""


@dataclass(frozen=True)
class Filtervalg:
    """A filter that is on; `fjern_url` is the same list without it."""

    tekst: str
    fjern_url: str
