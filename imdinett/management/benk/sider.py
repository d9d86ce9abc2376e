"""Queries and server time of the pages that people open all day, beside the bare SQL of the same data."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.demodata import DOMENE

RUNDER = 15


@dataclass(frozen=True)
class Sidemaaling:
    navn: str
    sporringer: int
    side_ms: float
    sql_ms: float

    @property
    def forhold(self) -> float:
        return self.side_ms / self.sql_ms


def mal(si: Callable[[str], None]) -> list[Sidemaaling]:
    skriv, imdi = f"skriv.oslo@{DOMENE}", f"bosetter_skriv.imdi@{DOMENE}"
    sider = [
        ("Forsiden, kommune", skriv, reverse("hjem")),
        ("Fordelingslister, kommune", skriv, reverse("fordelingslister")),
        ("R1 for landet, kommune", skriv, f"{reverse('rapport_anmodning_vedtak')}?omraade=landet"),
        ("Arbeidsflaten, IMDi", imdi, reverse("admin:index")),
        ("Fordelinger, IMDi", imdi, reverse("imdi_fordeling")),
        ("R1 for landet, IMDi", imdi, f"{reverse('rapport_anmodning_vedtak')}?omraade=landet"),
    ]
    ut = []
    for navn, epost, adresse in sider:
        si(navn)
        ut.append(_mal(navn, _klient(epost), adresse))
    return ut


def _klient(epost: str) -> Client:
    bruker = Bruker.objects.get(epost=epost)
    assert Authenticator.objects.filter(user=bruker).exists()
    klient = Client(headers={"host": settings.ALLOWED_HOSTS[0]})
    klient.force_login(bruker, backend="allauth.account.auth_backends.AuthenticationBackend")
    return klient


def _mal(navn: str, klient: Client, adresse: str) -> Sidemaaling:
    """The median of the page and, between its runs, of the statements it sends."""
    for _oppvarming in range(2):
        svar = klient.get(adresse)
        if svar.status_code != 200:
            raise RuntimeError(f"{adresse} svarte {svar.status_code}")
    with CaptureQueriesContext(connection) as fanget:
        klient.get(adresse)
    alle = [rad["sql"] for rad in fanget.captured_queries]
    setninger = [setning for setning in alle if setning.lstrip().upper().startswith("SELECT")]
    reset_queries()
    side, sql = [], []
    for _runde in range(RUNDER):
        side.append(_tid(lambda: klient.get(adresse)))
        sql.append(_tid(lambda: _bare_sql(setninger)))
    return Sidemaaling(navn, len(alle), statistics.median(side), statistics.median(sql))


def _bare_sql(setninger: list[str]) -> None:
    with connection.cursor() as markor:
        for setning in setninger:
            markor.execute(setning)
            markor.fetchall()


def _tid(hva: Callable[[], object]) -> float:
    start = time.perf_counter()
    hva()
    return (time.perf_counter() - start) * 1000
