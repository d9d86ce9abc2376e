"""One page, measured: its queries, its time, and the time of the same statements sent straight to the database."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connections
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from imdinett.bruker.models import Bruker

RUNDER = 15
# A union begins with a parenthesis, and is as much a read as the others.
LESNING = ("SELECT", "(SELECT")
TRANSAKSJON = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@dataclass(frozen=True)
class Oppslag:
    """A page as its user asks for it. `data` makes it a POST."""

    navn: str
    adresse: str
    data: Mapping[str, str] | None = None

    def hent(self, klient: Client) -> HttpResponseBase:
        if self.data is None:
            svar = klient.get(self.adresse)
        else:
            svar = klient.post(self.adresse, self.data)
        if svar.status_code != 200:
            raise RuntimeError(f"{self.adresse} svarte {svar.status_code}")
        return svar


@dataclass(frozen=True)
class Sidemaaling:
    navn: str
    sporringer: int
    side: tuple[float, ...]
    sql: tuple[float, ...]

    @property
    def p50(self) -> float:
        return statistics.median(self.side)

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.side, n=20, method="inclusive")[-1]

    @property
    def sql_p50(self) -> float:
        return statistics.median(self.sql)

    @property
    def forhold(self) -> float:
        return self.p50 / self.sql_p50


def klient_for(epost: str) -> Client:
    bruker = Bruker.objects.get(epost=epost)
    assert Authenticator.objects.filter(user=bruker).exists()
    klient = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    klient.force_login(bruker, backend="allauth.account.auth_backends.AuthenticationBackend")
    return klient


def mal(klient: Client, oppslag: Oppslag, *, runder: int = RUNDER) -> Sidemaaling:
    """The page and, between its runs, the statements it sends. The line in the access log is a query like others."""
    for _oppvarming in range(2):
        _les(oppslag.hent(klient))
    with CaptureQueriesContext(connections["default"]) as fanget, CaptureQueriesContext(connections["logg"]) as logget:
        _les(oppslag.hent(klient))
    # Read at once: the next request empties the log of queries.
    alle = [rad["sql"] for rad in (*fanget.captured_queries, *logget.captured_queries)]
    antall = sum(not setning.startswith(TRANSAKSJON) for setning in alle)
    setninger = [setning for setning in alle if setning.startswith(LESNING)]
    side, sql = [], []
    for _runde in range(runder):
        side.append(tid(lambda: _les(oppslag.hent(klient))))
        sql.append(tid(lambda: bare_sql(setninger)))
    return Sidemaaling(oppslag.navn, antall, tuple(side), tuple(sql))


def _les(svar: HttpResponseBase) -> None:
    """A streamed answer is made while it is read."""
    if svar.streaming:
        for _bit in svar:
            pass
    svar.close()


def bare_sql(setninger: list[str]) -> None:
    with connections["default"].cursor() as markor:
        for setning in setninger:
            markor.execute(setning)
            markor.fetchall()


def tid(hva: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    hva()
    return (time.perf_counter() - start) * 1000
