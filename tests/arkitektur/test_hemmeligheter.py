"""S-22: no key, token or password lies in the tree. What is a secret to nobody stands below, each with its reason."""

import functools
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.regnskap import meld

ROT: Path = settings.ROT
MONSTRE = {
    "privat nøkkel": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "nøkkel til en skytjeneste": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{35}\b",
    "tilgang til et kodelager": r"\bgh[pousr]_[A-Za-z0-9]{30,}|\bglpat-[\w-]{20}",
    "tilgang til en meldingstjeneste": r"\bxox[abprs]-\w",
    "signert merke": r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ",
    "passord i en adresse": r"[a-z]://[^/\s:@\"'{$]+:[^@/\s\"'{$]+@",
    "nøkkel på 32 byte": r"(?<![\w/+-])[A-Za-z0-9_/+-]{43}=(?![\w=])",
    "nøkkel til engangskoder": r"[\"'](?=[A-Z]*[2-7])[A-Z2-7]{16,}[\"']",
    "hemmelighet som er skrevet rett inn": (
        r"(?i)\b\w*(?:passord|password|passphrase|secret|hemmelig\w*|api_?key|token)[\"']?\s*[:=]\s*[\"'](?P<verdi>[^\"'\s{}%<>/]{12,})[\"']"
    ),
}
# What was found, and why it opens nothing.
KJENT = {
    "ovelse-gir-trygghet-2026": "Demobrukernes passord, som `make demo` skriver ut.",
    "ni-kommuner-langs-jernbanen": "Testbrukernes passord.",
    "en-lang-ovingssetning": "Testbrukernes passord.",
    "en-lang-ny-setning": "Testbrukernes passord.",
    "feil-passord-her": "Et passord som ikke er noens.",
    "bare-i-testene-2026": "Testbrukernes passord.",
    "prøvepassord": "Simulatorens, i testene.",
    "imdinett:hemmelig@": "Står for et passord der testen ser om innstillingen mangler.",
    "imdinett_logg:hemmelig@": "Står for et passord der testen ser om innstillingen mangler.",
    "eier:hemmelig@": "Står for et passord der testen ser om innstillingen mangler.",
    "hemmelig-og-lang": "Står for et passord der testen ser om innstillingen mangler.",
    "imdinett_app:dummy@": "Står for et passord i testen av docker-compose.yml.",
    "imdinett_logg:dummy@": "Står for et passord i testen av docker-compose.yml.",
    "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=": "Sifrene 0–9 tre ganger: testenes nøkkel.",
    "GEZDGNBVGY3TQOJQ": "Sifrene 1–9 og 0: testenes nøkkel til engangskoder.",
    "JBSWY3DPEHPK3PXP": "«Hello!» og noen byte: testenes nøkkel til engangskoder.",
    "PasswordResetTokenGenerator": "En klasse.",
    "nokkel_sha256": "Navnet på en kolonne.",
}
UTENOM = {".git", ".venv", ".data", "node_modules", "statisk", "tredjepart", "__pycache__"}
UTENOM |= {".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"}
# The hashes of the packages, and pictures.
ANDRE = {".lock", ".mo", ".png", ".woff2", ".pyc"}


@functools.cache
def treet() -> dict[str, str]:
    """Every text file of the project but this one."""
    filer = {}
    for mappe, mapper, navnene in os.walk(ROT):
        mapper[:] = sorted(set(mapper) - UTENOM)
        for fil in (Path(mappe, navn) for navn in sorted(navnene)):
            if fil.suffix not in ANDRE and fil != Path(__file__).resolve():
                filer[str(fil.relative_to(ROT))] = fil.read_text(encoding="utf-8", errors="replace")
    return filer


def funn(tekst: str) -> list[str]:
    return [
        f"{hva}: {treff[0][:12]}…"
        for hva, monster in MONSTRE.items()
        for treff in re.finditer(monster, tekst)
        if not any(kjent in treff.groupdict().get("verdi", treff[0]) for kjent in KJENT)
    ]


def test_s22_no_secret_lies_in_the_tree(record_property: Any) -> None:
    hemmeligheter = {navn: treff for navn, tekst in treet().items() if (treff := funn(tekst))}

    meld(record_property, "S-22", filer=len(treet()), hemmeligheter=len(hemmeligheter))
    assert hemmeligheter == {}


@pytest.mark.parametrize(
    "tekst",
    [
        "-----BEGIN RSA " + "PRIVATE KEY-----",
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "ghp_" + "a1" * 18,
        "xox" + "b-123456789",
        "eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxIn0",
        "postgres://imdinett:" + "k7dw0xp2m@db.example/imdinett",
        'FERNET_NOKKEL="' + "k7dW0xp2mQ" * 4 + 'abc="',
        'TOTP = "' + "KRSXG5CTMVRXEZLU" + '"',
        'SVARUT_INTEGRASJON_PASSORD: "' + 'korrekt-hest-batteri"',
        'api_key = "' + 'k7dw0xp2mk7dw"',
        'hemmelighet = "' + 'k7dw0xp2mk7dw"',
    ],
)
def test_s22_each_kind_would_be_found(tekst: str) -> None:
    assert funn(tekst)


def test_s22_what_is_known_is_still_there() -> None:
    alt = "\n".join(treet().values())

    assert [kjent for kjent in KJENT if kjent not in alt] == []
