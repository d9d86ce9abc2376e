"""What the pages show of a file: the formats, the differences between file and system, the rows as a download."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from imdinett.bruker.models import Bruker
from imdinett.kjerne.radfil import formatlinjer
from imdinett.overtakelse.models import Overtakelse, Overtakelsesrad
from imdinett.overtakelse.slag import Forskjell, Slag
from imdinett.web.eksport import Eksport, Kolonne

LINJER_MAKS = 50


@dataclass(frozen=True)
class Format:
    navn: str
    hode: str
    kolonner: str
    valgfrie: str
    maks_rader: int


def formater(slag: Sequence[Slag]) -> list[Format]:
    return [
        Format(str(ett.navn), hode, ";".join(ett.kolonner), ";".join(ett.valgfrie), ett.maks_rader)
        for ett in slag
        for hode in formatlinjer(ett.kode, ett.versjoner)
    ]


@dataclass(frozen=True)
class Kommunetall:
    """One line of the difference report; `avvik` is what the system has beside what the file says."""

    kommune: str
    hva: str
    fil: int
    for_: int
    etter: int
    avvik: int


def kommunetall(overtakelse: Overtakelse, *, bare_avvik: bool = False) -> list[Kommunetall]:
    navn_paa = overtakelse.slaget.navn_paa
    return [
        Kommunetall(rad.kommune, navn_paa(rad.hva), rad.fil, rad.for_, rad.etter, rad.avvik)
        for rad in overtakelse.tallrader
        if rad.avvik or not bare_avvik
    ]


@dataclass(frozen=True)
class Avvistrad:
    """A row that did not go in, as the file has it: its cells in the file's order."""

    linje: int
    tekst: str
    grunn: str


def avviste(overtakelse: Overtakelse, rader: Sequence[Overtakelsesrad]) -> list[Avvistrad]:
    kolonner = (*overtakelse.slaget.alle_kolonner, "linje")
    return [
        Avvistrad(rad.linje, "; ".join(rad.innhold[navn] for navn in kolonner if rad.innhold.get(navn)), rad.grunn)
        for rad in rader
    ]


@dataclass(frozen=True)
class Mangel:
    """What rows that go in still lack, and the first of their lines."""

    tekst: str
    linjer: str


def mangler(overtakelse: Overtakelse) -> list[Mangel]:
    return [Mangel(tekst, _linjer(linjer)) for tekst, linjer in overtakelse.mangler.items()]


def _linjer(linjer: Sequence[int]) -> str:
    forste = ", ".join(str(linje) for linje in linjer[:LINJER_MAKS])
    flere = len(linjer) - LINJER_MAKS
    if flere > 0:
        return _("%(linjer)s og %(antall)d til") % {"linjer": forste, "antall": flere}
    return forste


@dataclass(frozen=True)
class Ulikrad:
    """A row whose facts are others here, field by field."""

    linje: int
    hva: str
    forskjeller: tuple[Forskjell, ...]


def ulike(rader: Sequence[Overtakelsesrad]) -> list[Ulikrad]:
    return [
        Ulikrad(rad.linje, _hva(rad), tuple(Forskjell(*en) for en in rad.forskjeller))
        for rad in rader
        if rad.forskjeller
    ]


def _hva(rad: Overtakelsesrad) -> str:
    """What the row is about, by the first of its keys that it has."""
    return next((rad.innhold[navn] for navn in ("duf", "epost", "kommunenummer") if rad.innhold.get(navn)), "")


def avviste_som_fil(
    overtakelse: Overtakelse, rader: Sequence[Overtakelsesrad], bruker: Bruker
) -> Eksport[Overtakelsesrad]:
    """The columns of the file itself, so that the rows can be put right, and why they did not go in."""
    kolonner = [
        Kolonne[Overtakelsesrad]("linje", _("Linje"), lambda rad: rad.linje),
        *(_kolonne(navn) for navn in overtakelse.slaget.alle_kolonner),
        Kolonne[Overtakelsesrad]("uleselig", _("Uleselig linje"), lambda rad: rad.innhold.get("linje", "")),
        Kolonne[Overtakelsesrad]("grunn", _("Hvorfor avvist"), lambda rad: rad.grunn, bredde=60),
    ]
    return Eksport(
        navn="avviste-rader",
        tittel=_("Rader som ikke gikk inn"),
        kolonner=kolonner,
        rader=rader,
        utvalg=[(_("Fil"), overtakelse.filnavn), (_("Sjekksum"), overtakelse.sha256)],
        av=bruker.navn,
    )


def _kolonne(navn: str) -> Kolonne[Overtakelsesrad]:
    return Kolonne(navn, navn, lambda rad: rad.innhold.get(navn, ""))
