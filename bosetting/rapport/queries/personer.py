"""R2 and R4: reports with names in them. Whoever takes one out stands in innsynslogg with everybody in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person.models import Sak
from bosetting.person.querysets import SakQuerySet
from bosetting.person.states import Kategori, Sakstilstand
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.web.eksport import Kolonne

Radkolonner = Sequence[Kolonne[Any]]
# What the columns read of each case. A row of values instead of four objects: a file can have a hundred thousand.
FELT = (
    "person_id",
    "person__duf_nummer",
    "person__fornavn",
    "person__etternavn",
    "person__fodselsdato",
    "kategori",
    "husstand__nummer",
    "kommune__visningsnavn",
    "utsokingsdato",
    "bosettingsdato",
)


@dataclass(frozen=True)
class Personrapport:
    kode: str
    tittel: Promise
    ingress: Promise
    tilstand: Sakstilstand
    aarsfelt: str
    kolonner: Callable[[], Radkolonner]

    def rader(self, bruker: "tilgang.Hvem", *, kommune_id: int | None, aar: int | None) -> QuerySet[Any]:
        """One query, and so one moment. Protected persons are in no list, IMDi's either (B-095)."""
        qs = Sak.objects.all().synlig_for(bruker).uten_skjermede().i_tilstand(self.tilstand)
        if kommune_id is not None:
            qs = qs.filter(kommune=kommune_id)
        if aar is not None and self.aarsfelt:
            qs = qs.filter(Q(**{f"{self.aarsfelt}__year": aar}))
        return som_rader(qs)


def som_rader(saker: SakQuerySet) -> QuerySet[Any]:
    """By kommune and household, the eldest first."""
    ordnet = saker.order_by("kommune__nummer", "husstand__nummer", "person__fodselsdato", "pk")
    return ordnet.values_list(*FELT, named=True)


def _felles() -> list[Kolonne[Any]]:
    kategorier = {kategori.value: str(kategori.label) for kategori in Kategori}
    return [
        Kolonne("duf", _("DUF-nummer"), attrgetter("person__duf_nummer"), bredde=18),
        Kolonne("navn", _("Navn"), lambda rad: f"{rad.person__fornavn} {rad.person__etternavn}", bredde=30),
        Kolonne("fodselsaar", _("Fødselsår"), attrgetter("person__fodselsdato.year")),
        Kolonne("kategori", _("Kategori"), lambda rad: kategorier[rad.kategori], bredde=24),
        Kolonne("husstand", _("Husstand"), attrgetter("husstand__nummer")),
        Kolonne("kommune", _("Kommune"), attrgetter("kommune__visningsnavn"), bredde=24),
        Kolonne("utsokingsdato", _("Søkt ut"), attrgetter("utsokingsdato")),
    ]


def _bosatte() -> Radkolonner:
    return [*_felles(), Kolonne("bosettingsdato", _("Bosettingsdato"), attrgetter("bosettingsdato"))]


def _uten_dato() -> Radkolonner:
    i_dag = klokke.today()
    return [*_felles(), Kolonne("dager", _("Dager siden søkt ut"), lambda rad: _dager(rad, i_dag), _("Til i dag."))]


def _dager(rad: Any, i_dag: date) -> int | None:
    return (i_dag - rad.utsokingsdato).days if rad.utsokingsdato else None


BOSATTE = Personrapport(
    kode="bosatte",
    tittel=gettext_lazy("Bosatte i kommunen"),
    ingress=gettext_lazy("Alle som er bosatt i kommunen, med utsøkingsdato og bosettingsdato."),
    tilstand=Sakstilstand.BOSATT,
    aarsfelt="bosettingsdato",
    kolonner=_bosatte,
)
UTEN_DATO = Personrapport(
    kode="uten-bosettingsdato",
    tittel=gettext_lazy("Søkt ut uten bosettingsdato"),
    ingress=gettext_lazy("Alle som er søkt ut til kommunen og ikke har fått bosettingsdato."),
    tilstand=Sakstilstand.SOKT_UT,
    aarsfelt="",
    kolonner=_uten_dato,
)
PERSONRAPPORTER = {rapport.kode: rapport for rapport in (BOSATTE, UTEN_DATO)}
