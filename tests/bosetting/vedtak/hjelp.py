"""Households with a yes, made by the services."""

from typing import Any

from bosetting.vedtak import services
from bosetting.vedtak.models import Bosettingsvedtak
from imdinett.utboks.models import Forsendelse
from tests.bosetting.fordeling.hjelp import Scene, besvar, scene
from tests.factories.imdinett import KontaktinformasjonFactory

GRUNN = "Familien flytter til slektninger i en annen kommune."
REPRESENTANT = {
    "representant_navn": "Rita Eksempel",
    "representant_adresse": "Vergeveien 2",
    "representant_postnummer": "4370",
    "representant_poststed": "Egersund",
}


def med_ja(*storrelser: int, **felt: Any) -> Scene:
    """One answered list: yes to every household."""
    en = scene(*(storrelser or (1,)), **felt)
    KontaktinformasjonFactory(kommune=en.kommune)
    besvar(en)
    return en


def linje_ider(en: Scene) -> list[int]:
    return [linje.pk for linje in en.linjer]


def fatt(en: Scene, **felt: Any) -> list[Bosettingsvedtak]:
    return services.fatt_vedtak(bruker=en.imdi, linje_ider=linje_ider(en), **felt)


def sokt_ut(*storrelser: int, **felt: Any) -> tuple[Scene, list[Bosettingsvedtak]]:
    """The same, decided."""
    en = med_ja(*storrelser, **felt)
    return en, fatt(en)


def ider(vedtak: list[Bosettingsvedtak]) -> list[int]:
    return [ett.pk for ett in vedtak]


def brev() -> list[tuple[str, str, str]]:
    """Every letter: kind, channel, state."""
    rader = Forsendelse.objects.brev().order_by("pk").values_list("slag", "kanal", "tilstand")
    return [(slag.removeprefix("person."), kanal, tilstand) for slag, kanal, tilstand in rader]


def brevtekst(slag: str) -> str:
    """The one letter of this kind, as it reads."""
    rad = Forsendelse.objects.get(slag=f"person.{slag}")
    return " ".join(rad.innhold["html"].split())
