"""The queue of avvik: owner, age, and words when one is closed (W-06, B-048)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from bosetting.person import services
from bosetting.person.models import Avvik
from bosetting.person.oppgaver import til_registrering
from bosetting.person.states import Avviksslag, Gradering
from imdinett.hendelse.models import Hendelse, Innsyn
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


# ---- support (bosetting.md §2): reads, opens, takes and closes; of the person nothing but the case
@pytest.fixture
def stotte():
    return bruker_med(Rolle.IMDI_SUPPORT)


def test_support_opens_takes_and_closes_by_the_number_of_the_case(imdi, stotte) -> None:
    sak, klient = registrert(imdi, ny(1))[0], logg_inn(stotte)

    svar = klient.post(
        f"{KO}nytt/", {"saksnummer": f" {sak.nummer.lower()} ", "slag": "feil_dato", "beskrivelse": "UDI har en annen."}
    )
    avvik = Avvik.objects.get()
    klient.post(reverse("imdi_avvik_ta", args=[avvik.pk]))
    klient.post(reverse("imdi_avvik_lukk", args=[avvik.pk]), {"grunn": "Datoen er rettet."})

    avvik.refresh_from_db()
    assert svar.url == reverse("imdi_avviket", args=[avvik.pk])
    assert (avvik.aapnet_av, avvik.ansvarlig, avvik.lukket_av) == (stotte, stotte, stotte)
    assert list(Hendelse.objects.filter(bruker=stotte).order_by("pk").values_list("type", flat=True)) == [
        "avvik_aapnet",
        "avvik_tatt",
        "avvik_lukket",
    ]


def test_support_reads_the_case_and_not_who_the_person_is(imdi, stotte) -> None:
    avvik, klient = apne(imdi, 1), logg_inn(stotte)

    side = klient.get(reverse("imdi_avviket", args=[avvik.pk])).content.decode()

    person = avvik.sak.person
    assert [ord_ in side for ord_ in ("Feil dato", avvik.sak.nummer, "Registrert", "Mottak")] == [True] * 4
    assert [ord_ for ord_ in ("Omar", person.duf_nummer, str(person.uuid), "1985") if ord_ in side] == []
    assert reverse("imdi_husstand", args=[avvik.sak.husstand.nummer]) not in side
    linje = Innsyn.objects.get()
    assert (linje.bruker_id, linje.person_id, linje.del_av, linje.formaal) == (
        stotte.pk,
        person.pk,
        "Avvik",
        "Avvik i saken",
    )


def test_support_opens_no_other_page_on_the_person(imdi, stotte) -> None:
    sak, klient = registrert(imdi, ny(1))[0], logg_inn(stotte)

    navn = ("imdi_person", "imdi_avvik_ny", "personmappe", "imdi_person_rett")
    sider = [reverse(en, args=[sak.person.uuid]) for en in navn]
    sider += [reverse("imdi_personer"), reverse("imdi_husstand", args=[sak.husstand.nummer])]

    assert {side: klient.get(side).status_code for side in sider} == dict.fromkeys(sider, 403)


def test_b095_a_protected_case_is_as_unknown_to_support_as_one_that_does_not_exist(imdi, stotte) -> None:
    sak = registrert(imdi, ny(1, gradering=Gradering.FORTROLIG))[0]
    avvik, klient = services.apne_avvik(bruker=imdi, sak=sak, beskrivelse="Feil"), logg_inn(stotte)

    svar = [
        klient.post(f"{KO}nytt/", {"saksnummer": nummer, "slag": "annet", "beskrivelse": "Feil"})
        for nummer in (sak.nummer, "XXXXX")
    ]

    assert [en.status_code for en in svar] == [422, 422]
    assert ["Vi finner ingen sak med dette nummeret." in en.content.decode() for en in svar] == [True, True]
    assert klient.get(reverse("imdi_avviket", args=[avvik.pk])).status_code == 404
    assert klient.get(KO).context["rader"] == []


def test_support_has_the_open_ones_as_a_task(imdi, stotte) -> None:
    assert til_registrering(stotte, None) == []
    apne(imdi, 1)

    (oppgave,) = til_registrering(stotte, None)

    assert (oppgave.tekst, oppgave.url, oppgave.gjelder) == ("Rydd opp i avvik", KO, "1 person")
    assert til_registrering(bruker_med(Rolle.IMDI_BOSETTER_LES), None) == []


# ---- les
def test_les_reads_the_queue_and_has_no_button(imdi) -> None:
    avvik, les = apne(imdi, 1), logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES))
    adresser = [f"{KO}nytt/", *(reverse(navn, args=[avvik.pk]) for navn in ("imdi_avvik_ta", "imdi_avvik_lukk"))]
    enkelt = reverse("imdi_avviket", args=[avvik.pk])

    for side in (KO, enkelt):
        tekst = les.get(side).content.decode()
        assert "Feil dato" in tekst
        assert [adresse for adresse in adresser if adresse in tekst] == []
        assert "IMDi bosetter skriv eller IMDi brukerstøtte kan åpne" in tekst
    assert reverse("imdi_husstand", args=[avvik.sak.husstand.nummer]) in les.get(enkelt).content.decode()
    assert {les.get(adresse).status_code for adresse in adresser} == {403}
    assert {les.post(adresse, {"grunn": "x"}).status_code for adresse in [*adresser, KO, enkelt]} == {403}


@pytest.mark.parametrize("rolle", [Rolle.IMDI_ANMODNING, Rolle.IMDI_ADMINISTRATOR, Rolle.IMDI_LOGG_LES])
def test_others_at_imdi_have_no_queue(imdi, rolle) -> None:
    avvik, klient = apne(imdi, 1), logg_inn(bruker_med(rolle))

    assert {klient.get(side).status_code for side in (KO, reverse("imdi_avviket", args=[avvik.pk]))} == {403}


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
