"""`make kode EPOST=…` gives what an authenticator app would."""

from pathlib import Path

import pytest

from oppsett import engangskode
from oppsett.engangskode import Bruker, brukere, finn, kode, skriv_tabell, totp
from oppsett.feil import Oppsettfeil

TABELL = """Passord for alle: et-passord-til-ovelse
E-post                   Hvor     Rolle                  Hemmelighet
skriv.voss@demo.example  Voss     Kommune_Bosetter_Skriv GEZDGNBVGY3TQOJQ
les.voss@demo.example    Voss     Les og noe mer         GEZDGNBVGY3TQOJR

Engangskode: make kode EPOST=<e-post>
"""


@pytest.mark.parametrize(
    ("tid", "ventet"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")]
)
def test_rfc_6238_eksemplene(tid: int, ventet: str) -> None:
    assert totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", tid) == ventet


def test_brukerne_leses_av_tabellen() -> None:
    skriv = Bruker("skriv.voss@demo.example", "et-passord-til-ovelse", "GEZDGNBVGY3TQOJQ")
    assert finn(TABELL, "Skriv.Voss@demo.example") == skriv
    assert [b.epost for b in brukere(TABELL)] == ["skriv.voss@demo.example", "les.voss@demo.example"]
    with pytest.raises(Oppsettfeil, match=r"Ingen demobruker har e-posten ola@x\.example"):
        finn(TABELL, "ola@x.example")


def test_kommandoen_sier_fra_nar_noe_mangler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(engangskode, "TABELL", tmp_path / "brukere.txt")
    with pytest.raises(Oppsettfeil, match="make kode EPOST="):
        kode([""])
    with pytest.raises(Oppsettfeil, match="Start demoen først"):
        kode(["skriv.voss@demo.example"])
    skriv_tabell(tmp_path, TABELL)
    assert kode(["skriv.voss@demo.example"]) == 0
    assert capsys.readouterr().out[:6] in {totp("GEZDGNBVGY3TQOJQ"), totp("GEZDGNBVGY3TQOJQ", _sist())}


def _sist() -> float:
    return engangskode.time.time() - 30
