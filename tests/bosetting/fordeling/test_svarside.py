import pytest
from django.urls import reverse

from bosetting.fordeling.models import Husstandssvar
from tests.bosetting.fordeling.hjelp import besvar, lagre, scene
from tests.hjelp import logg_inn

pytestmark = pytest.mark.django_db


def test_pages_answer() -> None:
    en = scene(3, 1)
    klient = logg_inn(en.kari)
    url = reverse("fordelingsliste", args=[en.liste.nummer])

    assert klient.get(reverse("fordelingslister")).status_code == 200
    assert klient.get(url).status_code == 200
    svar = klient.post(url, {"A-svar": "ja", "A-versjon": 1, "B-svar": "nei", "B-versjon": 1, "handling": "se_over"})
    assert svar.status_code == 302
    assert klient.get(svar.url).status_code == 200
    besvar(en)
    assert klient.get(url).status_code == 200
    assert klient.get(reverse("fordelingsliste_kvittering", args=[en.liste.nummer])).status_code == 200
