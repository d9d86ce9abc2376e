"""Households with a yes, made by the services."""

from typing import Any

from bosetting.vedtak import services
from bosetting.vedtak.models import Bosettingsvedtak
from tests.bosetting.fordeling.hjelp import Scene, besvar, scene
from tests.factories.imdinett import KontaktinformasjonFactory

GRUNN = "Familien flytter til slektninger i en annen kommune."


def med_ja(*storrelser: int, **felt: Any) -> Scene:
    """One answered list: yes to every household."""
    en = scene(*(storrelser or (1,)), **felt)
    KontaktinformasjonFactory(kommune=en.kommune)
    besvar(en)
    return en


def linje_ider(en: Scene) -> list[int]:
    return [linje.pk for linje in en.linjer]


def sokt_ut(*storrelser: int, **felt: Any) -> tuple[Scene, list[Bosettingsvedtak]]:
    """The same, decided."""
    en = med_ja(*storrelser, **felt)
    return en, services.fatt_vedtak(bruker=en.imdi, linje_ider=linje_ider(en))


def vedtak_ider(vedtak: list[Bosettingsvedtak]) -> list[int]:
    return [ett.pk for ett in vedtak]
