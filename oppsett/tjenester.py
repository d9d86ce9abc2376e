"""The servers that the application needs, embedded unless the environment names others."""

import os
from dataclasses import dataclass
from pathlib import Path

from oppsett import clamd, valkey
from oppsett.postgres import Postgres
from oppsett.si import si
from oppsett.tilsyn import Tilsyn

LOKALT = "localhost,127.0.0.1,::1"


@dataclass(frozen=True)
class Tjenester:
    miljo: dict[str, str]
    postgres: Postgres | None


def start_tjenester(tilsyn: Tilsyn, mappe: Path, *, flyktig: bool, biblioteker: str, roller: bool = False) -> Tjenester:
    """With `roller` the application gets roles of its own in our PostgreSQL; one that is given is used as it is."""
    miljo = grunnmiljo(biblioteker)
    klynge = None
    if "DATABASE_URL" not in miljo:
        klynge = Postgres(mappe, flyktig=flyktig)
        klynge.start(tilsyn)
        miljo |= klynge.roller() if roller else {"DATABASE_URL": klynge.url()}
        si(f"PostgreSQL er oppe (127.0.0.1:{klynge.port})")
    if "REDIS_URL" not in miljo:
        miljo["REDIS_URL"] = valkey.start(tilsyn, mappe, flyktig=flyktig)
        si("Valkey er oppe")
    miljo["CLAMD_ADRESSE"] = clamd.start(tilsyn, mappe)
    si("clamd er oppe")
    return Tjenester(miljo, klynge)


def grunnmiljo(biblioteker: str) -> dict[str, str]:
    """Ours from the start; a proxy for the world must not get the calls to our own machine."""
    miljo = {n: v for n, v in os.environ.items() if n not in {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}}
    miljo["PYTHONUNBUFFERED"] = "1"
    for navn in ("NO_PROXY", "no_proxy"):
        miljo[navn] = ",".join(filter(None, [miljo.get(navn), LOKALT]))
    if biblioteker:
        miljo["LD_LIBRARY_PATH"] = ":".join(filter(None, [biblioteker, miljo.get("LD_LIBRARY_PATH")]))
    return miljo
