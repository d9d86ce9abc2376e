"""S-20: an alarm on many looks, and on each look at a protected person, goes at once to the right one (security.md §5,
§6 F)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from bosetting.person.states import Gradering
from imdinett import tasks
from imdinett.hendelse.typer import Handling, Utfall
from imdinett.loggkontroll import services
from imdinett.loggkontroll.models import Oppslagsalarm
from imdinett.loggkontroll.states import Alarmslag
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.varsel.models import Brukervarsel
from tests.factories.imdinett import EnhetFactory
from tests.hjelp import bruker_med, logg_inn, sporringer
from tests.imdinett.forvaltning.leder import velg_leder
from tests.imdinett.loggkontroll.conftest import lag_person
from tests.imdinett.loggkontroll.hjelp import MANDAG, se
from tests.regnskap import meld

pytestmark = pytest.mark.django_db
ONSDAG = MANDAG + timedelta(days=2)


@pytest.fixture(autouse=True)
def tid() -> Iterator[Any]:
    with time_machine.travel(datetime(2026, 11, 18, 14, 0, tzinfo=UTC), tick=False) as flyttbar:
        yield flyttbar


def se_mange(bruker, kommune, antall, *, dag=2, time=12, fra=1000) -> None:
    for nr in range(antall):
        se(bruker, dag=dag, time=time, kommune=kommune, person_id=fra + nr)


def alarmer() -> list[tuple[str, int, int | None]]:
    return [(en.slag, en.antall, en.vanlig) for en in Oppslagsalarm.objects.order_by("pk")]


def fikk_epost() -> set[str]:
    return {rad.mottaker["epost"] for rad in Forsendelse.objects.filter(slag="oppslagsalarm")}


# ---- many
@pytest.mark.parametrize(("antall", "ventet"), [(40, []), (41, [(Alarmslag.MANGE_PER_TIME, 41, None)])])
def test_s20_more_than_forty_folders_in_an_hour(skriv, administrator, kommune, antall, ventet, record_property) -> None:
    se_mange(skriv, kommune, antall)

    services.varsle_om_oppslag()

    assert alarmer() == ventet
    assert fikk_epost() == ({administrator.epost} if ventet else set())
    meld(record_property, "S-20", tilfeller=1)


def test_s20_the_same_folders_in_two_hours_are_not_many(skriv, administrator, kommune) -> None:
    se_mange(skriv, kommune, 30, time=10)
    se_mange(skriv, kommune, 30, time=11, fra=2000)

    assert services.varsle_om_oppslag() == 0


def test_s20_a_list_of_many_is_no_look_at_each(skriv, kommune) -> None:
    se(skriv, kommune=kommune, person_ider=list(range(200)))

    assert services.varsle_om_oppslag() == 0


@pytest.mark.parametrize(
    ("per_dag", "i_dag", "ventet"),
    [
        ([8] * 5, 24, [(Alarmslag.OVER_VANLIG, 24, 8)]),
        ([8] * 5, 23, []),
        ([8, 8, 8, 8, 40], 24, [(Alarmslag.OVER_VANLIG, 24, 8)]),
        ([2] * 5, 19, []),
        ([2] * 5, 20, [(Alarmslag.OVER_VANLIG, 20, 2)]),
        ([8] * 4, 39, []),
    ],
    ids=["3 × medianen", "under", "medianen, ikke snittet", "få er ikke mange", "20 er mange", "for få dager"],
)
def test_s20_three_times_the_users_own_median(skriv, kommune, per_dag, i_dag, ventet, record_property) -> None:
    for nr, antall in enumerate(per_dag):
        se_mange(skriv, kommune, antall, dag=-1 - nr * 3)
    se_mange(skriv, kommune, i_dag)

    services.varsle_om_oppslag()

    assert alarmer() == ventet
    meld(record_property, "S-20", tilfeller=1)


def test_s20_days_before_the_thirty_do_not_count(skriv, kommune) -> None:
    for nr in range(5):
        se_mange(skriv, kommune, 8, dag=-31 - nr)
    se_mange(skriv, kommune, 39)

    assert services.varsle_om_oppslag() == 0


def test_s20_each_alarm_is_raised_once_a_day(skriv, administrator, kommune, tid, caplog) -> None:
    se_mange(skriv, kommune, 41)

    assert [services.varsle_om_oppslag(), services.varsle_om_oppslag()] == [1, 0]
    se_mange(skriv, kommune, 41, time=14, fra=5000)
    assert services.varsle_om_oppslag() == 0
    se_mange(skriv, kommune, 41, dag=3, fra=9000)
    tid.shift(timedelta(days=1))
    assert services.varsle_om_oppslag() == 1

    assert Forsendelse.objects.filter(slag="oppslagsalarm").count() == 2


def test_s20_what_was_seen_just_before_midnight_is_found_after_it(skriv, administrator, kommune, tid) -> None:
    tid.move_to(datetime(2026, 11, 18, 23, 5, tzinfo=UTC))
    se_mange(skriv, kommune, 41, time=23)

    tasks.loggkontroll.varsle_om_oppslag()

    assert [en.dag for en in Oppslagsalarm.objects.all()] == [date(2026, 11, 18)]


# ---- to whom
def test_s20_nobody_is_told_of_their_own_looks(kommune) -> None:
    """The kommune's only administrator: then IMDi's log reader is told, so that somebody is."""
    begge = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune)
    loggleser = bruker_med(Rolle.IMDI_LOGG_LES)
    se_mange(begge, kommune, 41)

    services.varsle_om_oppslag()

    assert fikk_epost() == {loggleser.epost}


def test_s20_imdis_and_the_units_alarms_go_to_the_log_reader(loggleser, administrator) -> None:
    bosetter, mona = bruker_med(Rolle.IMDI_BOSETTER_SKRIV), bruker_med()
    EnhetFactory(navn="Mottaket")
    for nr in range(41):
        se(bosetter, person_id=nr)
        se(mona, person_id=nr, enhet="Mottaket")

    services.varsle_om_oppslag()

    assert [str(en.enhet or "IMDi") for en in Oppslagsalarm.objects.order_by("enhet")] == ["Mottaket", "IMDi"]
    assert fikk_epost() == {loggleser.epost}


def test_s20_exports_that_were_stopped_are_told_of(skriv, administrator, kommune) -> None:
    for _nr in range(3):
        se(skriv, kommune=kommune, handling=Handling.EKSPORT, utfall=Utfall.AVVIST, del_av="Grense for filer")

    services.varsle_om_oppslag()

    assert alarmer() == [(Alarmslag.EKSPORT_STANSET, 3, None)]
    assert fikk_epost() == {administrator.epost}


# ---- protected persons
def test_s20_each_look_at_a_protected_person_is_told_to_the_leader(skriv, administrator, kommune, loggleser) -> None:
    """And to nobody in the kommune: the alarm itself would say that somebody protected is there."""
    leder = bruker_med(Rolle.IMDI_LOGG_LES)
    velg_leder(leder)
    person = lag_person(kommune, gradering=Gradering.FORTROLIG)
    for _nr in range(2):
        se(skriv, person, kommune=kommune, gradering="fortrolig")

    services.varsle_om_oppslag()

    assert alarmer() == [(Alarmslag.SKJERMET, 2, None)]
    assert fikk_epost() == {leder.epost}
    epost, varsel = Forsendelse.objects.get(slag="oppslagsalarm"), Brukervarsel.objects.get(bruker=leder)
    assert (epost.kommune, varsel.kommune) == (None, None)
    for ord_ in (str(skriv), str(kommune), person.sak.nummer, person.fornavn):
        assert ord_ not in f"{epost.tittel} {epost.innhold} {varsel.tekst} {varsel.lenke}"


def test_s20_a_refused_look_at_a_protected_person_too(skriv, kommune, loggleser) -> None:
    vanlig, skjermet = lag_person(), lag_person(gradering=Gradering.FORTROLIG)
    for person in (vanlig, skjermet):
        se(skriv, person, kommune=kommune, utfall=Utfall.AVVIST, saksnummer="")

    services.varsle_om_oppslag()

    assert [(en.slag, en.person_id, en.saksnummer) for en in Oppslagsalarm.objects.all()] == [
        (Alarmslag.SKJERMET, skjermet.pk, "")
    ]


@pytest.mark.parametrize("hva", ["ingen", "mistet rollen", "stengt", "så selv"])
def test_s20_without_a_leader_all_log_readers_are_told(skriv, kommune, loggleser, hva) -> None:
    leder = bruker_med(Rolle.IMDI_LOGG_LES)
    person = lag_person(gradering=Gradering.FORTROLIG)
    ventet = {loggleser.epost}
    if hva == "ingen":
        ventet |= {leder.epost}
    else:
        velg_leder(leder)
    if hva == "mistet rollen":
        leder.groups.clear()
    if hva == "stengt":
        leder.stengt_tid, leder.stengt_av = datetime(2026, 11, 1, tzinfo=UTC), loggleser
        leder.save()
    se(leder if hva == "så selv" else skriv, person, gradering="fortrolig", enhet="IMDi")

    services.varsle_om_oppslag()

    assert fikk_epost() == ventet


# ---- the page
def test_the_page_shows_the_units_own_and_leaves_a_line(skriv, administrator, kommune) -> None:
    se_mange(skriv, kommune, 41)
    se(skriv, lag_person(kommune, gradering=Gradering.FORTROLIG), kommune=kommune, gradering="fortrolig")
    services.varsle_om_oppslag()

    html = logg_inn(administrator).get(reverse("loggalarmer")).content.decode()

    assert "Mange mapper på en time" in html
    assert "42 personer på en time" in html
    assert "skjermet" not in html
    assert sporringer(logg_inn(administrator), reverse("loggalarmer")) <= 20


def test_imdi_sees_its_own_and_those_on_protected_persons_by_case_number(skriv, kommune, loggleser) -> None:
    person = lag_person(kommune, gradering=Gradering.FORTROLIG)
    se_mange(skriv, kommune, 41)
    se(skriv, person, kommune=kommune, gradering="fortrolig")
    services.varsle_om_oppslag()

    html = logg_inn(loggleser).get(reverse("loggalarmer")).content.decode()

    assert f"Sak {person.sak.nummer}" in html
    assert person.fornavn not in html
    assert "Mange mapper på en time" not in html
    assert "Ingen er valgt til leder" in html
    velg_leder(loggleser)
    assert f"går til {loggleser.navn}" in logg_inn(loggleser).get(reverse("loggalarmer")).content.decode()


def test_the_page_says_when_there_is_nothing(administrator) -> None:
    assert "Ingen alarmer." in logg_inn(administrator).get(reverse("loggalarmer")).content.decode()


@pytest.mark.parametrize(("rolle", "status"), [(Rolle.KOMMUNE_BOSETTER_SKRIV, 403), (Rolle.KOMMUNE_ADMINISTRATOR, 200)])
def test_who_may_read_the_page(kommune, rolle, status) -> None:
    assert logg_inn(bruker_med(rolle, kommune=kommune)).get(reverse("loggalarmer")).status_code == status


def test_s21_alarms_go_when_the_lists_of_their_time_do(skriv, kommune, tid) -> None:
    se_mange(skriv, kommune, 41)
    services.varsle_om_oppslag()
    tid.move_to(datetime(2031, 11, 18, 12, tzinfo=UTC))
    assert services.slett_utlopte_alarmer() == 0
    tid.shift(timedelta(days=1))

    assert services.slett_utlopte_alarmer() == 1
