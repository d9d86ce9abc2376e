"""W-10, B-035: a kommune that has not answered a list is reminded before the frist and after it, each once."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bosetting.fordeling import services
from bosetting.fordeling import tasks as jobber
from bosetting.fordeling.services.paaminnelse import paaminn_om_frister
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kommune.models import Databehandleravtale
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.varsel.models import Brukervarsel
from tests.bosetting.fordeling.hjelp import Scene, besvar, scene
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
NAER, PASSERT = "fordelingsliste_frist_naer", "fordelingsliste_frist_passert"


def paaminnet() -> list[str]:
    return sorted(Forsendelse.objects.filter(slag__in=(NAER, PASSERT)).values_list("slag", flat=True))


def kjor(en: Scene, dager: int) -> int:
    """The calendar's run so many days from the frist."""
    assert en.liste
    assert en.liste.frist
    with klokke.flyttet_til(en.liste.frist.replace(hour=8) + timedelta(days=dager)):
        return paaminn_om_frister()


def liste() -> Scene:
    return scene(1)


@pytest.mark.parametrize(
    ("dager", "ventet"),
    [(-3, []), (-2, [NAER] * 2), (0, [NAER] * 2), (1, [PASSERT] * 2), (40, [PASSERT] * 2)],
)
def test_w10_two_days_before_the_frist_and_the_day_after_it(dager, ventet) -> None:
    kjor(liste(), dager)

    assert paaminnet() == ventet


def test_w10_each_step_once_to_a_list_however_often_the_calendar_runs() -> None:
    en = liste()

    assert [kjor(en, dager) for dager in (-3, -2, -1, 0, 1, 2, 200)] == [0, 1, 0, 0, 1, 0, 0]
    assert paaminnet() == [NAER, NAER, PASSERT, PASSERT]
    Brukervarsel.objects.all().delete()
    assert kjor(en, 400) == 0


def test_w10_how_many_days_is_a_dated_setting(settings) -> None:
    settings.FORDELING_PAAMINNES_DAGER_FOR = ((date(2026, 1, 1), 4),)
    settings.FORDELING_PAAMINNES_DAGER_ETTER = ((date(2026, 1, 1), 3),)
    en = liste()

    assert [kjor(en, dager) for dager in (-5, -4, 1, 2, 3)] == [0, 1, 0, 0, 1]


def test_w10_what_is_answered_or_recalled_is_not_reminded_of() -> None:
    besvart, trukket = liste(), liste()
    besvar(besvart)
    assert trukket.liste
    services.trekk_liste(bruker=trukket.imdi, liste_id=trukket.liste.pk, grunn="Feil kommune.")

    assert (kjor(besvart, -1), kjor(trukket, 1), paaminnet()) == (0, 0, [])


def test_w10_to_those_who_can_answer_for_that_kommune_only() -> None:
    en = liste()
    bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=en.kommune)
    liste_til_andre = scene(1, send=False)

    kjor(en, -1)

    mottakere = Forsendelse.objects.filter(slag=NAER).values_list("mottaker__epost", flat=True)
    assert sorted(mottakere) == sorted([en.kari.epost, en.ola.epost])
    assert liste_til_andre.kari.epost not in mottakere


def test_b005_without_an_agreement_nobody_is_told_and_nothing_is_kept_as_told() -> None:
    en = liste()
    Databehandleravtale.objects.all().delete()

    assert kjor(en, -1) == 0
    assert not Hendelse.objects.filter(type="fordelingsliste_paaminnet").exists()


def test_b038_a_number_a_frist_and_a_link_that_opens() -> None:
    en = liste()
    kjor(en, -1)
    assert en.liste

    epost = Forsendelse.objects.filter(slag=NAER)[0]
    person = en.linjer[0].sak.person

    alt = f"{epost.tittel} {epost.innhold}"
    assert en.liste.nummer in alt
    assert all(hemmelig not in alt for hemmelig in (person.fornavn, person.duf_nummer, str(person.uuid)))
    varsel = Brukervarsel.objects.filter(bruker=en.kari, nokkel__startswith=NAER).get()
    assert logg_inn(en.kari).get(varsel.lenke).status_code == 200


def test_b090_the_reminder_is_an_event_of_the_list() -> None:
    en = liste()
    kjor(en, -1)
    kjor(en, 1)

    rader = Hendelse.objects.filter(type="fordelingsliste_paaminnet").order_by("pk")
    assert [(rad.kommune, rad.bruker, rad.data["steg"]) for rad in rader] == [
        (en.kommune, None, "naer"),
        (en.kommune, None, "passert"),
    ]
    tekst = logg_inn(en.kari).get("/hendelser/").content.decode()
    assert "Kommunen ble minnet om at svarfristen er nær." in tekst


def test_a_run_that_finds_nothing_new_asks_the_same_however_many_lists(django_assert_num_queries) -> None:
    en = liste()
    kjor(en, -1)
    with CaptureQueriesContext(connection) as en_liste:
        assert kjor(en, -1) == 0
    for _nr in range(4):
        liste()
    assert kjor(en, -1) == 4
    with django_assert_num_queries(len(en_liste)):
        assert kjor(en, -1) == 0


def test_the_job_runs_it() -> None:
    en = liste()
    assert en.liste
    assert en.liste.frist
    with klokke.flyttet_til(en.liste.frist + timedelta(days=2)):
        jobber.paaminn()

    assert paaminnet() == [PASSERT] * 2
