"""W-18: school, work and health of the kommune's own profile as parts of the score."""

from datetime import date
from fractions import Fraction

import pytest
from django.urls import reverse

from bosetting.fordeling import profil, rules
from bosetting.fordeling.profil import Kartlagt, Profilbehov, Profiltilbud, Ungdom
from bosetting.person.models import Kartlegging
from imdinett.tilgang.roller import Rolle
from tests.bosetting.fordeling.hjelp import AAR, husstand, scene
from tests.bosetting.innmelding.hjelp import skriv_profil
from tests.hjelp import bruker_med, logg_inn

UNGDOM = Ungdom(16, 25)
BY = Profiltilbud(utdanning=frozenset({"videregaende", "voksen", "hoyere"}), yrker=("sykepleier",), sykehus_km=10)
BYGD = Profiltilbud(utdanning=frozenset({"videregaende"}), yrker=("kokk",), sykehus_km=200)
ALT = Profilbehov(utdanning=frozenset({"videregaende", "hoyere"}), arbeid=("sykepleier",), helse=True)


@pytest.mark.parametrize(
    ("medlem", "trenger"),
    [
        ({"alder": 15, "skolegang": "grunnskole"}, ""),
        ({"alder": 16, "skolegang": "grunnskole"}, "videregaende"),
        ({"alder": 24, "skolegang": ""}, "videregaende"),
        ({"alder": 24, "skolegang": "videregaende"}, ""),
        ({"alder": 25, "skolegang": "grunnskole"}, "voksen"),
        ({"alder": 40, "skolegang": "ingen"}, "voksen"),
        ({"alder": 40, "skolegang": ""}, ""),
        ({"alder": 30, "skolegang": "videregaende", "planer": "Vil studere"}, "hoyere"),
        ({"alder": 30, "skolegang": "hoyere", "planer": "vil ta en master"}, "hoyere"),
        ({"alder": 30, "skolegang": "hoyere", "planer": "vil jobbe"}, ""),
        ({"alder": 17, "skolegang": "videregaende", "planer": "vil studere"}, ""),
    ],
)
def test_w18_the_next_step_of_school_is_read_from_age_and_mapping(medlem, trenger) -> None:
    """W-18: one step at most for each; what is not mapped is no need for a grown-up."""
    behov = profil.behov([Kartlagt(**medlem)], UNGDOM, helse=False)

    assert behov.utdanning == frozenset({trenger} - {""})


def test_w18_work_is_of_the_grown_ups_only() -> None:
    alle = [Kartlagt(alder=30, yrke="kokk", planer="vil åpne kafé"), Kartlagt(alder=17, yrke="snekker")]

    assert profil.behov(alle, UNGDOM, helse=True) == Profilbehov(
        utdanning=frozenset({"videregaende"}), arbeid=("kokk", "vil åpne kafé"), helse=True
    )


@pytest.mark.parametrize(
    ("ordene", "tekster", "funn"),
    [
        (("sykepleier",), ("Sykepleier i Aleppo",), ["sykepleier"]),
        (("helse",), ("vil jobbe i helsesektoren",), ["helse"]),
        (("kokk",), ("vepsekokk",), []),
        (("c++-utvikler", "kokk"), ("kokk",), ["kokk"]),
        (("kokk",), (), []),
    ],
)
def test_w18_an_occupation_is_found_where_a_word_begins_with_it(ordene, tekster, funn) -> None:
    assert profil.treff(ordene, tekster) == funn


@pytest.mark.parametrize(
    ("tilbud", "behov", "andeler"),
    [
        (BY, ALT, {"utdanning": Fraction(1), "arbeid": Fraction(1), "helse": Fraction(1)}),
        (BYGD, ALT, {"utdanning": Fraction(1, 2), "arbeid": Fraction(0), "helse": Fraction(1, 4)}),
        (BY, Profilbehov(), {"utdanning": None, "arbeid": None, "helse": None}),
        (None, ALT, {"utdanning": None, "arbeid": None, "helse": None}),
        (
            Profiltilbud(utdanning=frozenset(), yrker=(), sykehus_km=50),
            ALT,
            {"utdanning": Fraction(0), "arbeid": None, "helse": Fraction(1)},
        ),
    ],
)
def test_w18_each_part_is_a_share_and_unknown_is_never_nought(tilbud, behov, andeler) -> None:
    """W-18: a kommune that has written nothing, or has named no occupation, loses no points by it."""
    assert profil.andeler(tilbud, behov, 50) == andeler


def test_w18_how_near_is_near_and_who_is_young_are_dated(settings) -> None:
    settings.MATCHING_SYKEHUS_KM = ((date(2026, 1, 1), 50), (date(2027, 1, 1), 80))
    settings.MATCHING_UNGDOM_UNDER = ((date(2026, 1, 1), 25), (date(2027, 1, 1), 21))

    assert [rules.naer_sykehus(date(aar, 6, 1)) for aar in (2026, 2027)] == [50, 80]
    assert rules.ungdom(date(2027, 6, 1)) == Ungdom(16, 21)


# ---- on IMDi's page
def deler(ett) -> dict[str, tuple[str, int, int]]:
    return {en.navn: (en.tekst, en.poeng, en.av) for en in ett.deler}


@pytest.mark.django_db
def test_w18_the_parts_stand_beside_the_others_where_the_kommune_has_written_a_profile() -> None:
    """W-18, B-093: of health a yes or a no: the words of the mapping are not weighed."""
    med, uten = scene(plasser=10), scene(plasser=10)
    skriv_profil(med.kari, med.kommune, utdanning=("voksen",), yrker=("sykepleier", "kokk"), sykehus_km=100)
    hus = husstand(1)
    Kartlegging.objects.filter(sak__husstand=hus).update(
        skolegang="grunnskole", yrke="Sykepleier", helse_samtykke=True, behov_for_helsetjenester="Dialyse"
    )
    url = f"{reverse('imdi_fordeling_ny')}?aar={AAR}&husstand={hus.nummer}"

    svar = logg_inn(med.imdi).get(url)

    forslag = {en.kommune: en for en in svar.context_data["forslag"]}
    egne = {"Utdanning", "Yrker det er behov for", "Nærmeste sykehus"}
    assert {navn: del_ for navn, del_ in deler(forslag[med.kommune]).items() if navn in egne} == {
        "Utdanning": ("grunnskole eller videregående for voksne: ja", 10, 10),
        "Yrker det er behov for": ("sykepleier", 5, 5),
        "Nærmeste sykehus": ("100 km", 3, 5),
    }
    assert not egne & set(deler(forslag[uten.kommune]))
    assert forslag[med.kommune].matching.av - forslag[uten.kommune].matching.av == 20
    assert svar.context_data["forslag"][0].kommune == med.kommune
    assert "Nærmeste sykehus, 100 km" in svar.content.decode()


@pytest.mark.django_db
def test_w18_the_pane_of_a_kommune_leads_to_its_profile_or_says_that_there_is_none() -> None:
    en = scene(plasser=10)
    url, klient = f"{reverse('imdi_fordeling_ny')}?aar={AAR}&kommune={en.kommune.nummer}", logg_inn(en.imdi)

    uten = klient.get(url).content.decode()
    skriv_profil(en.kari, en.kommune)
    med = klient.get(url).content.decode()

    assert "Kommunen har ikke skrevet noen profil" in uten
    assert reverse("kommuneprofil", args=[en.kommune.nummer]) in med


@pytest.mark.django_db
def test_w18_the_kommune_sees_no_points() -> None:
    en = scene(plasser=10)
    skriv_profil(en.kari, en.kommune)
    klient = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=en.kommune))

    assert "poeng" not in klient.get(reverse("kommuneprofil", args=[en.kommune.nummer])).content.decode().lower()
