"""bosetting.md §5.1, walked pair by pair."""

import pytest

from bosetting.person.models import Sak
from bosetting.person.states import BUNDET, FOR_FORDELING, KAN_AVSLUTTES, MAPPE_APEN, MOTSATT, Relasjonstype
from bosetting.person.states import Sakstilstand as S
from imdinett.kjerne.feil import UlovligOvergang
from imdinett.kjerne.tilstand import move

LOVLIGE = {
    (S.REGISTRERT, S.TIL_KARTLEGGING),
    (S.REGISTRERT, S.AVSLUTTET),
    (S.TIL_KARTLEGGING, S.BOSETTINGSKLAR),
    (S.TIL_KARTLEGGING, S.AVSLUTTET),
    (S.BOSETTINGSKLAR, S.FORDELT),
    (S.BOSETTINGSKLAR, S.AVSLUTTET),
    (S.FORDELT, S.AKSEPTERT),
    (S.FORDELT, S.BOSETTINGSKLAR),
    (S.FORDELT, S.AVSLUTTET),
    (S.AKSEPTERT, S.SOKT_UT),
    (S.AKSEPTERT, S.BOSETTINGSKLAR),
    (S.AKSEPTERT, S.AVSLUTTET),
    (S.SOKT_UT, S.BOSATT),
    (S.SOKT_UT, S.BOSETTINGSKLAR),
    (S.SOKT_UT, S.TAKKET_NEI),
    (S.SOKT_UT, S.AVSLUTTET),
    (S.TAKKET_NEI, S.SELVBOSATT),
    (S.TAKKET_NEI, S.AVSLUTTET),
    (S.BOSATT, S.SOKT_UT),
    (S.BOSATT, S.AVSLUTTET),
}


@pytest.mark.parametrize("fra", list(S))
@pytest.mark.parametrize("til", list(S))
def test_sak_moves_as_the_table_says(fra, til) -> None:
    sak = Sak(tilstand=fra)

    if (fra, til) in LOVLIGE:
        move(sak, til)
        assert sak.tilstand == til
    else:
        with pytest.raises(UlovligOvergang):
            move(sak, til)
        assert sak.tilstand == fra


def test_the_groups_of_states() -> None:
    assert {S.FORDELT, S.AKSEPTERT, S.SOKT_UT} == BUNDET
    assert {S.SOKT_UT, S.BOSATT} == MAPPE_APEN
    assert {S.REGISTRERT, S.TIL_KARTLEGGING, S.BOSETTINGSKLAR} == FOR_FORDELING
    assert FOR_FORDELING | {S.TAKKET_NEI} == KAN_AVSLUTTES


@pytest.mark.parametrize("type_", list(Relasjonstype))
def test_the_opposite_of_the_opposite_is_the_relation(type_) -> None:
    assert MOTSATT[MOTSATT[type_]] == type_
