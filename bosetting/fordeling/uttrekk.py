"""The lists of fordeling as files. Of lists: numbers of persons and no facts about them. Of those who wait: households
and cases by number, without needs (D4) and without where the family lives.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Sporsmaal
from bosetting.fordeling.states import Listetilstand
from bosetting.fordeling.venter import Ventende
from imdinett.kjerne import klokke
from imdinett.web.eksport import Kolonne
from imdinett.web.lister.uttrekk import Uttrekk


def kolonner() -> list[Kolonne[Any]]:
    return [
        Kolonne("liste", _("Liste"), lambda rad: rad.nummer),
        Kolonne("kommunenummer", _("Kommunenummer"), lambda rad: rad.kommune.nummer),
        Kolonne("kommune", _("Kommune"), lambda rad: str(rad.kommune), bredde=26),
        Kolonne("plassaar", _("Plassår"), lambda rad: rad.plassaar, er_aar=True),
        Kolonne("status", _("Status"), lambda rad: str(rad.get_tilstand_display()), bredde=18),
        Kolonne("forfalt", _("Over fristen"), er_forfalt, _("Fristen er gått ut, og listen er ikke besvart.")),
        Kolonne("sendt", _("Sendt"), lambda rad: rad.sendt_tid, bredde=18),
        Kolonne("frist", _("Frist"), lambda rad: rad.frist, bredde=18),
        Kolonne("besvart", _("Besvart"), lambda rad: rad.besvart_tid, bredde=18),
        Kolonne("personer", _("Personer"), lambda rad: rad.antall_personer),
        Kolonne("husstander", _("Husstander"), lambda rad: rad.antall_husstander),
        Kolonne("ja", _("Ja"), lambda rad: rad.antall_ja, _("Personer kommunen har sagt ja til.")),
        Kolonne("nei", _("Nei"), lambda rad: rad.antall_nei, _("Personer kommunen har sagt nei til.")),
        Kolonne("trukket", _("Trukket"), lambda rad: rad.antall_trukket, _("Personer IMDi har trukket fra listen.")),
    ]


def er_forfalt(liste: Fordelingsliste) -> bool:
    """B-035: a mark, never a state."""
    apen = liste.tilstand == Listetilstand.SENDT
    return apen and liste.frist is not None and liste.frist < klokke.now()


# ---- those who wait
def _ventende() -> list[Kolonne[Any]]:
    return [
        Kolonne("husstand", _("Husstand"), lambda rad: rad.husstand.nummer),
        Kolonne("saker", _("Saker"), lambda rad: ", ".join(sak.nummer for sak in rad.saker), bredde=24),
        Kolonne("prioritet", _("Prioritet"), lambda rad: rad.prioritet, _("Rekkefølgen i køen (B-075)."), 24),
        Kolonne("ventet", _("Ventet"), lambda rad: rad.dager, _("Dager siden den første ble bosettingsklar.")),
        Kolonne("personer", _("Personer"), lambda rad: rad.antall),
        Kolonne("kategori", _("Kategori"), lambda rad: rad.kategori, bredde=24),
        Kolonne("sprak", _("Språk"), lambda rad: ", ".join(rad.sprak), bredde=24),
        Kolonne("frist", _("Frist"), lambda rad: rad.periode, bredde=28),
        Kolonne("merknader", _("Merknader"), lambda rad: ". ".join(rad.merknader), bredde=40),
        Kolonne("paa_liste", _("På liste"), lambda rad: rad.utkast, _("Listen husstanden alt er satt på.")),
    ]


def _hos_husstandene(rader: Sequence[Ventende]) -> list[int]:
    return [sak.person_id for rad in rader for sak in rad.saker]


# ---- the kommuner's questions
def _sporsmaal() -> list[Kolonne[Any]]:
    return [
        Kolonne("liste", _("Liste"), lambda ett: ett.svar.liste.nummer),
        Kolonne("kommune", _("Kommune"), lambda ett: str(ett.kommune), bredde=26),
        Kolonne("husstand", _("Husstand"), lambda ett: ett.svar.bokstav, _("Bokstaven husstanden har på listen.")),
        Kolonne("spurt", _("Spurt"), lambda ett: ett.spurt_tid, bredde=18),
        Kolonne("pause_til", _("Pausen varer til"), lambda ett: ett.pause_til, bredde=18),
        Kolonne("ansvarlig", _("Ansvarlig"), lambda ett: str(ett.svar.liste.ansvarlig or ""), bredde=24),
        Kolonne("sporsmaal", _("Spørsmål"), lambda ett: ett.tekst, bredde=60),
    ]


def _paa_linjene(rader: Sequence[Sporsmaal]) -> list[int]:
    linjer = Fordelingslinje.objects.filter(husstandssvar__in=[ett.svar_id for ett in rader]).order_by("pk")
    return list(linjer.values_list("sak__person_id", flat=True))


LISTER = Uttrekk[Fordelingsliste]("fordelingslister", gettext_lazy("Fordelingslister"), kolonner)
VENTENDE = Uttrekk[Ventende]("hvem-venter", gettext_lazy("Hvem venter på en kommune"), _ventende, _hos_husstandene)
SPORSMAAL = Uttrekk[Sporsmaal]("sporsmaal", gettext_lazy("Spørsmål om husstander"), _sporsmaal, _paa_linjene)
