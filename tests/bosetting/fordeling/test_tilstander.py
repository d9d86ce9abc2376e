"""The three state tables, pair by pair."""

from itertools import product

import pytest

from bosetting.fordeling.models import Fordelingslinje, Fordelingsliste, Sporsmaal
from bosetting.fordeling.states import Linjetilstand, Listetilstand, Sporsmaalstilstand
from imdinett.kjerne.feil import UlovligOvergang
from imdinett.kjerne.tilstand import move

L, J, S = Listetilstand, Linjetilstand, Sporsmaalstilstand
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
SPORSMAAL = {(S.AAPENT, S.BESVART), (S.AAPENT, S.TRUKKET), (S.AAPENT, S.LUKKET)}


@pytest.mark.parametrize(("fra", "til"), list(product(Listetilstand, repeat=2)))
def test_every_pair_of_a_list(fra: Listetilstand, til: Listetilstand) -> None:
    _prov(Fordelingsliste(tilstand=fra), til, lovlig=(fra, til) in LISTE)


@pytest.mark.parametrize(("fra", "til"), list(product(Linjetilstand, repeat=2)))
def test_every_pair_of_a_line(fra: Linjetilstand, til: Linjetilstand) -> None:
    _prov(Fordelingslinje(tilstand=fra), til, lovlig=(fra, til) in LINJE)


@pytest.mark.parametrize(("fra", "til"), list(product(Sporsmaalstilstand, repeat=2)))
def test_w14_every_pair_of_a_question(fra: Sporsmaalstilstand, til: Sporsmaalstilstand) -> None:
    _prov(Sporsmaal(tilstand=fra), til, lovlig=(fra, til) in SPORSMAAL)


def _prov(obj, til, *, lovlig: bool) -> None:
    fra = obj.tilstand
    if lovlig:
        move(obj, til)
        assert obj.tilstand == til
    else:
        with pytest.raises(UlovligOvergang):
            move(obj, til)
        assert obj.tilstand == fra
