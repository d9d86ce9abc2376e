"""Every address in the resolver, with the objects to ask for. An address that is not here fails the tests."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.arkitektur.objekter import ANDRE, KOMMUNENS, ingen, tom
from tests.verden import Kommuneverden, Verden


@dataclass(frozen=True)
class Adresse:
    """`egen`: it names something that belongs to a kommune. `objekt` says in which state."""

    navn: str
    objekt: str
    sti: str
    egen: bool


@dataclass(frozen=True)
class Monster:
    navn: str
    tekst: str
    parametre: tuple[str, ...]


@functools.cache
def monstre() -> list[Monster]:
    """What the resolver holds, in its own order."""
    return list(_gaa(get_resolver().url_patterns, "", ()))


def _gaa(rader: list[URLPattern | URLResolver], prefiks: str, rom: tuple[str, ...]) -> Iterator[Monster]:
    for rad in rader:
        tekst = prefiks + str(rad.pattern)
        if isinstance(rad, URLResolver):
            yield from _gaa(rad.url_patterns, tekst, (*rom, rad.namespace) if rad.namespace else rom)
        else:
            navn = ":".join((*rom, rad.name)) if rad.name else tekst
            yield Monster(navn, tekst, tuple(rad.pattern.regex.groupindex))


def _admin_modell(monster: Monster) -> QuerySet[Model] | None:
    """The rows of a registered model's page."""
    treff = re.match(r"imdi/(\w+)/(\w+)/<path:object_id>/", monster.tekst)
    if treff is None:
        return None
    return next(
        modell._default_manager.order_by("pk")
        for modell in admin.site._registry
        if (modell._meta.app_label, modell._meta.model_name) == treff.groups()
    )


def _admin_sti(monster: Monster, pk: object) -> str:
    return "/" + monster.tekst.replace("<path:object_id>", str(pk))


def _for(monster: Monster, verden: Verden, ett: Kommuneverden) -> Iterator[Adresse]:
    if monster.tekst == "imdi/(?P<url>.*)$":
        yield Adresse("admin:alt_annet", "", "/imdi/finnes-ikke/", egen=False)
        return
    rader = _admin_modell(monster)
    if rader is not None:
        egne = rader.filter(kommune=ett.kommune) if _har_kommune(rader.model) else rader
        pk = egne.values_list("pk", flat=True).first()
        navn = monster.navn if ":" in monster.navn else f"admin:{rader.model._meta.model_name}_uten_side"
        yield Adresse(navn, "", _admin_sti(monster, pk or 1), egen=False)
        return
    egen = monster.navn in KOMMUNENS
    objekter = KOMMUNENS.get(monster.navn) or ANDRE.get(monster.navn) or (ingen if monster.parametre else tom)
    for objekt, args in objekter(verden, ett).items():
        yield Adresse(monster.navn, objekt, reverse(monster.navn, args=args), egen)


def _har_kommune(modell: type[Model]) -> bool:
    return any(felt.name == "kommune" for felt in modell._meta.fields)


def uten_objekt() -> list[str]:
    """Addresses that name an object which nobody has told the tests about."""
    return [
        monster.navn
        for monster in monstre()
        if monster.parametre
        and monster.navn not in KOMMUNENS
        and monster.navn not in ANDRE
        and "<path:object_id>" not in monster.tekst
        and monster.tekst != "imdi/(?P<url>.*)$"
    ]


def ukjente_navn() -> list[str]:
    """Names here that the resolver no longer has."""
    kjente = {monster.navn for monster in monstre()}
    return sorted({*KOMMUNENS, *ANDRE} - kjente)


@functools.cache
def alle(verden: Verden, ett: Kommuneverden) -> list[Adresse]:
    """Once for each world: some of the objects are made for being asked for here."""
    return [adresse for monster in monstre() for adresse in _for(monster, verden, ett)]
