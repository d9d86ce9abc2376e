"""What the tests of the folder share."""

from typing import Any

from django.urls import reverse

from bosetting.person.models import Sak
from bosetting.vedtak import services as vedtak
from tests.bosetting.vedtak.hjelp import GRUNN


def mappe(sak: Sak, navn: str = "personmappe") -> str:
    return reverse(navn, args=[sak.person.uuid])


def opphev(en: Any, sak: Sak) -> None:
    vedtak.opphev_vedtak(bruker=en.imdi, vedtak_ider=[sak.vedtak.get().pk], grunn=GRUNN)


def med_formaal(klient: Any, sak: Sak) -> None:
    svar = klient.post(mappe(sak, "personmappe_formaal"), {"hvorfor": "oppfolging"})
    assert svar.status_code == 302
