"""Applications, and what stands between each of them and an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.person import rules
from bosetting.person.models import Sak
from bosetting.person.querysets import SKJERMET
from bosetting.person.states import Kategori, Sakstilstand
from bosetting.soknad.models import Privatsoknad
from bosetting.soknad.states import GJELDER, Soknadstilstand
from imdinett.kjerne import klokke
from imdinett.web.komponent import Merke

INNVILG, AVVIS, TREKK = "innvilg", "avvis", "trekk"
# The tab with those who have not applied.
UTEN = "uten"
# When a person heard of the permit; where nobody noted it, the day of the permit itself.
FIKK_VITE = Coalesce("tillatelse_meldt_dato", "tillatelse_dato")
UTE = (Sakstilstand.AVSLUTTET, Sakstilstand.SELVBOSATT)
FARGER = {
    Soknadstilstand.INNVILGET: "success",
    Soknadstilstand.AVVIST: "danger",
    Soknadstilstand.TRUKKET: "neutral",
}


@dataclass(frozen=True)
class Soknadsrad:
    """An application with its household's cases. `fikk_vite`: the latest day on which a member heard of a permit."""

    soknad: Privatsoknad
    saker: Sequence[Sak]

    @property
    def venter(self) -> bool:
        """B-063: it may come before the permit, and is not treated before everybody here has one."""
        return any(sak.tilstand == Sakstilstand.REGISTRERT for sak in self.saker) or self.fikk_vite is None

    @property
    def fikk_vite(self) -> date | None:
        dager = [dag for sak in self.saker if (dag := sak.tillatelse_meldt_dato or sak.tillatelse_dato)]
        return max(dager, default=None)

    @property
    def frist(self) -> date | None:
        return rules.soknadsfrist(self.fikk_vite) if self.fikk_vite else None

    @property
    def er_for_sen(self) -> bool:
        """B-062."""
        return self.frist is not None and self.soknad.mottatt_dato > self.frist

    @property
    def er_apen(self) -> bool:
        return self.soknad.tilstand == Soknadstilstand.MOTTATT

    @property
    def merke(self) -> Merke:
        tilstand = Soknadstilstand(self.soknad.tilstand)
        if tilstand != Soknadstilstand.MOTTATT:
            return Merke(str(tilstand.label), FARGER[tilstand])
        if self.venter:
            return Merke(_("Venter på tillatelse"), "neutral")
        return Merke(_("Kom for sent"), "danger") if self.er_for_sen else Merke(_("Til behandling"), "warning")

    @property
    def url(self) -> str:
        return reverse("imdi_soknad", args=[self.soknad.husstand.nummer])


def rader(valg: str = "") -> list[Soknadsrad]:
    """Oldest first; without those who are shielded (B-095). Two queries."""
    skjermede = Sak.objects.filter(SKJERMET).values("husstand")
    qs = Privatsoknad.objects.exclude(husstand__in=skjermede).select_related("husstand")
    apne = Q(tilstand=Soknadstilstand.MOTTATT)
    alle = med_saker(list(qs.filter(~apne if valg == "behandlet" else apne)))
    if valg == "behandlet":
        return alle
    return [rad for rad in alle if rad.venter == (valg == "venter")]


def med_saker(soknader: Sequence[Privatsoknad]) -> list[Soknadsrad]:
    saker: dict[int, list[Sak]] = {}
    ider = [soknad.husstand_id for soknad in soknader]
    for sak in Sak.objects.filter(husstand__in=ider).select_related("person").order_by("person__fodselsdato", "pk"):
        saker.setdefault(sak.husstand_id, []).append(sak)
    return [
        Soknadsrad(
            soknad,
            [
                sak
                for sak in saker.get(soknad.husstand_id, [])
                if sak.tilstand not in UTE or soknad.tilstand != Soknadstilstand.MOTTATT
            ],
        )
        for soknad in soknader
    ]


def mulige_utfall(rad: Soknadsrad) -> list[str]:
    """What can be answered now: before the permit only a withdrawal (B-063), too late no offer (B-062)."""
    if not rad.er_apen:
        return []
    if rad.venter:
        return [TREKK]
    return [AVVIS if rad.er_for_sen else INNVILG, TREKK]


# ---- what waits for IMDi, household by household
def til_behandling() -> QuerySet[Sak, Any]:
    """B-063: the households whose application can be answered, with the day on which it came."""
    saker = Sak.objects.filter(husstand__soknader__tilstand=Soknadstilstand.MOTTATT).exclude(tilstand__in=UTE)
    return (
        _per_husstand(saker)
        .annotate(
            registrerte=Count("pk", filter=Q(tilstand=Sakstilstand.REGISTRERT)),
            mottatt=Min("husstand__soknader__mottatt_dato"),
        )
        .filter(registrerte=0, fikk_vite__isnull=False)
    )


def uten_soknad() -> QuerySet[Sak, Any]:
    """B-062: those who have a permit and have not applied, near the last day or past it.

    A household where somebody still waits for a permit has time yet: its day is counted from the last of them. The
    limit here is a few days too wide at the ends of months; `Frist.er_naer` is exact.
    """
    venter = Sak.objects.filter(tilstand=Sakstilstand.REGISTRERT).values("husstand")
    har_sokt = Privatsoknad.objects.filter(tilstand__in=GJELDER).values("husstand")
    saker = (
        Sak.objects.filter(kategori=Kategori.PRIVATBOENDE, tilstand=Sakstilstand.TIL_KARTLEGGING)
        .filter(kartlegging__soknad_dato=None)
        .exclude(husstand__in=venter)
        .exclude(husstand__in=har_sokt)
    )
    maaneder = min(antall for _fra, antall in settings.PRIVATBOENDE_FRIST)
    grense = klokke.om_maaneder(naer_dag(), -maaneder) + timedelta(days=3)
    return _per_husstand(saker).filter(fikk_vite__lte=grense)


def _per_husstand(saker: QuerySet[Sak]) -> QuerySet[Any, Any]:
    """Without those where somebody is shielded (B-095)."""
    skjermede = Sak.objects.filter(SKJERMET).values("husstand")
    rader = saker.exclude(husstand__in=skjermede).order_by().values("husstand")
    return rader.annotate(fikk_vite=Max(FIKK_VITE))


def naer_dag() -> date:
    """A last day for applying up to and with this one is near."""
    return klokke.om_dager(settings.PRIVATBOENDE_OPPGAVE_DAGER)


@dataclass(frozen=True)
class Frist:
    """A household without an application: since when it has known, and until when it can apply (B-062)."""

    nummer: str
    personer: int
    fikk_vite: date

    @property
    def dag(self) -> date:
        return rules.soknadsfrist(self.fikk_vite)

    @property
    def er_naer(self) -> bool:
        return self.dag <= naer_dag()

    @property
    def merke(self) -> Merke:
        if self.dag < klokke.today():
            return Merke(_("Fristen er gått ut"), "danger")
        return Merke(_("Fristen er nær"), "warning")

    @property
    def url(self) -> str:
        return reverse("imdi_husstand", args=[self.nummer])


def frister() -> list[Frist]:
    """The earliest first. One query."""
    rader = uten_soknad().values_list("husstand__nummer", Count("pk"), "fikk_vite")
    alle = [Frist(*rad) for rad in rader]
    return sorted((en for en in alle if en.er_naer), key=lambda en: (en.dag, en.nummer))
