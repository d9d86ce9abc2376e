"""A long file is read in by the worker: nobody waits, nothing is lost, nothing is read twice."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from imdinett import tasks
from imdinett.bruker.models import Bruker
from imdinett.forvaltning.services.avtaler import Signatur, registrer_avtale
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Kollisjon
from imdinett.kommune.models import Databehandleravtale, Kommune
from imdinett.overtakelse import services
from imdinett.overtakelse.models import Overtakelse
from imdinett.tilgang.roller import Rolle
from tests.hjelp import bruker_med, logg_inn
from tests.imdinett.overtakelse.hjelp import avtalefil, prov, tall

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LINJE = "1191;2025-03-01;Kommunedirektør Eksempel;25/1234-5;2025-1"


@pytest.fixture(autouse=True)
def vekket(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[int]]]:
    """Every file is a long one, and nobody hears the bell."""
    settings.OVERTAKELSE_LESES_STRAKS_RADER = ((date(2026, 1, 1), 0),)
    ut: list[tuple[str, list[int]]] = []
    monkeypatch.setattr(services, "vekk_etter_commit", lambda oppgave, ider: ut.append((oppgave, list(ider))))
    return ut


@pytest.fixture
def bestilt(sjef: Bruker, kommune: Kommune) -> Overtakelse:
    return services.be_om_lesing(bruker=sjef, overtakelse_id=prov(sjef, avtalefil(LINJE, "x;y;z;w;v")).pk)


def adresse(overtakelse: Overtakelse, navn: str = "") -> str:
    return reverse(f"imdi_overtakelse{navn}", args=[overtakelse.uuid])


def naa(overtakelse: Overtakelse) -> tuple[str, str]:
    overtakelse.refresh_from_db()
    return overtakelse.tilstand, overtakelse.stans


def test_the_page_answers_at_once_and_the_worker_reads_the_file(sjef: Bruker, kommune: Kommune, vekket: Any) -> None:
    overtakelse, klient = prov(sjef, avtalefil(LINJE, "x;y;z;w;v")), logg_inn(sjef)

    assert klient.post(adresse(overtakelse, "_les_inn")).headers["Location"] == adresse(overtakelse)

    assert naa(overtakelse) == ("leses", "")
    assert (overtakelse.bedt_av, bool(overtakelse.innhold)) == (sjef, True)
    assert vekket == [("overtakelse.les_inn", [overtakelse.pk])]
    venter = klient.get(adresse(overtakelse)).content.decode()
    assert "1 rad leses inn" in venter
    assert f'hx-get="{adresse(overtakelse)}"' in venter
    assert Databehandleravtale.objects.count() == 0

    tasks.overtakelse.les_inn(overtakelse.pk)

    assert naa(overtakelse) == ("lest", "")
    assert (overtakelse.lest_av, overtakelse.innhold, tall(overtakelse)) == (sjef, None, (1, 0, 1))
    assert Databehandleravtale.objects.get().kommune == kommune
    kvittering = klient.get(adresse(overtakelse)).content.decode()
    assert f"av {sjef.navn}." in kvittering
    assert overtakelse.avviste.get().grunn in kvittering


def test_the_waiting_page_asks_for_itself_and_is_replaced_when_it_is_over(sjef: Bruker, bestilt: Overtakelse) -> None:
    klient = logg_inn(sjef)

    bit_ = klient.get(adresse(bestilt), headers={"HX-Request": "true"})
    assert (bit_.status_code, b"<html" in bit_.content, b"hx-trigger" in bit_.content) == (200, False, True)

    tasks.overtakelse.les_inn(bestilt.pk)
    over = klient.get(adresse(bestilt), headers={"HX-Request": "true"})
    assert (over.status_code, over.headers["HX-Refresh"]) == (204, "true")


def test_a_short_file_is_read_in_while_the_page_waits(
    sjef: Bruker, kommune: Kommune, settings: Any, vekket: Any
) -> None:
    settings.OVERTAKELSE_LESES_STRAKS_RADER = ((date(2026, 1, 1), 1),)

    assert services.be_om_lesing(bruker=sjef, overtakelse_id=prov(sjef, avtalefil(LINJE)).pk).er_lest
    assert vekket == []


def test_a_message_that_comes_twice_or_a_second_click_changes_nothing(
    sjef: Bruker, bestilt: Overtakelse, vekket: Any
) -> None:
    assert services.be_om_lesing(bruker=sjef, overtakelse_id=bestilt.pk).leses
    for _gang in range(2):
        tasks.overtakelse.les_inn(bestilt.pk)

    assert len(vekket) == 1
    assert Databehandleravtale.objects.count() == 1
    assert Hendelse.objects.filter(type="overtakelse_lest").count() == 1
    assert services.be_om_lesing(bruker=sjef, overtakelse_id=bestilt.pk).er_lest


def test_a_message_that_is_lost_is_found_by_the_beat(bestilt: Overtakelse) -> None:
    tasks.overtakelse.les_bestilte()

    assert naa(bestilt) == ("lest", "")


def test_two_files_are_not_read_at_the_same_time(bestilt: Overtakelse, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as opptatt:
        opptatt.setattr(services, "_er_ledig", lambda: False)
        assert services.les_bestilt(bestilt.pk) == "en annen fil leses inn"
    assert naa(bestilt) == ("leses", "")

    assert services.les_bestilt(bestilt.pk) == "lest inn"


# ---- what stops it
def test_what_has_changed_meanwhile_is_a_new_dry_run_that_says_so(
    sjef: Bruker, kommune: Kommune, bestilt: Overtakelse
) -> None:
    registrer_avtale(bruker=sjef, kommune=kommune, signatur=Signatur("2026-1", klokke.today(), "Ordfører"))

    tasks.overtakelse.les_inn(bestilt.pk)

    assert naa(bestilt) == ("provd", "endret")
    assert tall(bestilt) == (0, 0, 2)
    assert "Noe er endret siden filen ble prøvd" in logg_inn(sjef).get(adresse(bestilt)).content.decode()


def test_who_has_lost_the_right_reads_nothing(sjef: Bruker, bestilt: Overtakelse) -> None:
    sjef.groups.clear()

    tasks.overtakelse.les_inn(bestilt.pk)

    assert naa(bestilt) == ("provd", "uten_rett")
    assert Databehandleravtale.objects.count() == 0
    innhold = logg_inn(bruker_med(Rolle.IMDI_ADMINISTRATOR)).get(adresse(bestilt)).content.decode()
    assert "har ikke lenger tilgang til det" in innhold


def test_a_fault_takes_over_nothing_and_the_file_can_be_tried_again(
    sjef: Bruker, bestilt: Overtakelse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def feil(*argumenter: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as bytte:
        bytte.setattr(services, "_les_inn", feil)
        with pytest.raises(RuntimeError):
            tasks.overtakelse.les_inn(bestilt.pk)

    assert naa(bestilt) == ("provd", "feilet")
    assert "Ingenting er overtatt. Prøv igjen." in logg_inn(sjef).get(adresse(bestilt)).content.decode()
    services.be_om_lesing(bruker=sjef, overtakelse_id=bestilt.pk)
    tasks.overtakelse.les_inn(bestilt.pk)
    assert naa(bestilt) == ("lest", "")


def test_a_file_that_is_being_read_is_neither_given_up_nor_cleared_away(sjef: Bruker, bestilt: Overtakelse) -> None:
    Overtakelse.objects.update(lastet_opp_tid=klokke.now() - timedelta(days=1000))

    with pytest.raises(Kollisjon):
        services.forkast(bruker=sjef, overtakelse_id=bestilt.pk)
    assert services.fei() == 0
    assert naa(bestilt) == ("leses", "")
