"""W-07: the kommune's page on when persons may come: its place in the queue, the estimate, the reason, IMDi's plan."""

import re
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bosetting.person.models import Person
from bosetting.person.states import Gradering, Sakstilstand
from bosetting.rapport.queries.ko import ko_for, skjulte_uker, ventet
from bosetting.tidsplan.rules import Maanedstall
from bosetting.tidsplan.services import sett_maanedsplan
from imdinett.forvaltning.services.meldinger import Innhold, publiser_melding
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from tests.bosetting.innmelding.hjelp import plasser
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
MANDAG = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _i_uke_48():
    with klokke.flyttet_til(MANDAG):
        yield


@pytest.fixture
def kommune():
    return KommuneFactory(navn="Eigersund")


def meld(kommune, uke: tuple[int, int], antall: int, *, etter: int = 0) -> None:
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    with klokke.flyttet_til(MANDAG + timedelta(minutes=etter)):
        plasser(skriv, kommune, uke=uke, maks_antall_personer=antall)


def naboer(antall: int) -> list:
    return [KommuneFactory(navn=f"Nabo {nr}") for nr in range(antall)]


def sokt_ut(dag: date, *, antall: int = 1, **felt) -> list:
    return [
        SakFactory(tilstand=Sakstilstand.SOKT_UT, kommune=KommuneFactory(), plassaar=2026, utsokingsdato=dag, **felt)
        for _nr in range(antall)
    ]


def side(kommune, rolle: Rolle = Rolle.KOMMUNE_BOSETTER_LES):
    return logg_inn(bruker_med(rolle, kommune=kommune)).get(f"/kommuner/{kommune.nummer}/status/")


# ---- the place in the queue
def test_w07_what_stands_before_the_kommune_and_beside_it(kommune) -> None:
    andre = naboer(5)
    for nr, nabo in enumerate(andre):
        meld(nabo, (2026, 50), 2, etter=nr)
        meld(nabo, (2026, 52), 3, etter=nr)
    meld(kommune, (2026, 49), 4)
    meld(kommune, (2026, 52), 6, etter=2)

    forste, andre_uke = ko_for(kommune).uker

    assert (forste.uke, forste.ledig, forste.foran, forste.samme_uke, forste.nummer, forste.kommuner) == (
        (2026, 49),
        4,
        0,
        0,
        1,
        1,
    )
    assert (andre_uke.uke, andre_uke.ledig, andre_uke.foran, andre_uke.samme_uke) == ((2026, 52), 6, 10 + 4, 15)
    assert (andre_uke.nummer, andre_uke.kommuner, andre_uke.foran_er_minst) == (3, 6, False)


def test_w07_b081_b083_the_free_places_are_those_that_nobody_has_taken(kommune) -> None:
    meld(kommune, (2026, 50), 2)
    meld(kommune, (2026, 50), 1)
    for uke in (50, 51):
        SakFactory(
            tilstand=Sakstilstand.SOKT_UT, kommune=kommune, plassaar=2026, utsokingsdato=date(2026, 11, 20),
            bosettingsuke_aar=2026, bosettingsuke=uke,
        )  # fmt: skip

    uker = ko_for(kommune).uker

    assert [(en.uke, en.meldt, en.opptatt, en.ledig) for en in uker] == [((2026, 50), 3, 1, 2), ((2026, 51), 0, 1, 0)]


def test_w07_weeks_that_have_passed_and_kommuner_that_are_no_more_stand_in_no_queue(kommune) -> None:
    with klokke.flyttet_til(MANDAG - timedelta(weeks=2)):
        for nabo in naboer(5):
            meld_naa(nabo, (2026, 46))
    nedlagt = naboer(5)
    for nabo in nedlagt:
        meld(nabo, (2026, 49), 5)
        type(nabo).objects.filter(pk=nabo.pk).update(gyldig_til=date(2026, 11, 1))
    meld(kommune, (2026, 50), 1)

    (uke,) = ko_for(kommune).uker

    assert (uke.foran, uke.foran_er_minst) == (0, False)


def meld_naa(kommune, uke: tuple[int, int]) -> None:
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    plasser(skriv, kommune, uke=uke, maks_antall_personer=5)


def test_w07_the_queue_runs_over_the_new_year(kommune) -> None:
    for nabo in naboer(5):
        meld(nabo, (2026, 53), 1)
    meld(kommune, (2027, 1), 2)

    (uke,) = ko_for(kommune).uker

    assert (uke.uke, uke.foran) == ((2027, 1), 5)


# ---- small numbers
@pytest.mark.parametrize(
    ("ledige", "skjult"),
    [
        ({}, []),
        ({(2026, 50): [2, 3, 1, 1, 2]}, []),
        # Few kommuner: their plan could be read.
        ({(2026, 50): [40, 10], (2026, 51): [9] * 6, (2026, 52): [9] * 7}, [(2026, 50), (2026, 51)]),
        # Two weeks with few kommuner protect each other.
        ({(2026, 50): [40, 10], (2026, 51): [9] * 3, (2026, 52): [9] * 7}, [(2026, 50), (2026, 51)]),
    ],
)
def test_w07_few_places_or_few_kommuner_are_not_shown(ledige, skjult) -> None:
    """Decision 20, by the one function."""
    assert sorted(skjulte_uker(ledige)) == skjult


def test_w07_what_is_hidden_is_in_no_number_and_no_name_is_shown(kommune) -> None:
    andre = naboer(7)
    for nabo in andre:
        meld(nabo, (2026, 49), 2)
    for nabo in andre[:2]:
        meld(nabo, (2026, 50), 77)
    for nabo in andre[:1]:
        meld(nabo, (2026, 51), 88)
    meld(kommune, (2026, 50), 3)
    meld(kommune, (2026, 52), 1)

    svar = side(kommune)

    rader = [(rad.foran, rad.samme_uke, rad.nummer) for rad in svar.context["rader"]]
    assert rader == [("14", "vises ikke", "vises ikke"), ("minst 17", "0", "bare dere")]
    innhold = svar.content.decode()
    celler = {celle.strip() for celle in re.findall(r"<td[^>]*>([^<]*)</td>", innhold)}
    assert {"14", "minst 17"} < celler
    assert celler.isdisjoint({"154", "88", "91", "minst 91", "171", "minst 171", "259", "minst 259"})
    assert "Nabo" not in innhold


# ---- the estimate
@pytest.mark.parametrize(
    ("uke", "foran", "medregnet", "takt", "svar"),
    [
        # Ten a week: 25 places before are used in week 50, 45 in week 52.
        ((2026, 49), 25, 45, Fraction(10), (date(2026, 12, 7), date(2026, 12, 21))),
        # Nobody comes before the week that was reported.
        ((2027, 2), 25, 45, Fraction(10), (date(2027, 1, 11), date(2027, 1, 11))),
        ((2026, 48), 0, 1, Fraction(1, 8), (date(2026, 11, 23), date(2026, 11, 23))),
        ((2026, 48), 1, 2, Fraction(1, 8), (date(2027, 1, 18), date(2027, 1, 18))),
        # Beyond what can be planned nothing is said.
        ((2026, 48), 0, 5000, Fraction(1), (date(2026, 11, 23), None)),
        ((2026, 48), 10**9, 10**9 + 1, Fraction(1, 8), (None, None)),
        ((2026, 48), 0, 1, Fraction(0), (None, None)),
    ],
)
def test_w07_the_expected_weeks(uke, foran, medregnet, takt, svar) -> None:
    assert ventet(uke, foran, medregnet, takt) == svar


def test_w07_the_pace_is_that_of_the_whole_weeks_before_this_one(settings, kommune) -> None:
    """How many weeks is a dated setting; B-095: nobody who is shielded."""
    settings.BOSETTINGSTAKT_UKER = ((date(2026, 1, 1), 8), (date(2026, 11, 1), 2))
    sokt_ut(date(2026, 11, 8))
    sokt_ut(date(2026, 11, 9), antall=2)
    sokt_ut(date(2026, 11, 22))
    sokt_ut(date(2026, 11, 23))
    (skjermet,) = sokt_ut(date(2026, 11, 20))
    klar = [SakFactory(tilstand=Sakstilstand.BOSETTINGSKLAR) for _nr in range(3)]
    for sak in (skjermet, klar[0]):
        Person.objects.filter(pk=sak.person_id).update(gradering=Gradering.FORTROLIG)

    tall = ko_for(kommune).grunnlag

    assert (tall.klare, tall.sokt_ut, tall.takt) == (2, 3, Fraction(3, 2))
    assert (tall.fra, tall.til) == (date(2026, 11, 9), date(2026, 11, 22))


def test_w07_the_page_tells_the_estimate_and_what_it_is_made_of(kommune) -> None:
    for nabo in naboer(5):
        meld(nabo, (2026, 48), 2)
    meld(kommune, (2026, 49), 4)
    sokt_ut(date(2026, 11, 20), antall=12)

    svar = side(kommune)

    assert [(rad.foran, rad.ventet) for rad in svar.context["rader"]] == [("10", "Uke 1–3, 2027")]
    assert [(rad.navn, rad.verdi) for rad in svar.context["grunnlag"]] == [
        ("Bosettingsklare i hele landet nå", "0"),
        ("Søkt ut de siste 8 ukene", "12 (28. september–22. november)"),
        ("Søkt ut i en gjennomsnittlig uke", "1,5"),
    ]
    assert "Fra og med uke 49, 2026 er det flere ledige plasser foran dere" in svar.content.decode()


def test_w07_with_persons_enough_nothing_is_uncertain(kommune) -> None:
    meld(kommune, (2026, 49), 1)
    meld(kommune, (2026, 51), 1)
    klare = [SakFactory(tilstand=Sakstilstand.BOSETTINGSKLAR)]
    fra = [side(kommune).context["usikkert_fra"]]
    klare.append(SakFactory(tilstand=Sakstilstand.BOSETTINGSKLAR))
    fra.append(side(kommune).context["usikkert_fra"])

    assert fra == ["uke 51, 2026", ""]


def test_w07_without_a_pace_nothing_is_guessed(kommune) -> None:
    meld(kommune, (2026, 49), 4)

    assert [rad.ventet for rad in side(kommune).context["rader"]] == ["Kan ikke beregnes"]


# ---- reason and plan
def test_w07_the_reason_and_the_plan_are_shown_in_their_time(kommune) -> None:
    naa = klokke.now()
    sjef, anmoder = bruker_med(Rolle.IMDI_ADMINISTRATOR), bruker_med(Rolle.IMDI_ANMODNING)
    for tittel, maalgruppe, sted in (
        ("Færre kommer", "kommuner", "status"),
        ("Til oss selv", "imdi", "status"),
        ("På forsiden", "alle", "forsiden"),
    ):
        tekster = (tittel, tittel, "Tekst", "Tekst", "info", maalgruppe)
        publiser_melding(bruker=sjef, innhold=Innhold(*tekster, naa, naa + timedelta(days=9), sted))
    for maaned in (date(2026, 11, 1), date(2027, 1, 1)):
        sett_maanedsplan(bruker=anmoder, ny=Maanedstall(maaned=maaned, antall=900))

    svar = side(kommune)
    with klokke.flyttet_til(MANDAG + timedelta(days=30)):
        senere = side(kommune)

    assert [melding.tittel for melding in svar.context["meldinger"]] == ["Færre kommer"]
    assert [str(rad) for rad in svar.context["plan"]] == ["november 2026", "januar 2027"]
    assert (senere.context["meldinger"], [str(rad) for rad in senere.context["plan"]]) == ([], ["januar 2027"])
    assert (
        "Færre kommer"
        not in logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune)).get("/").content.decode()
    )


def test_w07_an_empty_page_says_why(kommune) -> None:
    innhold = side(kommune).content.decode()

    for tekst in (
        "IMDi har ikke meldt om forsinkelser nå.",
        "Kommunen har ikke meldt inn plasser fra og med denne uken, så dere står ikke i køen.",
        "IMDi har ikke lagt inn noen plan for månedene som kommer.",
    ):
        assert tekst in innhold


# ---- who
@pytest.mark.parametrize(
    ("rolle", "status"),
    [
        (Rolle.KOMMUNE_BOSETTER_SKRIV, 200),
        (Rolle.KOMMUNE_BOSETTER_LES, 200),
        (Rolle.KOMMUNE_ADMINISTRATOR, 403),
        (Rolle.IMDI_BOSETTER_LES, 200),
    ],
)
def test_w07_who_reads_the_page(kommune, rolle, status) -> None:
    assert side(kommune, rolle).status_code == status


def test_w07_b001_another_kommunes_page_does_not_exist(kommune) -> None:
    klient = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory()))

    assert klient.get(f"/kommuner/{kommune.nummer}/status/").status_code == 404


def test_w07_the_page_is_reached_from_the_kommune_and_from_its_plan(kommune) -> None:
    klient = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune))

    for adresse in (f"/kommuner/{kommune.nummer}/", f"/kommuner/{kommune.nummer}/antall-plasser/2026/"):
        assert f'href="/kommuner/{kommune.nummer}/status/"' in klient.get(adresse).content.decode()


def test_w07_one_and_many_weeks_and_kommuner_take_the_same_number_of_queries(kommune) -> None:
    klient = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune))
    antall = []
    for uke in (50, 51, 52):
        for nabo in naboer(uke - 48):
            meld(nabo, (2026, uke), 3)
        meld(kommune, (2026, uke), 3)
        klient.get(f"/kommuner/{kommune.nummer}/status/")
        with CaptureQueriesContext(connection) as sporringer:
            klient.get(f"/kommuner/{kommune.nummer}/status/")
        antall.append(len(sporringer))

    assert antall[0] == antall[1] == antall[2] <= 20
