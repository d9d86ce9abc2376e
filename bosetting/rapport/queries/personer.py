"""R2 and R4: reports with names in them. Whoever takes one out stands in innsynslogg with everybody in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person.models import Sak
from bosetting.person.querysets import SakQuerySet
from bosetting.person.states import Kategori, Sakstilstand
from imdinett.kjerne import klokke
from imdinett.tilgang import tilgang
from imdinett.web.eksport import Kolonne

Radkolonner = Sequence[Kolonne[Sak]]


@dataclass(frozen=True)
class Personrapport:
    kode: str
    tittel: Promise
    ingress: Promise
    tilstand: Sakstilstand
    aarsfelt: str
    kolonner: Callable[[], Radkolonner]

    def saker(self, bruker: "tilgang.Hvem", *, kommune_id: int | None, aar: int | None) -> SakQuerySet:
        """One query, and so one moment. Protected persons are in no list, IMDi's either (B-095)."""
        qs = Sak.objects.all().synlig_for(bruker).uten_skjermede().i_tilstand(self.tilstand)
        if kommune_id is not None:
            qs = qs.filter(kommune=kommune_id)
        if aar is not None and self.aarsfelt:
            qs = qs.filter(Q(**{f"{self.aarsfelt}__year": aar}))
        return qs.select_related("person", "husstand", "kommune").order_by(
            "kommune__nummer", "husstand__nummer", "person__fodselsdato", "pk"
        )


def _felles() -> list[Kolonne[Sak]]:
    return [
        Kolonne("duf", _("DUF-nummer"), lambda sak: sak.person.duf_nummer, bredde=18),
        Kolonne("navn", _("Navn"), lambda sak: sak.person.navn, bredde=30),
        Kolonne("fodselsaar", _("Fødselsår"), lambda sak: sak.person.fodselsdato.year),
        Kolonne("kategori", _("Kategori"), lambda sak: str(Kategori(sak.kategori).label), bredde=24),
        Kolonne("husstand", _("Husstand"), lambda sak: sak.husstand.nummer),
        Kolonne("kommune", _("Kommune"), lambda sak: str(sak.kommune), bredde=24),
        Kolonne("utsokingsdato", _("Søkt ut"), lambda sak: sak.utsokingsdato),
    ]


def _bosatte() -> Radkolonner:
    return [*_felles(), Kolonne("bosettingsdato", _("Bosettingsdato"), lambda sak: sak.bosettingsdato)]


def _uten_dato() -> Radkolonner:
    return [*_felles(), Kolonne("dager", _("Dager siden søkt ut"), _dager, _("Til i dag."))]


def _dager(sak: Any) -> int | None:
    return (klokke.today() - sak.utsokingsdato).days if sak.utsokingsdato else None


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
