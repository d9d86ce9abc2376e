"""All that one user can be shown."""

from collections.abc import Callable

from django.urls import reverse

from tests.arkitektur import adresser
from tests.arkitektur.kravler import Side, Tur, kravl, les
from tests.arkitektur.leser import Leser
from tests.verden import Kommuneverden, Verden


def uten_argumenter() -> list[str]:
    """Every page that names no object: a link to it or not."""
    return [reverse(en.navn) for en in adresser.monstre() if not en.parametre and ":" not in en.navn]


def med_id_fra(ett: Kommuneverden) -> list[str]:
    """Lists, reports and searches, asked for what belongs to somebody by what stands after the `?`."""
    sporsmaal = "&".join(
        [
            f"kommune={ett.kommune.nummer}&kommune_id={ett.kommune.pk}&q=KANARI&sok=KANARI&navn=KANARI",
            f"husstand={ett.svar_id('utsokt')}&linje={ett.svar_id('venter')}&person={ett.person('utsokt').uuid}",
        ]
    )
    return [f"{sti}?{sporsmaal}" for sti in uten_argumenter()]


def i_alt(verden: Verden, leser: Leser) -> Tur:
    """Of the user of one kommune: what is A's, and all that the address of something of B's could bring out."""
    # Every object is asked for by its address below; the links add what an address does not say.
    tur = kravl(leser, ["/"], per_side=6)
    stier = [*uten_argumenter(), *med_id_fra(verden.b)]
    _les_til(tur, leser, stier + [en.sti for ett in (verden.a, verden.b) for en in adresser.alle(verden, ett)])
    for en in adresser.alle(verden, verden.b):
        if en.egen:
            tur.sider[f"POST {en.sti}"] = les(f"POST {en.sti}", leser.svar("POST", en.sti))
    return tur


def landet(verden: Verden, leser: Leser) -> Tur:
    """Of a user to whom no kommune is foreign: the links, and every page and object by its address."""
    tur = kravl(leser, ["/"])
    _les_til(tur, leser, [*uten_argumenter(), *(en.sti for en in adresser.alle(verden, verden.a))])
    return tur


def paa_nytt(leser: Leser, for_: Tur, navnga: Callable[[Side], bool]) -> Tur:
    """After something has changed for one person: every page that named the person, every page that names no object,
    and what these lead to now that was not there before. What never named the person is not read again."""
    navngitt = [sti for sti, side in for_.sider.items() if navnga(side) and not sti.startswith("POST ")]
    return kravl(leser, [*navngitt, *uten_argumenter()], utenom=for_.kjente())


def _les_til(tur: Tur, leser: Leser, stier: list[str]) -> None:
    for sti in stier:
        if sti not in tur.sider:
            tur.sider[sti] = les(sti, leser.svar("GET", sti))
