"""Applications, and what stands between each of them and an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from bosetting.person import rules
from bosetting.person.models import Sak
from bosetting.person.querysets import SKJERMET
from bosetting.person.states import Sakstilstand
from bosetting.soknad.models import Privatsoknad
from bosetting.soknad.states import Soknadstilstand
from imdinett.web.komponent import Merke

INNVILG, AVVIS, TREKK = "innvilg", "avvis", "trekk"
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
