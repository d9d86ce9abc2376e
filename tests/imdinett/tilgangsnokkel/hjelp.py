"""A kommune's system, and the key it reads with."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.test import Client

from imdinett.bruker.models import Bruker
from imdinett.kjerne import klokke
from imdinett.kommune.models import Kommune
from imdinett.tilgang.roller import Rolle
from imdinett.tilgangsnokkel.omfang import Nokkelomfang
from imdinett.tilgangsnokkel.services import Nynokkel, opprett_nokkel
from tests.hjelp import bruker_med

PROBLEM = "application/problem+json"


def ny_nokkel(
    kommune: Kommune,
    *omfang: Nokkelomfang,
    av: Bruker | None = None,
    dager: int = 30,
    navn: str = "Velferd",
) -> Nynokkel:
    """For everything, unless the test says what."""
    valgt: Collection[str] = omfang or Nokkelomfang.values
    admin = av or bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune)
    siste_dag = klokke.today() + timedelta(days=dager)
    return opprett_nokkel(bruker=admin, kommune=kommune, navn=navn, omfang=valgt, siste_dag=siste_dag)


def system(nokkel: Nynokkel | str, **valg: Any) -> Client:
    """Asks as a program does: a key, no cookies."""
    hemmelighet = nokkel if isinstance(nokkel, str) else nokkel.hemmelighet
    return Client(headers={"authorization": f"Bearer {hemmelighet}"}, **valg)


def uten_referanse(svar: Any) -> dict[str, Any]:
    """A problem without what differs from request to request."""
    kropp = svar.json()
    return {navn: verdi for navn, verdi in kropp.items() if navn not in ("referanse", "instance")}
