"""The table of the demo users: drawn when it can have changed, and never left over from before a change."""

from pathlib import Path

import pytest

from oppsett import applikasjon
from oppsett.feil import Oppsettfeil


@pytest.fixture
def fil(tmp_path: Path) -> Path:
    tabell = tmp_path / "brukere.txt"
    tabell.write_text("fra forrige start")
    return tabell


def test_tabellen_fra_forrige_start_brukes_nar_ingenting_er_endret(fil: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    applikasjon.datastempel(fil.parent).sett()
    monkeypatch.setattr(applikasjon, "PYTHON", "/bin/false")

    with applikasjon.brukertabell(fil.parent, {}) as les:
        assert les() == "fra forrige start"


def test_tabellen_tegnes_pa_nytt_ellers(fil: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applikasjon, "PYTHON", "/bin/echo")

    with applikasjon.brukertabell(fil.parent, {}) as les:
        assert not fil.exists()
        assert les() == "manage.py klargjor --vis-brukere\n"

    assert fil.read_text() == "manage.py klargjor --vis-brukere\n"


def test_en_tabell_som_ikke_lot_seg_tegne_er_en_melding(fil: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(applikasjon, "PYTHON", "/bin/false")

    with applikasjon.brukertabell(fil.parent, {}) as les, pytest.raises(Oppsettfeil):
        les()

    assert not fil.exists()
