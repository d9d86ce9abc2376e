"""What the world holds, and the marker texts in it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bosetting.anmodning.modell.models import Variant
from bosetting.anmodning.models import Anmodningsrunde, Kommunevedtak
from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Sporsmaal
from bosetting.innlesing.models import Datoimport
from bosetting.innmelding.models import Innmelding
from bosetting.person.models import Husstand, Person
from imdinett.bruker.models import Bruker
from imdinett.forvaltning.models import Melding
from imdinett.henvendelse.models import Henvendelse
from imdinett.kjerne import klokke
from imdinett.kommune.models import Databehandleravtale, Enhet, Kommune
from imdinett.opplasting.models import Opplasting
from imdinett.tilgang.roller import Rolle
from imdinett.tilgangsnokkel.services import Nynokkel
from imdinett.utboks.models import Forsendelse

PASSORD = "bare-i-testene-2026"
TOTP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
KANARI = "KANARI-B"
SKJULT, APEN, STENGT, LEDIG = "SKJULT", "APEN", "STENGT", "LEDIG"
HELSE = "HELSEKANARI"


@dataclass(frozen=True)
class Identitet:
    """Who somebody is: every D3 field, each with a value found nowhere else."""

    stadium: str
    kommune: str
    uuid: str
    navn: tuple[str, ...]
    tall: tuple[str, ...]
    fodt: date


@dataclass(eq=False)
class Kommuneverden:
    """What one kommune has, by what it is called in the tests below."""

    kommune: Kommune
    merke: str = ""
    avtale: Databehandleravtale | None = None
    brukere: dict[Rolle, Bruker] = field(default_factory=dict)
    stengt: Bruker | None = None
    invitert: Bruker | None = None
    vedtak: dict[str, Kommunevedtak] = field(default_factory=dict)
    lister: dict[str, Fordelingsliste] = field(default_factory=dict)
    husstander: dict[str, Husstand] = field(default_factory=dict)
    filer: dict[str, Opplasting] = field(default_factory=dict)
    brev: dict[str, Forsendelse] = field(default_factory=dict)
    innmeldinger: dict[str, Innmelding] = field(default_factory=dict)
    henvendelser: dict[str, Henvendelse] = field(default_factory=dict)
    tilgangsnokkel: Nynokkel | None = None
    sporsmaal: Sporsmaal | None = None

    @property
    def skriv(self) -> Bruker:
        return self.brukere[Rolle.KOMMUNE_BOSETTER_SKRIV]

    @property
    def administrator(self) -> Bruker:
        return self.brukere[Rolle.KOMMUNE_ADMINISTRATOR]

    def person(self, hvem: str) -> Person:
        return self.husstander[hvem].personer.order_by("pk")[0]

    def svar_id(self, hvem: str) -> int:
        linje = Fordelingslinje.objects.filter(sak__husstand=self.husstander[hvem]).order_by("pk").last()
        assert linje
        return linje.husstandssvar_id


@dataclass(eq=False)
class Verden:
    naa: datetime
    a: Kommuneverden
    b: Kommuneverden
    c: Kommuneverden
    imdi: dict[Rolle, Bruker] = field(default_factory=dict)
    andre: dict[str, Bruker] = field(default_factory=dict)
    enheter: dict[str, Enhet] = field(default_factory=dict)
    beboere: dict[str, Husstand] = field(default_factory=dict)
    ledige: dict[str, Husstand] = field(default_factory=dict)
    identiteter: list[Identitet] = field(default_factory=list)
    runder: dict[str, Anmodningsrunde] = field(default_factory=dict)
    varianter: dict[str, Variant] = field(default_factory=dict)
    datoimport: Datoimport | None = None
    melding: Melding | None = None
    nokkel: str = ""

    @property
    def aar(self) -> int:
        return klokke.today().year

    @property
    def bosetter(self) -> Bruker:
        return self.imdi[Rolle.IMDI_BOSETTER_SKRIV]
