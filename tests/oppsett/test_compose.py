"""docker-compose.yml without an engine: our services' commands start on loopback with exactly its environment."""

import os
import re
import secrets
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from django.conf import settings

from imdinett.celery import app
from oppsett.nokler import Nokler
from oppsett.port import er_ledig, ledig_port
from oppsett.prosess import Prosess
from oppsett.stier import ROT, VENV
from oppsett.web import start_arbeidere, svarer_ok

COMPOSE: dict[str, Any] = yaml.safe_load((ROT / "docker-compose.yml").read_text())
VARE = ("web", "worker", "beat", "simulator")
VARIABEL = re.compile(r"\$\{(\w+)(:\?|:-([^}]*))?\}")
HEMMELIG = re.compile(r"SECRET|PASS|NOKKEL|FERNET|AUTH")


class Vert:
    """One machine instead of one per service: names of services and paths in containers become local ones."""

    def __init__(self, mappe: Path) -> None:
        self.mappe, nokler = mappe, Nokler(mappe)
        self.port = {"web": ledig_port(), "simulator": ledig_port(), "smtp": ledig_port()}
        self.gitt = {
            **nokler.miljo(),
            "NETTADRESSE": "https://imdinett.example",
            "ALLOWED_HOSTS": "imdinett.example,localhost",
            "POSTGRES_PASSORD": "dummy",
            "APP_DATABASE_PASSORD": "dummy",
            "LOGG_DATABASE_PASSORD": "dummy",
            "SIKKERHETSANSVARLIG_EPOST": "sikkerhet@imdinett.example",
            "REDIS_PASSORD": "dummy",
            "SVARUT_KONTO": "11111111-1111-4111-8111-111111111111",
            "SVARUT_INTEGRASJON_ID": "22222222-2222-4222-8222-222222222222",
            "SVARUT_INTEGRASJON_PASSORD": secrets.token_urlsafe(16),
            "MASKINPORTEN_KLIENT": "klient",
            "MASKINPORTEN_OFFENTLIG_NOKKEL_FIL": str(nokler.offentlig),
        }
        database, ko = os.environ["DATABASE_URL"], urlsplit(os.environ["REDIS_URL"])
        self.lokalt = {
            # What starts here does not write: the roles' rights are tests/imdinett/hendelse/test_roller.py.
            "postgres://imdinett_app:dummy@postgres:5432/portal": database,
            "postgres://imdinett_logg:dummy@postgres:5432/portal": _som("imdinett_logg", database),
            "redis://:dummy@redis:6379/0": ko._replace(path="/9").geturl(),
            "http://simulator:8100": f"http://127.0.0.1:{self.port['simulator']}",
            "smtp://mailpit:1025": f"smtp://127.0.0.1:{self.port['smtp']}",
            "clamav:3310": os.environ.get("CLAMD_ADRESSE", "127.0.0.1:1"),
            "/run/secrets/maskinporten_offentlig": str(nokler.offentlig),
            "/run/secrets/maskinporten": str(nokler.privat),
            "/data/": f"{mappe}/data/",
            "0.0.0.0:8000": f"127.0.0.1:{self.port['web']}",
            "localhost:8000": f"localhost:{self.port['web']}",
            "localhost:8100": f"localhost:{self.port['simulator']}",
        }
        for navn in ("beat", "opplastinger", "simulator"):
            (mappe / "data" / navn).mkdir(parents=True)

    def her(self, verdi: str) -> str:
        verdi = VARIABEL.sub(lambda m: self.gitt.get(m[1]) or _standard(m), verdi).replace("$$", "$")
        for der, her in self.lokalt.items():
            verdi = verdi.replace(der, her)
        return verdi

    def miljo(self, tjeneste: str) -> dict[str, str]:
        """The compose environment and nothing of ours but where the programs and their libraries are."""
        satt = COMPOSE["services"][tjeneste]["environment"].items()
        egne = {navn: self.her(verdi) for navn, verdi in satt if verdi is not None}
        fra_bildet = {"PATH": f"{VENV / 'bin'}:/usr/bin:/bin", "PYTHONUNBUFFERED": "1"}
        if stier := os.environ.get("LD_LIBRARY_PATH"):
            fra_bildet["LD_LIBRARY_PATH"] = stier
        return fra_bildet | egne

    def kommando(self, tjeneste: str) -> list[str]:
        porter = {"8100": str(self.port["simulator"]), "8125": str(self.port["smtp"]), "0.0.0.0": "127.0.0.1"}
        return [porter.get(o, self.her(o)) for o in COMPOSE["services"][tjeneste]["command"]]

    def helsesjekk(self, tjeneste: str) -> bool:
        slag, *argv = COMPOSE["services"][tjeneste]["healthcheck"]["test"]
        argv = [self.her(o) for o in argv]
        argv = ["/bin/sh", "-c", *argv] if slag == "CMD-SHELL" else argv
        return not subprocess.run(argv, cwd=ROT, env=self.miljo(tjeneste), capture_output=True, check=False).returncode


def _som(rolle: str, url: str) -> str:
    return urlsplit(url)._replace(netloc=f"{rolle}:dummy@{urlsplit(url).netloc.rpartition('@')[2]}").geturl()


def _standard(treff: re.Match[str]) -> str:
    assert treff[2] != ":?", f"compose krever {treff[1]}, som testen ikke gir"
    return treff[3] or ""


@pytest.fixture
def vert(tmp_path: Path) -> Vert:
    return Vert(tmp_path)


@pytest.fixture
def start(vert: Vert, tmp_path: Path) -> Iterator[Any]:
    startet: list[Prosess] = []

    def _start(tjeneste: str) -> Prosess:
        argv, miljo = vert.kommando(tjeneste), vert.miljo(tjeneste)
        argv[0] = str(VENV / "bin" / argv[0])
        startet.append(Prosess(tjeneste, argv, logg=tmp_path / f"{tjeneste}.log", miljo=miljo))
        return startet[-1]

    yield _start
    for prosess in startet:
        prosess.be_stoppe()
    for prosess in startet:
        prosess.vent()


@pytest.mark.slow
@pytest.mark.parametrize("tjeneste", VARE)
def test_tjenesten_starter_og_helsesjekken_svarer(vert: Vert, start: Any, tjeneste: str) -> None:
    assert not vert.helsesjekk(tjeneste), "helsesjekken må feile når tjenesten ikke går"
    prosess = start(tjeneste)
    frist = time.monotonic() + 60
    while not vert.helsesjekk(tjeneste):
        prosess.krev_levende()
        assert time.monotonic() < frist, prosess.hale()
        time.sleep(0.3)
    prosess.krev_levende()


@pytest.mark.slow
def test_web_sender_til_https_unntatt_helsesjekken(vert: Vert, start: Any) -> None:
    prosess = start("web")
    helse = f"http://localhost:{vert.port['web']}/healthz"
    frist = time.monotonic() + 60
    while not svarer_ok(helse):
        prosess.krev_levende()
        assert time.monotonic() < frist
        time.sleep(0.2)
    assert not er_ledig(vert.port["web"])
    assert not svarer_ok(f"http://localhost:{vert.port['web']}/")


@pytest.mark.slow
def test_web_starter_ikke_uten_en_hemmelighet(vert: Vert, tmp_path: Path) -> None:
    miljo = vert.miljo("web")
    del miljo["FERNET_NOKKEL"]
    argv = vert.kommando("web")
    argv[0] = str(VENV / "bin" / argv[0])
    prosess = Prosess("web", argv, logg=tmp_path / "web.log", miljo=miljo)
    prosess.barn.wait(60)
    assert prosess.barn.returncode != 0
    assert "FERNET_NOKKEL mangler" in prosess.logg.read_text()


def test_ingen_hemmelighet_har_en_standardverdi() -> None:
    tekst = (ROT / "docker-compose.yml").read_text()
    brukt = {(m[1], m[2]) for m in VARIABEL.finditer(tekst)}
    hemmelige = {(navn, slag) for navn, slag in brukt if HEMMELIG.search(navn)}
    assert {navn for navn, _ in hemmelige} == {
        "SECRET_KEY",
        "FERNET_NOKKEL",
        "LOGG_SIGNERINGSNOKKEL",
        "POSTGRES_PASSORD",
        "APP_DATABASE_PASSORD",
        "LOGG_DATABASE_PASSORD",
        "REDIS_PASSORD",
        "SVARUT_INTEGRASJON_PASSORD",
        "MASKINPORTEN_NOKKEL_FIL",
        "MASKINPORTEN_OFFENTLIG_NOKKEL_FIL",
    }
    assert {slag for _, slag in hemmelige} == {":?"}


def test_bare_migreringen_kjenner_eieren_av_tabellene() -> None:
    eiere = {navn for navn, t in COMPOSE["services"].items() if "EIER_DATABASE_URL" in t.get("environment", {})}
    assert eiere == {"migrer"}
    miljo = COMPOSE["services"]["migrer"]["environment"]
    brukere = {urlsplit(VARIABEL.sub("x", miljo[f"{hvem}DATABASE_URL"])).username for hvem in ("", "LOGG_", "EIER_")}
    assert brukere == {"imdinett_app", "imdinett_logg", "portal"}
    assert "databaseroller" in COMPOSE["services"]["migrer"]["command"][-1]


def test_hver_tjeneste_har_helsesjekk_og_data_i_navngitte_volumer() -> None:
    tjenester = COMPOSE["services"]
    assert set(tjenester) == {
        "migrer", "web", "worker", "beat", "simulator", "postgres", "redis", "mailpit", "clamav"
    }  # fmt: skip
    assert [navn for navn, t in tjenester.items() if "healthcheck" not in t and navn != "migrer"] == []
    brukt = {volum.split(":")[0] for t in tjenester.values() for volum in t.get("volumes", [])}
    assert brukt == set(COMPOSE["volumes"])
    assert "--appendonly" in tjenester["redis"]["command"]


def test_antallet_arbeidere_star_i_innstillingene_og_kommandoen_er_den_samme_i_demoen(tmp_path: Path) -> None:
    startet: dict[str, list[str]] = {}

    class Tilsynet:
        mappe = tmp_path

        def start(self, navn: str, argv: list[Any], _miljo: dict[str, str]) -> None:
            startet[navn] = [str(ord_) for ord_ in argv]

    start_arbeidere(Tilsynet(), {})
    tjenester = COMPOSE["services"]

    assert startet["worker"][1:] == tjenester["worker"]["command"][1:]
    assert "-c" not in startet["worker"]
    assert tjenester["worker"]["environment"]["ARBEIDERE"] is None
    assert settings.CELERY_WORKER_CONCURRENCY == 3
    assert app.conf.worker_concurrency == 3


def test_bildet_har_samme_kommando_som_compose_og_ingen_simulator() -> None:
    bilde = (ROT / "Dockerfile").read_text()
    web = bilde[bilde.index("AS web") : bilde.index("AS simulator")]
    assert "simulator" not in web.removesuffix("FROM grunn ")
    assert "tests" not in web
    kommando = ", ".join(f'"{o}"' for o in COMPOSE["services"]["web"]["command"])
    assert f"CMD [{kommando}]" in web
