"""IMDi's lists of cases and of avvik as files: by case number, never by name."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.person import visning
from bosetting.person.models import Avvik, Sak
from bosetting.person.states import Kjonn
from imdinett.kjerne import klokke
from imdinett.web.eksport import Kolonne
from imdinett.web.lister.uttrekk import Uttrekk


def _saker() -> list[Kolonne[Any]]:
    return [
        Kolonne("sak", _("Sak"), lambda sak: sak.nummer, _("Saksnummeret i IMDinett.")),
        Kolonne("husstand", _("Husstand"), lambda sak: sak.husstand.nummer),
        Kolonne("personer_i_husstanden", _("Personer i husstanden"), lambda sak: sak.antall_i_husstand),
        Kolonne("fodselsaar", _("Fødselsår"), lambda sak: sak.person.fodselsdato.year),
        Kolonne("kjonn", _("Kjønn"), lambda sak: str(Kjonn(sak.person.kjonn).label)),
        Kolonne("statsborgerskap", _("Statsborgerskap"), lambda sak: sak.person.statsborgerskap, bredde=20),
        Kolonne("kategori", _("Kategori"), visning.kategori, bredde=28),
        Kolonne("kommunenummer", _("Kommunenummer"), lambda sak: sak.kommune.nummer if sak.kommune else ""),
        Kolonne("kommune", _("Kommune"), lambda sak: str(sak.kommune or ""), _("Tom før saken er fordelt."), 26),
        Kolonne("status", _("Status"), lambda sak: str(sak.get_tilstand_display()), bredde=20),
        Kolonne("avvik", _("Avvik"), lambda sak: sak.har_avvik, _("Saken har et åpent avvik.")),
    ]


def _avvik() -> list[Kolonne[Any]]:
    return [
        Kolonne("sak", _("Sak"), lambda rad: rad.sak.nummer, _("Saksnummeret i IMDinett.")),
        Kolonne("kommune", _("Kommune"), lambda rad: str(rad.kommune or ""), bredde=26),
        Kolonne("slag", _("Slag"), lambda rad: str(rad.get_slag_display()), bredde=24),
        Kolonne("beskrivelse", _("Hva stemmer ikke?"), lambda rad: rad.beskrivelse, bredde=50),
        Kolonne("apnet", _("Åpnet"), lambda rad: rad.aapnet_tid, bredde=18),
        Kolonne("apnet_av", _("Åpnet av"), lambda rad: str(rad.aapnet_av or ""), bredde=24),
        Kolonne("dager", _("Dager"), dager_siden, _("Fra avviket ble åpnet til i dag.")),
        Kolonne("ansvarlig", _("Ansvarlig"), lambda rad: str(rad.ansvarlig or ""), bredde=24),
        Kolonne("lukket", _("Lukket"), lambda rad: rad.lukket_tid, bredde=18),
        Kolonne("lukket_av", _("Lukket av"), lambda rad: str(rad.lukket_av or ""), bredde=24),
        Kolonne("hva_som_er_gjort", _("Hva som er gjort"), lambda rad: rad.lukket_grunn, bredde=50),
    ]


def dager_siden(avvik: Avvik) -> int:
    return (klokke.today() - klokke.dag(avvik.aapnet_tid)).days


def _i_sakene(saker: Sequence[Sak]) -> list[int]:
    return [sak.person_id for sak in saker]


def _i_avvikene(avvik: Sequence[Avvik]) -> list[int]:
    return [rad.sak.person_id for rad in avvik]


SAKER = Uttrekk[Sak]("saker", gettext_lazy("Saker"), _saker, _i_sakene, som_jobb=True)
AVVIK = Uttrekk[Avvik]("avvik", gettext_lazy("Avvik"), _avvik, _i_avvikene)
