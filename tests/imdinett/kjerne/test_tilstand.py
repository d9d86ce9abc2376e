from typing import ClassVar

import pytest
from django.db import models

from imdinett.kjerne.feil import UlovligOvergang
from imdinett.kjerne.tilstand import kan_flyttes, move


class Lys(models.TextChoices):
    RODT = "rodt", "Rødt"
    GRONT = "gront", "Grønt"
    MORKT = "morkt", "Mørkt"


class Lyskryss:
    MOVES: ClassVar = {Lys.RODT: frozenset({Lys.GRONT}), Lys.GRONT: frozenset({Lys.RODT, Lys.MORKT})}

    def __init__(self, tilstand: Lys) -> None:
        self.tilstand = tilstand.value


LOVLIGE = {(Lys.RODT, Lys.GRONT), (Lys.GRONT, Lys.RODT), (Lys.GRONT, Lys.MORKT)}


@pytest.mark.parametrize("fra", list(Lys))
@pytest.mark.parametrize("til", list(Lys))
def test_move_follows_the_table_for_every_pair(fra, til) -> None:
    kryss = Lyskryss(fra)

    assert kan_flyttes(kryss, til) == ((fra, til) in LOVLIGE)
    if (fra, til) in LOVLIGE:
        move(kryss, til)
        assert kryss.tilstand == til.value
    else:
        with pytest.raises(UlovligOvergang) as feil:
            move(kryss, til)
        assert kryss.tilstand == fra.value
        assert (feil.value.kode, feil.value.status) == ("ulovlig_overgang", 409)


def test_an_illegal_move_names_both_states() -> None:
    with pytest.raises(UlovligOvergang, match="Kan ikke gå fra «Mørkt» til «Rødt»"):
        move(Lyskryss(Lys.MORKT), Lys.RODT)
