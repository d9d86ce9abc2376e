"""One migrated database per set of migrations, which each test process clones."""

from oppsett.kommando import kjor
from oppsett.postgres import Postgres
from oppsett.si import si
from oppsett.stempel import avtrykk
from oppsett.stier import PYTHON, ROT


def klargjor_mal(klynge: Postgres, miljo: dict[str, str]) -> str:
    """The template's name; made when missing, and older ones dropped."""
    navn = f"mal_{_avtrykk()}"
    if klynge.sql(f"select 1 from pg_database where datname = '{navn}'"):
        return navn
    for gammel in klynge.sql("select datname from pg_database where datname ~ '^(mal|ny|test)_'").split():
        klynge.sql(f"alter database {gammel} is_template false")
        klynge.sql(f"drop database {gammel} with (force)")
    klynge.sql(f"create database ny_{navn} owner portal")
    url = miljo["DATABASE_URL"].rpartition("/")[0] + f"/ny_{navn}"
    kjor(PYTHON, "manage.py", "migrate", "-v", "0", miljo=miljo | {"DATABASE_URL": url})
    klynge.sql(f"alter database ny_{navn} rename to {navn}")
    klynge.sql(f"alter database {navn} is_template true")
    si("maldatabasen er migrert")
    return navn


def _avtrykk() -> str:
    migreringer = [f for f in ROT.glob("*/migrations/*") if f.is_file()]
    return avtrykk([*migreringer, ROT / "requirements-dev.lock"])[:12]
