"""PORT= is respected, and a busy or impossible port is a clear message."""

import socket
from collections.abc import Iterator

import pytest

from oppsett.feil import Oppsettfeil
from oppsett.port import er_ledig, ledig_port, oensket_port, svarer, vent_til


@pytest.fixture
def opptatt() -> Iterator[int]:
    with socket.socket() as lytter:
        lytter.bind(("127.0.0.1", 0))
        lytter.listen()
        yield lytter.getsockname()[1]


def test_opptatt_port_er_en_melding_med_forslag(opptatt: int) -> None:
    assert not er_ledig(opptatt)
    assert svarer(opptatt)
    with pytest.raises(Oppsettfeil, match=rf"Port {opptatt} er opptatt.*make demo PORT=\d+"):
        oensket_port(str(opptatt))


def test_ledig_port_blir_brukt() -> None:
    port = ledig_port()
    assert er_ledig(port)
    assert not svarer(port)
    assert oensket_port(str(port)) == port


@pytest.mark.parametrize("verdi", ["", "0", "65536", "-1", "80a", "8000 "])
def test_ugyldig_port_er_en_melding(verdi: str) -> None:
    with pytest.raises(Oppsettfeil, match="ikke et portnummer"):
        oensket_port(verdi)


def test_samme_port_deles_aldri_ut_to_ganger() -> None:
    porter = [ledig_port() for _ in range(50)]
    assert len(set(porter)) == 50


def test_vent_til_gir_opp_med_melding_og_stopper_nar_prosessen_er_dod() -> None:
    vent_til(lambda: True, "Noe", 1, lambda: None)
    with pytest.raises(Oppsettfeil, match="Noe svarte ikke"):
        vent_til(lambda: False, "Noe", 0.01, lambda: None)

    def dod() -> None:
        raise Oppsettfeil("noe stoppet med kode 3")

    with pytest.raises(Oppsettfeil, match="kode 3"):
        vent_til(lambda: False, "Noe", 60, dod)
