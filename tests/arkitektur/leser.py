"""The kinds of user of S-01, and one who asks as each of them and leaves nothing behind."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from imdinett.web.middleware import AKTIV_HVERT
from tests.verden import Verden

EGNE = tuple(rolle for rolle in Rolle if rolle.startswith("kommune_"))
IMDI = tuple(rolle for rolle in Rolle if rolle.startswith("imdi_"))
ANNEN = (Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_BOSETTER_LES, Rolle.KOMMUNE_ADMINISTRATOR)
TILFELLER = (
    "ikke_innlogget",
    "uten_faktor",
    "stengt",
    "uten_rolle",
    "uten_avtale",
    *(f"egen_{rolle.removeprefix('kommune_')}" for rolle in EGNE),
    Rolle.FYLKE_LES.value,
    Rolle.MOTTAK_SKRIV.value,
    Rolle.BUFETAT_SKRIV.value,
    *(rolle.value for rolle in IMDI),
    *(f"annen_{rolle.removeprefix('kommune_')}" for rolle in ANNEN),
)
# Stopped at a gate that comes before any object: one object of each address tells all.
VED_PORTEN = frozenset({"ikke_innlogget", "uten_faktor", "stengt", "uten_rolle", "uten_avtale"})
SIDER = {
    b"Kontoen din er stengt": "stengt",
    b"Kommunen mangler databehandleravtale": "avtale",
    b"Du har ingen rolle i IMDinett": "rolle",
}


def bruker_for(verden: Verden, tilfelle: str) -> Bruker | None:
    if tilfelle == "ikke_innlogget":
        return None
    if tilfelle == "stengt":
        return verden.a.stengt
    if tilfelle == "uten_avtale":
        return verden.c.skriv
    hvor, _strek, rolle = tilfelle.partition("_")
    if hvor in ("egen", "annen"):
        return (verden.a if hvor == "egen" else verden.b).brukere[Rolle(f"kommune_{rolle}")]
    return verden.imdi[Rolle(tilfelle)] if hvor == "imdi" else verden.andre[tilfelle]


def i_en_prosess(tilfelle: str) -> pytest.MarkDecorator:
    """All that asks as one kind of user runs in one process, and asks for nothing twice (`Gjenleser`)."""
    return pytest.mark.xdist_group(f"som {tilfelle}")


def som(tilfelle: str, *verdier: str) -> Any:
    """A test's parameters, of which the first is the kind of user."""
    return pytest.param(tilfelle, *verdier, marks=i_en_prosess(tilfelle))


class Klient(Client):
    """Without the copies of templates' contexts that the test client keeps: half the time."""

    def request(self, **request: Any) -> Any:
        return self.handler(self._base_environ(**request))


@dataclass(frozen=True)
class Svar:
    """What the browser gets, and nothing of what made it."""

    status_code: int
    headers: Mapping[str, str]
    innhold: bytes


@contextmanager
def _angret() -> Iterator[None]:
    """All that is done is undone. As `transaction.atomic` would, but for some fifty thousand requests: the way back is
    one question to the database instead of two."""
    venter = list(connection.run_on_commit)
    sted = transaction.savepoint()
    try:
        yield
    finally:
        with connection.cursor() as markor:
            markor.execute(f'ROLLBACK TO SAVEPOINT "{sted}"; RELEASE SAVEPOINT "{sted}"')
        connection.run_on_commit = venter


class Leser:
    """Asks as one user. Each request starts from the same session and leaves nothing behind."""

    def __init__(self, bruker: Bruker | None, *, sprak: str = "nb", **okt: Any) -> None:
        self.klient = Klient(headers={"accept-language": sprak}, raise_request_exception=False)
        self._sist_aktiv = datetime.min.replace(tzinfo=UTC) if bruker else None
        if bruker:
            self.klient.force_login(bruker, backend="allauth.account.auth_backends.AuthenticationBackend")
            UserSession.objects.create(user=bruker, session_key=self.klient.session.session_key, ip="127.0.0.1")
            # Both factors a moment ago: what is asked for again after a while is not what these tests are about.
            okt["account_authentication_methods"] = [{"method": "mfa", "at": klokke.now().timestamp()}]
            okt["account_authentication_methods_user"] = str(bruker.pk)
            self.husk(**okt)
            self._hold_aktiv()
        self.kaker = self.klient.cookies.output(header="", sep=";")

    def husk(self, **okt: Any) -> None:
        """Put something into the session that each request starts from."""
        lager = self.klient.session
        lager.update(okt)
        lager.save()

    def _hold_aktiv(self) -> None:
        """What a request notes of its time is undone with it, so each would note it anew: a third of the queries."""
        naa = klokke.now()
        if self._sist_aktiv is not None and naa - self._sist_aktiv > AKTIV_HVERT / 2:
            self.husk(okt_start=naa.isoformat(), okt_sist=naa.isoformat())
            self._sist_aktiv = naa

    def svar(self, metode: str, sti: str, kropp: str = "") -> Svar:
        cache.clear()
        self.klient.cookies = SimpleCookie(self.kaker)
        self._hold_aktiv()
        with _angret():
            svar = self.klient.generic(metode, sti, kropp, "application/x-www-form-urlencoded")
            innhold = svar.getvalue()
        return Svar(svar.status_code, svar.headers, innhold)

    def utfall(self, metode: str, sti: str) -> str:
        return utfall(self.svar(metode, sti))


Lest = dict[tuple[str, str, str], Svar]


class Gjenleser(Leser):
    """Asks for each thing once: no request leaves anything behind, so in a world that is as it was built the answer
    would be the same. `lest` is what the same user has been answered before, by whichever test."""

    def __init__(self, bruker: Bruker | None, lest: Lest) -> None:
        super().__init__(bruker)
        self._lest = lest

    def svar(self, metode: str, sti: str, kropp: str = "") -> Svar:
        spurt = metode, sti, kropp
        if spurt not in self._lest:
            self._lest[spurt] = super().svar(*spurt)
        return self._lest[spurt]


def utfall(svar: Svar) -> str:
    """The status, and for the gates which one it was."""
    if svar.status_code == 302:
        if svar.headers["Location"].startswith(reverse("account_login")):
            return "inn"
        return "faktor" if svar.headers["Location"] == reverse("mfa_activate_totp") else "302"
    if svar.status_code == 403:
        hode = svar.innhold.partition(b"</title>")[0]
        return next((ord_ for tittel, ord_ in SIDER.items() if tittel in hode), "403")
    return str(svar.status_code)
