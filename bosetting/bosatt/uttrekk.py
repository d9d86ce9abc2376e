"""The two lists of persons as files: cases by number, as on the screen, never by name."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bosetting.bosatt import mappe_visning
from bosetting.person.models import Sak
from imdinett.kjerne import klokke
from imdinett.web.eksport import Kolonne
from imdinett.web.lister.uttrekk import Uttrekk


def _personene(saker: Sequence[Sak]) -> list[int]:
    return [sak.person_id for sak in saker]


def _sakskolonner() -> list[Kolonne[Any]]:
    return [
        Kolonne("sak", _("Sak"), lambda sak: sak.nummer, _("Saksnummeret i IMDinett.")),
        Kolonne("kommunenummer", _("Kommunenummer"), lambda sak: sak.kommune.nummer),
        Kolonne("kommune", _("Kommune"), lambda sak: str(sak.kommune), bredde=26),
        Kolonne("husstand", _("Husstand"), lambda sak: str(sak.husstand)),
        Kolonne(
            "personer_i_husstanden",
            _("Personer i husstanden"),
            lambda sak: sak.husstandsstorrelse,
            _("De som er søkt ut til samme kommune eller bosatt der."),
        ),
        Kolonne("kategori", _("Kategori"), lambda sak: str(sak.get_kategori_display()), bredde=24),
        Kolonne("sokt_ut", _("Søkt ut"), lambda sak: sak.utsokingsdato),
        Kolonne("dager", _("Dager"), mappe_visning.dager_sokt_ut, _("Fra søkt ut til bosatt, eller til i dag.")),
    ]


def _siste_kolonner() -> list[Kolonne[Any]]:
    return [
        Kolonne(
            "avvik_siden",
            _("Avvik siden"),
            lambda sak: klokke.dag(sak.avvik_fra) if sak.avvik_fra else None,
            _("Dagen det eldste åpne avviket i saken ble åpnet."),
        ),
        Kolonne("ansvarlig", _("Ansvarlig"), lambda sak: str(sak.ansvarlig or ""), bredde=24),
    ]


def _personer() -> list[Kolonne[Any]]:
    status = Kolonne[Any]("status", _("Status"), lambda sak: str(sak.get_tilstand_display()), bredde=18)
    adresse = Kolonne[Any](
        "adresse_mangler",
        _("Adresse mangler"),
        lambda sak: sak.uten_adresse,
        _("Bosatt, men ikke registrert i kommunen i Folkeregisteret."),
    )
    return [*_sakskolonner(), status, adresse, *_siste_kolonner()]


PERSONER = Uttrekk[Sak]("personer", gettext_lazy("Personer"), _personer, _personene, som_jobb=True)
UTEN_DATO = Uttrekk[Sak](
    "personer-uten-bosettingsdato",
    gettext_lazy("Personer uten bosettingsdato"),
    lambda: [*_sakskolonner(), *_siste_kolonner()],
    _personene,
    som_jobb=True,
)
