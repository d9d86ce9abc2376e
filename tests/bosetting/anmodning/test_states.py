import pytest

from bosetting.anmodning.models import Anmodning, Anmodningsrunde, Kommunevedtak
from bosetting.anmodning.states import Anmodningstilstand as A
from bosetting.anmodning.states import Rundetilstand as R
from bosetting.anmodning.states import Vedtakstilstand as V
from imdinett.kjerne.feil import UlovligOvergang
from imdinett.kjerne.tilstand import move

LOVLIGE = {
    (R.UTKAST, R.SENDT),
    (A.UTKAST, A.SENDT),
    (A.SENDT, A.BESVART),
    (A.SENDT, A.PURRET),
    (A.SENDT, A.ERSTATTET),
    (A.PURRET, A.BESVART),
    (A.PURRET, A.PURRET),
    (A.PURRET, A.ERSTATTET),
    (A.BESVART, A.ERSTATTET),
    (V.REGISTRERT, V.GODKJENT),
    (V.REGISTRERT, V.ERSTATTET),
    (V.GODKJENT, V.ERSTATTET),
}
PAR = [
    (modell, fra, til)
    for modell, tilstander in ((Anmodningsrunde, R), (Anmodning, A), (Kommunevedtak, V))
    for fra in tilstander
    for til in tilstander
]


@pytest.mark.parametrize(("modell", "fra", "til"), PAR)
def test_each_pair_moves_as_the_table_says(modell, fra, til) -> None:
    obj = modell(tilstand=fra)

    if (fra, til) in LOVLIGE:
        move(obj, til)
        assert obj.tilstand == til
    else:
        with pytest.raises(UlovligOvergang):
            move(obj, til)
        assert obj.tilstand == fra
