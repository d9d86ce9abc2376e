"""The queue of avvik: owner, age, and words when one is closed (W-06, B-048)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from bosetting.person import services
from bosetting.person.models import Avvik
from bosetting.person.states import Avviksslag
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang, Kollisjon
from imdinett.tilgang.roller import Rolle
from tests.bosetting.person.conftest import ny, registrert
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
KO = "/imdi/avvik/"


def apne(imdi: Any, nr: int, dager: int = 0) -> Avvik:
    with klokke.flyttet_til(klokke.now() - timedelta(days=dager)):
        sak = registrert(imdi, ny(nr))[0]
        return services.apne_avvik(bruker=imdi, sak=sak, beskrivelse="Feil dato", slag=Avviksslag.FEIL_DATO)


def test_w06_the_queue_has_the_oldest_first_with_age_and_owner(klient, imdi) -> None:
    nytt, gammelt = apne(imdi, 1, dager=2), apne(imdi, 2, dager=40)
    services.ta_avvik(bruker=imdi, avvik_id=gammelt.pk)

    def koen(vis: str) -> list[tuple[Avvik, int]]:
        return klient.get(KO, {"vis": vis}).context["rader"]

    assert koen("") == [(gammelt, 40), (nytt, 2)]
    assert (koen("mine"), koen("uten")) == ([(gammelt, 40)], [(nytt, 2)])
    assert "Omar" not in klient.get(KO).content.decode()


def test_w06_ta_is_one_click_and_another_may_take_it_over(klient, imdi) -> None:
    avvik = apne(imdi, 1)

    svar = klient.post(reverse("imdi_avvik_ta", args=[avvik.pk]))
    andre = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)
    services.ta_avvik(bruker=andre, avvik_id=avvik.pk)

    avvik.refresh_from_db()
    assert (svar.url, avvik.ansvarlig) == (KO, andre)
    assert list(Hendelse.objects.filter(type="avvik_tatt").values_list("kommune", flat=True)) == [None, None]


def test_w06_it_is_closed_with_words_and_stays_readable(klient, imdi) -> None:
    avvik = apne(imdi, 1)
    adresse = reverse("imdi_avvik_lukk", args=[avvik.pk])

    feil = klient.post(adresse, {"grunn": " "})
    klient.post(adresse, {"grunn": "UDI har rettet datoen."})

    assert feil.status_code == 422
    assert "«Hva er gjort?» må fylles ut." in feil.content.decode()
    assert klient.get(KO).context["rader"] == []
    assert "UDI har rettet datoen." in klient.get(KO, {"vis": "lukket"}).content.decode()
    with pytest.raises(Kollisjon):
        services.ta_avvik(bruker=imdi, avvik_id=avvik.pk)


def test_w06_words_and_the_right_are_needed(imdi) -> None:
    avvik = apne(imdi, 1)

    with pytest.raises(Domenefeil) as feil:
        services.lukk_avvik(bruker=imdi, avvik=avvik, grunn="")
    for rolle in (Rolle.IMDI_BOSETTER_LES, Rolle.KOMMUNE_BOSETTER_SKRIV):
        with pytest.raises(IkkeTilgang):
            services.ta_avvik(bruker=bruker_med(rolle, kommune=KommuneFactory()), avvik_id=avvik.pk)

    assert feil.value.felt == "grunn"


def test_the_kommune_has_no_queue() -> None:
    assert logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())).get(KO).status_code in (
        403,
        404,
    )


@pytest.mark.parametrize("antall", [1, 3])
def test_the_queue_asks_the_same_of_one_and_of_three(klient, imdi, antall, django_assert_max_num_queries) -> None:
    for nr in range(antall):
        apne(imdi, nr + 1)

    with django_assert_max_num_queries(20):
        assert len(klient.get(KO).context["rader"]) == antall
