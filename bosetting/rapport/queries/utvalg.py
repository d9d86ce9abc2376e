"""Which year and which kommuner a report is about, and what the reader may choose."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Min

from bosetting.person.models import Sak
from bosetting.rapport.queries.anmodning_vedtak import Leser, leser
from bosetting.rapport.queries.tabell import EGEN, LANDET
from imdinett.kjerne import klokke
from imdinett.kommune.models import Fylke, Kommune
from imdinett.tilgang import tilgang
from imdinett.tilgang.rettighet import Rettighet

FYLKE, KOMMUNE = "fylke-", "kommune-"


@dataclass(frozen=True)
class Utvalg:
    """`kommune_ider` None is the whole country; `fullt` when the reader may see every number of it."""

    aar: int
    omraade: str
    navn: str
    kommune_ider: Sequence[int] | None
    kommune: Kommune | None
    leser: Leser

    @property
    def fullt(self) -> bool:
        return self.leser.ser_alt or (bool(self.kommune_ider) and self.leser.egne.issuperset(self.kommune_ider or ()))


def aarene() -> list[int]:
    """Every year from the first case to this one, the newest first. One query."""
    siste = klokke.today().year
    forste = Sak.objects.aggregate(forste=Min("tillatelse_dato"))["forste"]
    return list(range(siste, (forste.year if forste else siste) - 1, -1))


def fylke_av(bruker: "tilgang.Hvem", hvem: Leser) -> str:
    """The fylke of somebody who reads for a fylke and for no kommune."""
    ider = tilgang.kommune_ider(bruker, Rettighet.RAPPORT_LES)
    if hvem.ser_alt or hvem.egne or not ider:
        return ""
    return Fylke.objects.filter(kommune__in=ider).values_list("navn", flat=True).order_by("nummer").first() or ""


class Omraader:
    """The areas a reader can choose between. Three queries."""

    def __init__(self, bruker: "tilgang.Hvem", aktiv: Kommune | None) -> None:
        self.leser = leser(bruker)
        self.egen = aktiv if aktiv and aktiv.pk in self.leser.egne else None
        self.fylker = {f"{FYLKE}{fylke.pk}": fylke for fylke in Fylke.objects.all()}
        alle = Kommune.objects.gyldige() if self.leser.ser_alt else Kommune.objects.none()
        self.kommuner = {f"{KOMMUNE}{kommune.nummer}": kommune for kommune in alle}
        self.standard = EGEN if self.egen else LANDET
        if navn := fylke_av(bruker, self.leser):
            self.standard = next(kode for kode, fylke in self.fylker.items() if fylke.navn == navn)

    def valg(self, landet: str) -> list[tuple[str, str]]:
        egen = [(EGEN, str(self.egen))] if self.egen else []
        resten = [(kode, str(sted)) for kode, sted in (*self.fylker.items(), *self.kommuner.items())]
        return [*egen, (LANDET, landet), *resten]

    def velg(self, kode: str, aar: int, landet: str) -> Utvalg:
        """What the code stands for; the reader's own default for one that is not on offer."""
        koder = {kode for kode, _navn in self.valg(landet)}
        kode = kode if kode in koder else self.standard
        navn = dict(self.valg(landet))[kode]
        kommune = self.egen if kode == EGEN else self.kommuner.get(kode)
        ider: Sequence[int] | None = [kommune.pk] if kommune else None
        if fylke := self.fylker.get(kode):
            ider = list(Kommune.objects.filter(fylke=fylke).values_list("pk", flat=True))
        return Utvalg(aar, kode, navn, ider, kommune, self.leser)
