"""W-18: how many still have their address in the kommune one to five years after they were settled."""

import io
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bosetting.folkeregister import services
from bosetting.folkeregister.models import Bosted, Folkeregisterstatus
from bosetting.folkeregister.rules import Kilde
from bosetting.person.models import Sak
from bosetting.person.states import Gradering, Sakstilstand
from bosetting.rapport.queries import fortsatt_bosatt
from bosetting.rapport.queries.anmodning_vedtak import Leser
from bosetting.rapport.queries.tabell import EGEN, LANDET
from bosetting.rapport.queries.utvalg import Utvalg
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kommune.models import Etterfolger, Kommune
from imdinett.tilgang.roller import Rolle
from tests.bosetting.rapport.hjelp import kommune
from tests.factories.bosetting import SakFactory
from tests.hjelp import bruker_med, logg_inn, sporringer

pytestmark = pytest.mark.django_db
IMDI = Leser(ser_alt=True, egne=frozenset())
BOSATT = date(2022, 6, 1)


@pytest.fixture(autouse=True)
def _i_2026():
    with klokke.flyttet_til(datetime(2026, 7, 2, 10, 0, tzinfo=UTC)):
        yield


def bosatt(sted: Kommune, *steder: tuple[Kommune, date], **felt) -> Sak:
    """Settled in June 2022; `steder` are the homes that the register has told of since."""
    sak = SakFactory(
        kommune=sted,
        plassaar=2022,
        tilstand=Sakstilstand.BOSATT,
        tillatelse_dato=date(2022, 3, 1),
        utsokingsdato=date(2022, 5, 1),
        bosettingsdato=BOSATT,
        **felt,
    )
    imdi = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)
    for til, dag in steder:
        kilde = Kilde(dokument=f"{sak.pk}-{dag}", tid=datetime(2022, 1, 1, tzinfo=UTC))
        services.sett_bosted(bruker=imdi, sak=sak, kommune=til, flyttedato=dag, kilde=kilde)
    return sak


def utvalg(leser: Leser = IMDI, sted: Kommune | None = None, aar: int = 2022) -> Utvalg:
    ider = [sted.pk] if sted else None
    return Utvalg(aar, EGEN if sted else LANDET, str(sted or "Landet"), ider, sted, leser)


def rader(valgt: Utvalg, tabell: int = -1) -> list[tuple]:
    deltabell = fortsatt_bosatt.rapport(valgt).tabeller[tabell]
    return [(str(rad.kommune or ""), rad.etter, rad.bosatt, *rad.tall.values(), rad.andel) for rad in deltabell.rader]


def test_w18_lives_there_has_moved_or_is_unknown_year_by_year() -> None:
    """W-18: those of 2022 have all had three years in July 2026, and not four."""
    her, der = kommune("1101", navn="Eigersund"), kommune("1102", navn="Sandnes")
    for _nr in range(3):
        bosatt(her, (her, BOSATT))
    bosatt(her, (her, BOSATT), (der, date(2024, 1, 1)))
    bosatt(her, (her, BOSATT), (her, date(2025, 2, 1)))
    bosatt(her)

    assert rader(utvalg()) == [
        ("Eigersund", 1, 6, 5, 0, 1, 100),
        ("Eigersund", 2, 6, 4, 1, 1, 80),
        ("Eigersund", 3, 6, 4, 1, 1, 80),
    ]


def test_w18_what_nobody_has_told_is_no_number() -> None:
    """W-18: not a nought, and no share of nothing."""
    sted = kommune("1101", navn="Eigersund")
    bosatt(sted)

    assert rader(utvalg())[0] == ("Eigersund", 1, 1, None, None, 1, None)


def test_w18_a_home_from_before_homes_were_kept_is_in_the_status() -> None:
    sted = kommune("1101")
    sak = bosatt(sted, (sted, BOSATT))
    Bosted.objects.all().delete()

    assert rader(utvalg())[0][3:6] == (1, 0, 0)
    assert Folkeregisterstatus.objects.get().person_id == sak.person_id


def test_w18_after_the_register_was_last_heard_nothing_is_known() -> None:
    sted = kommune("1101")
    with klokke.flyttet_til(datetime(2023, 9, 1, 10, 0, tzinfo=UTC)):
        bosatt(sted, (sted, BOSATT))

    assert [rad[3:6] for rad in rader(utvalg())] == [(1, 0, 0), (None, None, 1), (None, None, 1)]


def test_w18_who_must_be_looked_up_is_unknown_from_then_on() -> None:
    sted = kommune("1101")
    bosatt(sted, (sted, BOSATT))
    Folkeregisterstatus.objects.update(slas_opp_fra=datetime(2024, 7, 1, tzinfo=UTC))

    assert [rad[3:6] for rad in rader(utvalg())] == [(1, 0, 0), (1, 0, 0), (None, None, 1)]


def test_w18_a_kommune_that_has_become_another_is_where_they_live() -> None:
    gammel, ny = kommune("1101"), kommune("1102")
    Etterfolger.objects.create(gammel=gammel, ny=ny, dato=date(2024, 1, 1))
    bosatt(gammel, (gammel, BOSATT), (ny, date(2024, 1, 1)))

    assert [rad[3:6] for rad in rader(utvalg())] == [(1, 0, 0)] * 3


def test_b095_nobody_protected_is_counted() -> None:
    sted = kommune("1101")
    bosatt(sted, person__gradering=Gradering.FORTROLIG)

    assert rader(utvalg()) == []


def test_decision_20_the_kommune_sees_neither_one_to_four_nor_what_tells_them() -> None:
    """Decision 20: the three add up to a number that is known, so one hidden alone would be told by the others."""
    her, der = kommune("1101", navn="Eigersund"), kommune("1102")
    for _nr in range(9):
        bosatt(her, (her, BOSATT))
    bosatt(her, (her, BOSATT), (der, date(2023, 1, 1)))
    bosatt(der, (der, BOSATT))
    leser = Leser(ser_alt=False, egne=frozenset({her.pk}))

    assert rader(utvalg(leser, her))[0] == ("Eigersund", 1, 10, ":", ":", 0, ":")
    assert {rad[0] for rad in rader(utvalg(leser))} == {"Eigersund"}
    assert len(fortsatt_bosatt.rapport(utvalg(leser)).tabeller) == 1
    assert rader(utvalg(), 0)[0] == ("", 1, 11, 10, 1, 0, 91)


def test_w18_a_reader_for_a_fylke_gets_no_kommune_of_its_own() -> None:
    sted = kommune("1101")
    bosatt(sted, (sted, BOSATT))

    assert rader(utvalg(Leser(ser_alt=False, egne=frozenset()))) == []


def test_the_number_of_queries_does_not_grow_with_the_persons() -> None:
    steder = [kommune("1101"), kommune("1102")]
    bosatt(steder[0], (steder[0], BOSATT))
    with CaptureQueriesContext(connection) as for_:
        fortsatt_bosatt.rapport(utvalg())
    for sted in steder * 2:
        bosatt(sted, (sted, BOSATT))
    with CaptureQueriesContext(connection) as etter:
        fortsatt_bosatt.rapport(utvalg())

    assert len(for_) == len(etter)
    assert len(etter) <= 7


# ---- the page and the file
ADRESSE = reverse("rapport_fortsatt_bosatt")


def test_w18_the_page_begins_with_a_year_that_has_something_to_show_and_is_taken_as_a_file() -> None:
    """B-090, W-18: the file is written down, and has no person in it."""
    her = kommune("1101", navn="Eigersund")
    saker = [bosatt(her, (her, BOSATT)) for _nr in range(6)]
    klient = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=her))

    side = klient.get(ADRESSE)
    fra_2022 = klient.get(ADRESSE, {"aar": "2022"})
    fil = klient.get(ADRESSE, {"aar": "2022", "format": "csv", "tabell": "kommuner"})

    assert (side.status_code, side.context_data["valgt"].aar) == (200, 2024)
    assert "Det finnes ingen tall for dette året og området." in side.content.decode()
    assert "Bor i kommunen, prosent" in fra_2022.content.decode()
    innhold = b"".join(fil.streaming_content) if fil.streaming else fil.content
    assert b"Eigersund" in innhold
    assert not any(sak.person.fornavn.encode() in innhold or sak.nummer.encode() in innhold for sak in saker)
    assert Hendelse.objects.filter(type="rapport_hentet").count() == 1


@pytest.mark.parametrize("format", ["xlsx", "csv", "csv-maskin"])
def test_w18_every_kind_of_file(format) -> None:
    her, der = kommune("1101"), kommune("1102")
    for sted in (her, der):
        bosatt(sted, (sted, BOSATT))
    klient = logg_inn(bruker_med(Rolle.IMDI_ANMODNING))

    for tabell in ("i-alt", "kommuner"):
        svar = klient.get(ADRESSE, {"aar": "2022", "format": format, "tabell": tabell})
        assert svar.status_code == 200
        assert len(_rader(b"".join(svar.streaming_content), format)) > 1


def _rader(innhold: bytes, format: str) -> list[object]:
    if format == "xlsx":
        return list(openpyxl.load_workbook(io.BytesIO(innhold)).worksheets[0].iter_rows(values_only=True))
    return list(innhold.decode("utf-8-sig").splitlines())


def test_the_page_has_few_queries() -> None:
    her = kommune("1101")
    bosatt(her, (her, BOSATT))

    assert sporringer(logg_inn(bruker_med(Rolle.IMDI_ANMODNING)), f"{ADRESSE}?aar=2022") <= 20


def test_w18_everybody_of_the_year_must_have_had_the_years() -> None:
    siste = date(2026, 12, 31)

    assert not fortsatt_bosatt.er_omme(2025, 1, siste)
    assert fortsatt_bosatt.er_omme(2025, 1, siste + timedelta(days=1))
