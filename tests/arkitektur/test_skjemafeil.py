"""Every form, filled with nonsense: 422, a list of what is wrong that leads to the fields, and what was typed stays.

Which forms there are, and for whom, is read from S-01's table: an address that answers an empty form with 422.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.arkitektur import adresser
from tests.arkitektur.leser import VED_PORTEN, Leser, som
from tests.arkitektur.skjema import Skjema, ider_i, skjemaer_i
from tests.arkitektur.test_tilgangstabell import les_tabell
from tests.verden import Verden

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("lett_vandring")]
# No date, no number, no address, and too short for a reason.
TULL = "?"


def skjemasider() -> dict[str, dict[str, list[str]]]:
    """By the first kind of user who may send it: each form's address, and the objects that it can be sent for."""
    ut: dict[str, dict[str, list[str]]] = defaultdict(dict)
    forste: dict[str, str] = {}
    for (navn, objekt, metode), rad in les_tabell().items():
        innenfor = [tilfelle for tilfelle, svar in rad.items() if svar == "422" and tilfelle not in VED_PORTEN]
        if metode == "POST" and innenfor and forste.setdefault(navn, innenfor[0]) in innenfor:
            ut[forste[navn]].setdefault(navn, []).append(objekt)
    return ut


SIDER = skjemasider()


@pytest.mark.parametrize("tilfelle", [som(tilfelle) for tilfelle in SIDER])
def test_nonsense_in_a_form_is_told_of_and_kept(
    verden: Verden, leser_for: Callable[[str], Leser], tilfelle: str
) -> None:
    leser = leser_for(tilfelle)
    stier = {(en.navn, en.objekt): en.sti for en in adresser.alle(verden, verden.a)}

    svar = {
        navn: _svar(leser, [stier[navn, objekt] for objekt in objekter]) for navn, objekter in SIDER[tilfelle].items()
    }

    skrevet = sum(bool(ett.skrevet) for ett in svar.values())
    print(f"skjemaer: {len(svar)} som {tilfelle}, der {skrevet} ble fylt med tull")
    assert {navn: feil for navn, ett in svar.items() if (feil := ett.feil())} == {}


@dataclass(frozen=True)
class Svar:
    """What a form was answered with. `skrevet`: the fields that were filled; `vist`: the form stands on the page."""

    status: int
    html: str
    vist: bool
    skrevet: tuple[str, ...] = ()

    def feil(self) -> list[str]:
        if self.status != 422:
            return [f"svarte {self.status}"]
        return [*self._oppsummeringen(), *self._mistet()]

    def _oppsummeringen(self) -> list[str]:
        liste = re.search(r"<ds-error-summary.*?</ds-error-summary>", self.html, re.S)
        if liste is None or "<li>" not in liste[0]:
            return ["uten liste over feil"]
        maal, ider = re.findall(r'href="#([^"]+)"', liste[0]), ider_i(self.html)
        ut = [f"feilen leder til {ett}, som ikke finnes" for ett in maal if self.vist and ett not in ider]
        return ut + ([] if re.search(r"<title>\s*Feil:", self.html) else ["tittelen sier ikke fra om feil"])

    def _mistet(self) -> list[str]:
        etter = {navn: verdi for ett in skjemaer_i(self.html) for navn, verdi in ett.skrevet.items()}
        return [f"«{navn}» er mistet" for navn in self.skrevet if etter.get(navn) != TULL]


def _svar(leser: Leser, stier: list[str]) -> Svar:
    """Of the first object whose page has the form. What nonsense says nothing against is sent empty instead."""
    skjemaer = ((sti, _skjemaet(leser, sti)) for sti in stier)
    sti, skjema = next(((sti, ett) for sti, ett in skjemaer if ett), (stier[0], None))
    if skjema and skjema.skrevet:
        svar = leser.svar("POST", sti, skjema.kropp(TULL))
        if svar.status_code == 422:
            return Svar(422, svar.innhold.decode(), vist=True, skrevet=tuple(skjema.skrevet))
    svar = leser.svar("POST", sti)
    return Svar(svar.status_code, svar.innhold.decode(), vist=skjema is not None)


def _skjemaet(leser: Leser, sti: str) -> Skjema | None:
    """The one of the page that takes most, of those that the page itself answers."""
    svar = leser.svar("GET", sti)
    egne = [ett for ett in skjemaer_i(svar.innhold.decode()) if ett.adresse in ("", sti)]
    return max(egne, key=lambda ett: len(ett.skrevet) + len(ett.resten), default=None)
