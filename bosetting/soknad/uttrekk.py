"""IMDi's list of applications as a file, and of those who have not applied: by household number."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person.models import Sak
from bosetting.soknad.queries import Frist, Soknadsrad
from imdinett.web.eksport import Kolonne
from imdinett.web.lister.uttrekk import Uttrekk


def _soknader() -> list[Kolonne[Any]]:
    return [
        Kolonne("husstand", _("Husstand"), lambda rad: rad.soknad.husstand.nummer),
        Kolonne("personer", _("Personer"), lambda rad: len(rad.saker)),
        Kolonne("mottatt", _("Mottatt"), lambda rad: rad.soknad.mottatt_dato),
        Kolonne("siste_dag", _("Siste dag for å søke"), lambda rad: rad.frist, _("Regnet etter B-062.")),
        Kolonne("status", _("Status"), lambda rad: rad.merke.tekst, bredde=24),
    ]


def _uten_soknad() -> list[Kolonne[Any]]:
    return [
        Kolonne("husstand", _("Husstand"), lambda en: en.nummer),
        Kolonne("personer", _("Personer"), lambda en: en.personer),
        Kolonne("fikk_vite", _("Fikk vite om tillatelsen"), lambda en: en.fikk_vite),
        Kolonne("siste_dag", _("Siste dag for å søke"), lambda en: en.dag, _("Regnet etter B-062.")),
        Kolonne("status", _("Status"), lambda en: en.merke.tekst, bredde=24),
    ]


def _sokerne(rader: Sequence[Soknadsrad]) -> list[int]:
    return [sak.person_id for rad in rader for sak in rad.saker]


def _uten(rader: Sequence[Frist]) -> list[int]:
    saker = Sak.objects.filter(husstand__nummer__in=[en.nummer for en in rader]).order_by("pk")
    return list(saker.values_list("person_id", flat=True))


TITTEL = gettext_lazy("Søknader fra privatboende")
SOKNADER = Uttrekk[Soknadsrad]("soknader", TITTEL, _soknader, _sokerne)
UTEN_SOKNAD = Uttrekk[Frist]("uten-soknad", TITTEL, _uten_soknad, _uten)
