"""The proof on an empty machine, without the machine."""

from pathlib import Path

import pytest

from oppsett import prove
from oppsett.prove import Prove


@pytest.mark.parametrize("utfall", ["i orden: 3 passed", "FEIL: 1 failed"])
def test_the_logs_of_a_run_that_failed_outlive_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, utfall: str
) -> None:
    monkeypatch.setattr(prove, "ROT", tmp_path)
    monkeypatch.setattr(prove, "LOGG", tmp_path / "logg")
    egen = Prove(tmp_path / "rot", "prove", "/home/prove")
    (egen.klone / ".data/logg/produkt").mkdir(parents=True)
    (egen.klone / ".data/logg/produkt/web.log").write_text("stanset")

    egen.noter("make test", 12.0, utfall)

    beholdt = [fil.read_text() for fil in (tmp_path / "logg").rglob("*.log")]
    assert (egen.feil, beholdt) == (("FEIL" in utfall), ["stanset"] if "FEIL" in utfall else [])
