"""R3: the whole country without a person in it, in the structure of the year (B-096, decisions 16, 20)."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from bosetting.person.models import Person
from bosetting.person.states import Gradering, Sakstilstand
from bosetting.rapport.queries import nasjonal
from bosetting.rapport.queries.anmodning_vedtak import Leser
from bosetting.rapport.queries.tabell import LANDET, Skjult
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from tests.bosetting.rapport.hjelp import bosatt, kommune
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import FylkeFactory, KommuneFactory, KommunenummerFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
IMDI = Leser(ser_alt=True, egne=frozenset())


@pytest.fixture(autouse=True)
def _i_2026():
    with klokke.flyttet_til(datetime(2026, 7, 2, 10, 0, tzinfo=UTC)):
        yield


def _rader(aar: int = 2026, leser: Leser = IMDI) -> dict[str, list[str]]:
    return {
        rad.nummer: [celle.vis for celle in rad.celler.values()]
        for rad in nasjonal.tabell(aar, omraade=LANDET, leser=leser).rader
    }


def test_counts_per_kommune_and_fylke() -> None:
    rogaland = kommune("1101")
    oslo = kommune("0301", fylke=FylkeFactory(nummer="03", navn="Oslo"))
    bosatt(rogaland, er_em=True)
    bosatt(rogaland, kollektiv_beskyttelse=True)
    SakFactory(kommune=oslo, plassaar=2026, tilstand=Sakstilstand.SOKT_UT, utsokingsdato=date(2026, 3, 1))
    SakFactory(kommune=oslo, plassaar=2026, tilstand=Sakstilstand.FORDELT)
    # B-095: in no kommune's count.
    bosatt(oslo, person__gradering=Gradering.FORTROLIG)

    tabell = nasjonal.tabell(2026, omraade=LANDET, leser=IMDI)

    assert _rader() == {"0301": ["1", "0", "0", "0"], "1101": ["2", "2", "1", "1"]}
    assert [(g.navn, g.celler["bosatt"].verdi) for g in tabell.grupper] == [("Oslo", 0), ("Rogaland", 2)]
    assert tabell.summer["utsokt"].verdi == 3
    assert _rader(2025)["1101"] == ["0", "0", "0", "0"]


def test_number_and_fylke_are_those_of_the_year() -> None:
    """Decision 16: the same kommune under Viken's number in 2023; a closed one only while it was there."""
    ny = KommuneFactory(nummer="3207", navn="Nesodden")
    KommunenummerFactory(kommune=ny, nummer="3023", gyldig_til=date(2024, 1, 1))
    KommunenummerFactory(kommune=ny, nummer="3207", gyldig_fra=date(2024, 1, 1))
    gammel = KommuneFactory(nummer="1567", navn="Rindal", gyldig_til=date(2019, 1, 1))
    KommunenummerFactory(kommune=gammel, gyldig_til=date(2019, 1, 1))
    bosatt(gammel)

    def steder(aar: int) -> list[tuple[str, str]]:
        return [(rad.nummer, rad.fylke) for rad in nasjonal.tabell(aar, omraade=LANDET, leser=IMDI).rader]

    assert steder(2023) == [("3023", "Viken")]
    assert steder(2018) == [("1567", "15"), ("3023", "Viken")]
    # A case in a kommune outside the year's structure is still counted, and says so.
    assert [(rad.nummer, rad.merknad) for rad in nasjonal.tabell(2026, omraade=LANDET, leser=IMDI).rader] == [
        ("1567", "Ikke i kommuneinndelingen dette året."),
        ("3207", ""),
    ]


def test_small_counts_of_others_are_hidden_with_one_more() -> None:
    """Decision 20: by the one function, and parts of small numbers are not shown at all."""
    egen, liten, stor = (kommune(nummer) for nummer in ("1101", "1102", "1103"))
    for sted, antall in ((egen, 1), (liten, 2), (stor, 6)):
        for _nr in range(antall):
            bosatt(sted)

    rader = _rader(leser=Leser(ser_alt=False, egne=frozenset({egen.pk})))

    assert rader == {"1101": ["1", "1"], "1102": [":", ":"], "1103": [":", ":"]}
    assert Skjult.PERSONVERN == "personvern"


def test_no_person_in_page_or_file() -> None:
    """B-096: what could leak is made first."""
    sted = kommune("1101")
    bosatt(sted, person__fornavn="Lekkasje", person__etternavn="Eksempel")
    klient, url = logg_inn(bruker_med(Rolle.IMDI_BOSETTER_LES)), reverse("rapport_nasjonal")
    person = Person.objects.get()

    side = klient.get(url).content.decode()
    fil = b"".join(klient.get(url, {"format": "csv"}).streaming_content).decode()

    for tekst in (side, fil):
        assert person.fornavn not in tekst
        assert person.duf_nummer not in tekst
    assert fil.splitlines()[1].split(";")[:3] == ["2026", "1101", str(sted)]
    assert klient.get(url, {"format": "pdf"}).status_code == 404
