"""What the environment gives, and what the processes get of it."""

import base64
import stat
from pathlib import Path

import pytest

from oppsett import demo
from oppsett.bar_debian import GJENNOM
from oppsett.feil import Oppsettfeil
from oppsett.nokler import Nokler
from oppsett.pipvalg import tolk
from oppsett.ressurser import FILER, kopier
from oppsett.simulator import Simulator
from oppsett.tjenester import grunnmiljo


def test_pips_oppsett_tolkes_og_miljoet_vinner() -> None:
    utskrift = (
        ":env:.find-links='/a'\nglobal.extra-index-url='\\nfile:///b\\nfile:///c'\nglobal.find-links='/d'\nfreeze.x='1'"
    )
    assert tolk(utskrift) == {"find-links": "/a", "extra-index-url": "file:///b file:///c"}
    assert tolk("") == {}


def test_kall_til_egen_maskin_gar_aldri_gjennom_en_mellomtjener(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "intern.example")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/maskinens")
    miljo = grunnmiljo("/egne")
    assert miljo["NO_PROXY"] == "intern.example,localhost,127.0.0.1,::1"
    assert miljo["LD_LIBRARY_PATH"] == "/egne:/maskinens"
    assert grunnmiljo("")["LD_LIBRARY_PATH"] == "/maskinens"


def test_hemmeligheter_lages_en_gang_og_leses_bare_av_eieren(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Nokler, "_nokkelpar", lambda self: self.privat)
    forste, andre = Nokler(tmp_path).miljo(), Nokler(tmp_path).miljo()
    assert forste == andre
    assert len(forste["SECRET_KEY"]) >= 50
    assert len(base64.urlsafe_b64decode(forste["FERNET_NOKKEL"])) == 32
    assert {stat.S_IMODE(fil.stat().st_mode) for fil in (tmp_path / "nokler").iterdir()} == {0o600}
    assert Nokler(tmp_path / "en annen").miljo()["SECRET_KEY"] != forste["SECRET_KEY"]


def test_simulatorens_adresser() -> None:
    miljo = Simulator("http://127.0.0.1:5000", 5001, Path("/x")).miljo()
    assert miljo["SVARUT_URL"] == "http://127.0.0.1:5000/api"
    assert miljo["MASKINPORTEN_URL"] == "http://127.0.0.1:5000/"
    assert miljo["SMTP_URL"] == "smtp://127.0.0.1:5001"


def test_reset_sletter_alt_unntatt_lasen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    klynge = tmp_path / "klynge"
    (klynge / "pgdata").mkdir(parents=True)
    mappe = tmp_path / "demo"
    (mappe / "valkey").mkdir(parents=True)
    for navn in ("las", "database"):
        (mappe / navn).touch()
    monkeypatch.setattr(demo, "MAPPE", mappe)
    monkeypatch.setattr(demo, "klyngemappe", lambda _: klynge)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    demo.start_forfra()
    assert [sti.name for sti in mappe.iterdir()] == ["las"]
    assert not (klynge / "pgdata").exists()


def test_reset_rorer_ikke_en_database_som_er_gitt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "database").touch()
    monkeypatch.setattr(demo, "MAPPE", tmp_path)
    monkeypatch.setenv("DATABASE_URL", "postgres://x@127.0.0.1/x")
    with pytest.raises(Oppsettfeil, match="RESET=1 sletter ikke databasen"):
        demo.start_forfra()
    assert (tmp_path / "database").exists()


def test_ressurser_kopieres_uten_kildekart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oppsett.ressurser.DATA", tmp_path / "data")
    for fra in FILER.values():
        fil = tmp_path / "node_modules" / fra
        fil.parent.mkdir(parents=True, exist_ok=True)
        fil.write_bytes(b"a{}\n//# sourceMappingURL=x.js.map\n/*# sourceMappingURL=x.css.map */\n")
    maal = tmp_path / "static" / "tredjepart"
    maal.mkdir(parents=True)
    (maal / "gammel.css").touch()
    kopier(tmp_path / "node_modules", maal)
    assert {str(fil.relative_to(maal)) for fil in maal.rglob("*") if fil.is_file()} == set(FILER)
    assert b"sourceMappingURL" not in (maal / "designsystemet/designsystemet.js").read_bytes()
    assert b"sourceMappingURL" not in (maal / "designsystemet/tema.css").read_bytes()
    assert b"sourceMappingURL" in (maal / "inter/LICENSE").read_bytes()


@pytest.mark.parametrize(
    ("navn", "gar_med"),
    [
        ("PIP_INDEX_URL", True),
        ("https_proxy", True),
        ("REQUESTS_CA_BUNDLE", True),
        ("npm_config_registry", True),
        ("DATABASE_URL", False),
        ("SECRET_KEY", False),
        ("PYTHONPATH", False),
    ],
)
def test_den_tomme_maskinen_far_bare_veien_til_registrene(navn: str, gar_med: bool) -> None:
    assert bool(GJENNOM.search(navn)) is gar_med
