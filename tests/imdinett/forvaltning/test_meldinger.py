"""IMDi's messages on the front page: a period, an audience, both forms of Norwegian."""

import pytest
import time_machine
from django.urls import reverse

from imdinett.forvaltning.models import Melding
from imdinett.forvaltning.services.meldinger import avslutt_melding
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
SKJEMA = {
    "tittel_nb": "Nye skjemaer",
    "tekst_nb": "Vi har byttet skjema.",
    "tittel_nn": "Nye skjema",
    "tekst_nn": "Vi har bytt skjema.",
    "slag": "info",
    "sted": "forsiden",
    "maalgruppe": "alle",
    "vises_fra": "23.11.2026",
    "vises_til": "30.11.2026",
}


@pytest.fixture
def tid():
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as flyttbar:
        yield flyttbar


@pytest.fixture
def sjef(tid):
    return bruker_med(Rolle.IMDI_ADMINISTRATOR)


def _publiser(sjef, **endring) -> Melding:
    svar = logg_inn(sjef).post(reverse("imdi_melding_ny"), SKJEMA | endring)
    assert svar.status_code == 302, svar.context["form"].errors
    return Melding.objects.latest("pk")


def _forside(bruker) -> str:
    return logg_inn(bruker).get("/").content.decode()


def _kommunal(**felt):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=KommuneFactory(), **felt)


def test_published_by_the_page_and_shown_in_the_readers_form(sjef) -> None:
    _publiser(sjef)

    assert "Vi har byttet skjema." in _forside(_kommunal())
    assert "Vi har bytt skjema." in _forside(_kommunal(sprak="nn"))


def test_shown_in_the_period_only(sjef, tid) -> None:
    _publiser(sjef, vises_fra="24.11.2026", vises_til="25.11.2026")
    bruker = _kommunal()
    sett = []
    for _dag in range(4):
        sett.append("Vi har byttet skjema." in _forside(bruker))
        tid.shift(24 * 3600)

    assert sett == [False, True, True, False]


@pytest.mark.parametrize(
    ("maalgruppe", "kommune", "imdi"), [("alle", True, True), ("kommuner", True, False), ("imdi", False, True)]
)
def test_shown_to_its_audience(sjef, maalgruppe, kommune, imdi) -> None:
    _publiser(sjef, maalgruppe=maalgruppe)

    assert ("byttet skjema" in _forside(_kommunal()), "byttet skjema" in _forside(sjef)) == (kommune, imdi)


def test_what_is_written_is_text_not_html(sjef) -> None:
    _publiser(sjef, tekst_nb="<script>alert(1)</script>")

    assert "<script>alert" not in _forside(_kommunal())


def test_taken_down_by_the_page(sjef) -> None:
    melding = _publiser(sjef)
    nettleser = logg_inn(sjef)
    adresse = reverse("imdi_melding_avslutt", args=[melding.pk])
    assert nettleser.get(adresse).status_code == 200
    with time_machine.travel("2026-11-23T12:05:00Z", tick=False):
        nettleser = logg_inn(sjef)
        assert nettleser.post(adresse).status_code == 302

        assert "byttet skjema" not in _forside(_kommunal())
        with pytest.raises(Domenefeil, match="vises ikke lenger"):
            avslutt_melding(bruker=sjef, melding=melding)


@pytest.mark.parametrize(
    ("endring", "felt"),
    [
        ({"tittel_nb": ""}, ["tittel_nb"]),
        ({"tekst_nn": ""}, ["tekst_nn"]),
        ({"tittel_nn": "x" * 121}, ["tittel_nn"]),
        ({"tekst_nb": "x" * 2001}, ["tekst_nb"]),
        ({"slag": "tull"}, ["slag"]),
        ({"sted": "tull"}, ["sted"]),
        ({"maalgruppe": "tull"}, ["maalgruppe"]),
        ({"vises_fra": "snart"}, ["vises_fra"]),
        ({"vises_fra": "30.11.2026", "vises_til": "29.11.2026"}, ["vises_til"]),
        ({"vises_fra": "01.11.2026", "vises_til": "02.11.2026"}, ["vises_til"]),
    ],
)
def test_empty_too_long_wrong_type(sjef, endring, felt) -> None:
    svar = logg_inn(sjef).post(reverse("imdi_melding_ny"), SKJEMA | endring)

    assert (svar.status_code, list(svar.context["form"].errors)) == (422, felt)


def test_sent_twice_is_one_message(sjef) -> None:
    nettleser = logg_inn(sjef)
    nokkel = nettleser.get(reverse("imdi_melding_ny")).context["form"].engangsnokkel
    for _ in range(2):
        nettleser.post(reverse("imdi_melding_ny"), SKJEMA | {"engangsnokkel": nokkel})

    assert Melding.objects.count() == 1


@pytest.mark.parametrize("rolle", [Rolle.IMDI_BOSETTER_SKRIV, Rolle.IMDI_ANMODNING])
def test_others_in_imdi_do_not_write_messages(tid, rolle) -> None:
    assert logg_inn(bruker_med(rolle)).get(reverse("imdi_melding_ny")).status_code == 403


def test_the_service_asks_for_the_right_too(sjef) -> None:
    melding = _publiser(sjef)

    with pytest.raises(IkkeTilgang):
        avslutt_melding(bruker=bruker_med(Rolle.IMDI_BOSETTER_SKRIV), melding=melding)
