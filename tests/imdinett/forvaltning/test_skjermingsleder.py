"""security.md §5: the leader of the groups is named by IMDi's administrator, and is one who may read the log."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from imdinett.forvaltning.services import skjermingsleder
from imdinett.hendelse.models import Hendelse
from imdinett.hendelse.setning import setning
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.loggkontroll import oppgaver, queries
from imdinett.loggkontroll.models import Skjermingsleder
from imdinett.tilgang.roller import Rolle
from tests.hjelp import bruker_med, logg_inn, sporringer
from tests.imdinett.forvaltning.leder import velg_leder

pytestmark = pytest.mark.django_db
SIDE = "imdi_skjermingsleder"


@pytest.fixture
def sjef():
    return bruker_med(Rolle.IMDI_ADMINISTRATOR)


@pytest.fixture
def loggleser():
    return bruker_med(Rolle.IMDI_LOGG_LES, navn="Lars Logg")


def velg(sjef, gjelder):
    return skjermingsleder.velg(bruker=sjef, gjelder=gjelder, grunn="Har tid til det")


def test_one_at_a_time_with_an_event_for_each_change(sjef, loggleser) -> None:
    annen = bruker_med(Rolle.IMDI_LOGG_LES, navn="Lise Logg")
    velg(sjef, loggleser)
    velg(sjef, annen)
    skjermingsleder.avslutt(bruker=sjef, grunn="Slutter")
    skjermingsleder.avslutt(bruker=sjef, grunn="En gang til.")

    assert queries.skjermingsleder() is None
    assert [setning(rad) for rad in Hendelse.objects.filter(type__startswith="skjermingsleder").order_by("pk")] == [
        "Lars Logg ble leder for skjermingsgruppene. Grunn: Har tid til det.",
        "Lise Logg ble leder for skjermingsgruppene etter Lars Logg. Grunn: Har tid til det.",
        "Lise Logg er ikke lenger leder for skjermingsgruppene. Grunn: Slutter.",
    ]


def test_only_one_who_may_read_the_log_and_never_the_same_or_oneself(sjef, loggleser) -> None:
    with pytest.raises(Domenefeil, match="leser innsynsloggen"):
        velg(sjef, bruker_med(Rolle.IMDI_BOSETTER_SKRIV))
    velg(sjef, loggleser)
    with pytest.raises(Domenefeil, match="er alt leder"):
        velg(sjef, loggleser)
    begge = bruker_med(Rolle.IMDI_ADMINISTRATOR, Rolle.IMDI_LOGG_LES)
    with pytest.raises(IkkeTilgang):
        velg(begge, begge)
    assert queries.skjermingsleder() == loggleser


@pytest.mark.parametrize("rolle", [Rolle.IMDI_LOGG_LES, Rolle.IMDI_BOSETTER_SKRIV])
def test_nobody_else_names_one(rolle, loggleser) -> None:
    with pytest.raises(IkkeTilgang):
        velg(bruker_med(rolle), loggleser)
    with pytest.raises(IkkeTilgang):
        skjermingsleder.avslutt(bruker=bruker_med(rolle), grunn="Vil selv.")


def test_the_database_holds_that_there_is_one(sjef, loggleser) -> None:
    velg(sjef, loggleser)
    with pytest.raises(IntegrityError, match="imdinett_skjermingsleder_en"), transaction.atomic():
        Skjermingsleder.objects.create(bruker=sjef, grunn="x", valgt_tid=klokke.now(), valgt_av=sjef)


def test_one_who_has_lost_the_role_is_no_leader(sjef, loggleser) -> None:
    velg(sjef, loggleser)
    loggleser.groups.clear()

    assert queries.skjermingsleder() is None
    assert [en.url for en in oppgaver.oppgaver(sjef, None)] == [reverse(SIDE)]


def test_it_is_the_administrators_task_until_somebody_is_named(sjef, loggleser) -> None:
    assert [str(en.tekst) for en in oppgaver.oppgaver(sjef, None)] == ["Velg leder for skjermingsgruppene"]
    assert oppgaver.oppgaver(loggleser, None) == []
    velg(sjef, loggleser)
    assert oppgaver.oppgaver(sjef, None) == []


# ---- the page
def test_the_page_names_and_takes_away(sjef, loggleser) -> None:
    klient = logg_inn(sjef)
    html = klient.get(reverse(SIDE)).content.decode()
    assert "Nå er ingen leder." in html
    assert "Lars Logg" in html
    assert sjef.navn not in html.split('name="leder"')[1].split("</select>")[0]

    svar = klient.post(reverse(SIDE), {"leder": loggleser.pk, "grunn": "Har tid til det"}, follow=True)
    assert "Lars Logg er leder for skjermingsgruppene." in svar.content.decode()
    assert "Nå er Lars Logg leder." in klient.get(reverse(SIDE)).content.decode()

    svar = klient.post(reverse(SIDE), {"leder": "", "grunn": "Slutter"}, follow=True)
    assert "Ingen er leder for skjermingsgruppene nå." in svar.content.decode()
    assert queries.skjermingsleder() is None
    assert sporringer(klient, reverse(SIDE)) <= 20


def test_the_page_asks_for_a_reason(sjef, loggleser) -> None:
    svar = logg_inn(sjef).post(reverse(SIDE), {"leder": loggleser.pk, "grunn": ""})

    assert svar.status_code == 422
    assert queries.skjermingsleder() is None


@pytest.mark.parametrize("rolle", [Rolle.IMDI_LOGG_LES, Rolle.IMDI_BOSETTER_SKRIV, Rolle.IMDI_SUPPORT])
def test_the_page_is_the_administrators(rolle) -> None:
    assert logg_inn(bruker_med(rolle)).get(reverse(SIDE)).status_code == 403


def test_the_leader_that_is_named_gets_the_alarms(loggleser) -> None:
    velg_leder(loggleser)

    assert queries.skjermingsleder() == loggleser
