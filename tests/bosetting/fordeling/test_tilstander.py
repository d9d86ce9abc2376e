"""The two state tables, pair by pair."""

from itertools import product

import pytest

from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste
from bosetting.fordeling.states import Linjetilstand, Listetilstand
from imdinett.kjerne.feil import UlovligOvergang
from imdinett.kjerne.tilstand import move

L, J = Listetilstand, Linjetilstand
LISTE = {
    (L.UTKAST, L.SENDT),
    (L.UTKAST, L.TRUKKET),
    (L.SENDT, L.BESVART),
    (L.SENDT, L.TRUKKET),
    (L.SENDT, L.FERDIGBEHANDLET),
    (L.BESVART, L.FERDIGBEHANDLET),
    (L.BESVART, L.TRUKKET),
}
LINJE = {(J.VENTER, J.JA), (J.VENTER, J.NEI), (J.VENTER, J.TRUKKET), (J.JA, J.TRUKKET)}


@pytest.mark.parametrize(("fra", "til"), list(product(Listetilstand, repeat=2)))
def test_every_pair_of_a_list(fra: Listetilstand, til: Listetilstand) -> None:
    _prov(Fordelingsliste(tilstand=fra), til, lovlig=(fra, til) in LISTE)


@pytest.mark.parametrize(("fra", "til"), list(product(Linjetilstand, repeat=2)))
def test_every_pair_of_a_line(fra: Linjetilstand, til: Linjetilstand) -> None:
    _prov(Fordelingslinje(tilstand=fra), til, lovlig=(fra, til) in LINJE)


def _prov(obj, til, *, lovlig: bool) -> None:
    fra = obj.tilstand
    if lovlig:
        move(obj, til)
        assert obj.tilstand == til
    else:
        with pytest.raises(UlovligOvergang):
            move(obj, til)
        assert obj.tilstand == fra
