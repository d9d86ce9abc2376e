"""All checks run, and what failed is known afterwards."""

import os
import sys

import pytest

from oppsett import sjekker
from oppsett.sjekker import SJEKKER, Sjekk, kjor_sjekker


def test_alle_kjores_selv_om_en_feiler(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    egne = [
        Sjekk("a", (sys.executable, "-c", "print('a er galt'); raise SystemExit(1)")),
        Sjekk("b", (sys.executable, "-c", "print('b er bra')")),
        Sjekk("c", (sys.executable, "-c", "raise SystemExit(2)")),
    ]
    monkeypatch.setattr(sjekker, "SJEKKER", egne)
    assert kjor_sjekker(dict(os.environ)) == ["a", "c"]
    utskrift = capsys.readouterr().out
    assert "a: FEIL" in utskrift
    assert "a er galt" in utskrift
    assert "b: i orden" in utskrift
    assert "b er bra" not in utskrift


def test_sjekkene_er_de_som_er_lovet() -> None:
    assert {sjekk.navn for sjekk in SJEKKER} == {
        "format",
        "lint",
        "typer",
        "importkontrakter",
        "malformat",
        "maler",
        "migreringer",
        "tekster",
    }
