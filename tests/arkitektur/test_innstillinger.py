"""Production refuses to start on a missing or default secret, and is clean under `check --deploy`."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

FULLT = {
    "DJANGO_SETTINGS_MODULE": "imdinett.settings.production",
    "SECRET_KEY": "k7d!w0x#p2m$" * 6,
    "FERNET_NOKKEL": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "LOGG_SIGNERINGSNOKKEL": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "NETTADRESSE": "https://imdinett.example",
    "ALLOWED_HOSTS": "imdinett.example",
    "DATABASE_URL": "postgres://imdinett:hemmelig@db.example/imdinett",
    "LOGG_DATABASE_URL": "postgres://imdinett_logg:hemmelig@db.example/imdinett",
    "REDIS_URL": "redis://:hemmelig@redis.example/0",
    "SMTP_URL": "smtp+tls://smtp.example:587",
    "SVARUT_URL": "https://svarut.example/api",
    "SVARUT_KONTO": "11111111-1111-4111-8111-111111111111",
    "SVARUT_INTEGRASJON_ID": "22222222-2222-4222-8222-222222222222",
    "SVARUT_INTEGRASJON_PASSORD": "hemmelig-og-lang",
    "MASKINPORTEN_URL": "https://maskinporten.example/",
    "MASKINPORTEN_KLIENT": "klient",
    "MASKINPORTEN_KID": "kid",
}
SYSTEM = {navn: os.environ[navn] for navn in ("PATH", "LD_LIBRARY_PATH", "HOME") if navn in os.environ}


def _manage(miljo: dict[str, str], *argumenter: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", *argumenter],
        cwd=settings.ROT,
        env={**SYSTEM, **miljo},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def miljo(tmp_path) -> dict[str, str]:
    nokkel = tmp_path / "nokkel.pem"
    nokkel.write_text("PRIVAT")
    return {**FULLT, "MASKINPORTEN_NOKKEL_FIL": str(nokkel)}


def test_s22_check_deploy_is_clean(miljo) -> None:
    svar = _manage(miljo, "check", "--deploy", "--fail-level", "INFO")

    assert (svar.returncode, svar.stdout.strip()) == (0, "System check identified no issues (0 silenced)."), svar.stderr


@pytest.mark.parametrize("navn", [navn for navn in FULLT if navn not in ("DJANGO_SETTINGS_MODULE", "ALLOWED_HOSTS")])
def test_production_needs_each_variable(miljo, navn) -> None:
    del miljo[navn]

    svar = _manage(miljo, "check")

    assert svar.returncode != 0
    assert f"Miljøvariabelen {navn} mangler" in svar.stderr


@pytest.mark.parametrize(
    ("navn", "verdi"),
    [
        ("SECRET_KEY", "lokal-" + "x" * 60),
        ("SECRET_KEY", "kort"),
        ("FERNET_NOKKEL", "lokal"),
        ("LOGG_SIGNERINGSNOKKEL", "kort"),
        ("LOGG_SIGNERINGSNOKKEL", "æ" * 44),
        ("SVARUT_INTEGRASJON_PASSORD", "demo"),
        # The application as the owner of the tables, and the log without a role of its own.
        ("EIER_DATABASE_URL", FULLT["DATABASE_URL"]),
        ("EIER_DATABASE_URL", FULLT["LOGG_DATABASE_URL"]),
        ("LOGG_DATABASE_URL", FULLT["DATABASE_URL"]),
    ],
)
def test_production_refuses_a_default_secret(miljo, navn, verdi) -> None:
    svar = _manage({**miljo, navn: verdi}, "check")

    assert svar.returncode != 0
    assert "ImproperlyConfigured" in svar.stderr


def test_production_starts_with_an_owner_of_its_own(miljo) -> None:
    """What migrates knows all three roles; what runs does not know the owner."""
    svar = _manage({**miljo, "EIER_DATABASE_URL": "postgres://eier:hemmelig@db.example/imdinett"}, "check")

    assert svar.returncode == 0, svar.stderr
