"""What the repository promises about locks, the Makefile and the pipeline's script."""

import json
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from oppsett.node import pinnede_versjoner
from oppsett.stier import ROT

LASER = sorted(ROT.glob("requirements*.lock"))
ADRESSE = re.compile(r"://|--(extra-)?index-url|--find-links|\bfile:")


def test_alle_lasene_er_her() -> None:
    assert [fil.name for fil in LASER] == [
        "requirements-demo.lock",
        "requirements-dev.lock",
        "requirements-node.lock",
        "requirements-uv.lock",
        "requirements.lock",
    ]


@pytest.mark.parametrize("fil", LASER, ids=lambda fil: fil.name)
def test_las_uten_adresse_og_med_hash_pa_hver_pakke(fil: Path) -> None:
    tekst = fil.read_text()
    assert not ADRESSE.search(tekst)
    pakker = re.split(r"\n(?=\S)", tekst.strip())
    assert pakker
    assert [p for p in pakker if "==" not in p.splitlines()[0] or "--hash=sha256:" not in p] == []


def test_npm_las_uten_adresse_og_med_kontrollsum() -> None:
    tekst = (ROT / "package-lock.json").read_text()
    assert not ADRESSE.search(tekst)
    pakker = {navn: p for navn, p in json.loads(tekst)["packages"].items() if navn}
    assert pakker
    assert [navn for navn, p in pakker.items() if not p["integrity"].startswith("sha512-")] == []
    for navn, versjon in pinnede_versjoner().items():
        assert pakker[f"node_modules/{navn}"]["version"] == versjon


def test_demolasen_er_en_del_av_utviklingslasen() -> None:
    def versjoner(navn: str) -> set[str]:
        return set(re.findall(r"^[\w.-]+==[\w.]+", (ROT / navn).read_text(), re.MULTILINE))

    assert versjoner("requirements.lock") <= versjoner("requirements-demo.lock") <= versjoner("requirements-dev.lock")


def test_hver_direkte_avhengighet_er_last() -> None:
    prosjekt = tomllib.loads((ROT / "pyproject.toml").read_text())
    laste = set(re.findall(r"^([\w.-]+)==", (ROT / "requirements-dev.lock").read_text(), re.MULTILINE))
    oensket = [*prosjekt["project"]["dependencies"], *prosjekt["dependency-groups"]["dev"]]
    navn = {re.split(r"[\[=<>~ ]", o)[0].lower() for o in oensket if isinstance(o, str)}
    assert navn - laste == set()


@pytest.mark.parametrize(
    ("mal", "kommando"),
    [
        ("demo", "oppsett demo"),
        ("test", "oppsett test"),
        ("bench", "oppsett bench"),
        ("ny-maskin", "oppsett ny-maskin"),
    ],
)
def test_makemal(mal: str, kommando: str) -> None:
    linje = _make(mal)
    assert f"exec python3 -m {kommando}" in linje


def test_make_gir_videre_port_reset_og_args() -> None:
    assert "PORT='8123' RESET='1'" in _make("demo", "PORT=8123", "RESET=1")
    assert _make("test", "ARGS=tests/oppsett -k port").endswith("oppsett test tests/oppsett -k port")


def test_ci_run_kjorer_make_test_uten_terminal() -> None:
    skript = ROT / ".ci" / "run"
    assert os.access(skript, os.X_OK)
    assert skript.read_text().splitlines()[-1] == "exec make test < /dev/null"


def _make(*argv: str) -> str:
    """As from a fresh terminal, also when make started the tests."""
    arvet = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS", "ARGS", "PORT", "RESET", "EPOST"}
    miljo = {navn: verdi for navn, verdi in os.environ.items() if navn not in arvet}
    return subprocess.run(
        ["make", "--dry-run", *argv], cwd=ROT, env=miljo, capture_output=True, text=True, check=True
    ).stdout.strip()
