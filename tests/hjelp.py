"""Small things that many tests need."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from imdinett.bruker.models import Bruker
from imdinett.hendelse import kjede, vern
from imdinett.hendelse.models import Innsyn
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import ROLLER, Omfang, Rolle

_nr = itertools.count(1)


def bruker_med(*roller: Rolle, kommune: Kommune | None = None, **felt: Any) -> Bruker:
    """A user with exactly these roles; municipal ones in `kommune`."""
    nr = next(_nr)
    bruker = Bruker.objects.opprett(
        **{"epost": f"bruker{nr}@eksempel.example", "navn": f"Bruker {nr} Eksempel", **felt}
    )
    for rolle in roller:
        if ROLLER[rolle].omfang == Omfang.IMDI:
            tildeling.gi_imdi_rolle(bruker, rolle)
        else:
            assert kommune is not None
            tildeling.gi_kommunerolle(bruker, rolle, kommune)
    return bruker


def med_faktor(bruker: Bruker) -> Bruker:
    """Give the user a second factor, so that the gate lets the test client through."""
    Authenticator.objects.get_or_create(user=bruker, type=Authenticator.Type.TOTP, defaults={"data": {"secret": ""}})
    return bruker


def logg_inn(bruker: Bruker) -> Client:
    """A client with an open session for the user, both factors done just now."""
    klient = Client(headers={"accept-language": "nb"})
    klient.force_login(med_faktor(bruker), backend="allauth.account.auth_backends.AuthenticationBackend")
    okt = klient.session
    okt["account_authentication_methods"] = [{"method": "mfa", "at": klokke.now().timestamp()}]
    okt["account_authentication_methods_user"] = str(bruker.pk)
    okt.save()
    return klient


def sporringer(klient: Any, url: str, sendt: dict[str, Any] | None = None) -> int:
    """How many questions a warm page asks the database; the savepoints are the test's own transaction."""
    hent = partial(klient.get, url) if sendt is None else partial(klient.post, url, sendt)
    hent()
    with CaptureQueriesContext(connection) as spurt:
        assert hent().status_code == 200
    return sum(not en["sql"].startswith(("SAVEPOINT", "RELEASE")) for en in spurt.captured_queries)


# ---- the logs
def lag_innsyn(**felt: Any) -> Innsyn:
    """A line of the access log that no page has written."""
    rad = Innsyn(**felt)
    kjede.legg_til([rad])
    return rad


@contextmanager
def aapen_logg(alias: str = "default") -> Iterator[Any]:
    """As the owner of the tables: past what the database does for the logs."""
    with transaction.atomic(using=alias), connections[alias].cursor() as markor:
        markor.execute(vern.AAPNE)
        yield markor
        markor.execute(vern.LUKK)


def tom_innsynsloggen() -> None:
    with aapen_logg(kjede.LOGG) as markor:
        markor.execute("delete from imdinett_innsyn")
        markor.execute("delete from imdinett_kjedehode")
