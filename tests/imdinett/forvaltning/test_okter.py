"""S-06 and S-15: idle and absolute limits, and what ends open sessions."""

import pytest
import time_machine
from django.urls import reverse

from imdinett.forvaltning.services import okter
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med
from tests.imdinett.forvaltning.innlogging import (
    PASSORD,
    er_inne,
    kode,
    logg_helt_inn,
    med_app,
)

pytestmark = pytest.mark.django_db
START = "2026-11-23T08:00:10Z"


@pytest.fixture
def bruker():
    return med_app(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory()))


def test_thirty_idle_minutes_end_the_session(bruker) -> None:
    with time_machine.travel(START, tick=False) as tid:
        nettleser = logg_helt_inn(bruker)
        nettleser.get("/")
        tid.shift(31 * 60)

        assert nettleser.get("/").url == "/konto/logg-inn/?next=/"
        assert not er_inne(nettleser)


def test_twenty_nine_idle_minutes_do_not(bruker) -> None:
    with time_machine.travel(START, tick=False) as tid:
        nettleser = logg_helt_inn(bruker)
        nettleser.get("/")
        tid.shift(29 * 60)

        assert nettleser.get("/").status_code == 200


def test_continue_keeps_the_session_alive(bruker) -> None:
    with time_machine.travel(START, tick=False) as tid:
        nettleser = logg_helt_inn(bruker)
        nettleser.get("/")
        for _ in range(3):
            tid.shift(25 * 60)
            assert nettleser.get(reverse("forleng_okt")).status_code == 204

        assert nettleser.get("/").status_code == 200


def test_ten_hours_end_the_session_however_active(bruker) -> None:
    with time_machine.travel(START, tick=False) as tid:
        nettleser = logg_helt_inn(bruker)
        for _ in range(29):
            tid.shift(20 * 60)
            assert nettleser.get("/").status_code == 200
        tid.shift(21 * 60)
        assert nettleser.get("/").status_code == 200
        tid.shift(20 * 60)

        assert nettleser.get("/").status_code == 302


def test_an_ended_session_answers_htmx_with_the_login_page(bruker) -> None:
    with time_machine.travel(START, tick=False) as tid:
        nettleser = logg_helt_inn(bruker)
        nettleser.get("/")
        tid.shift(31 * 60)

        svar = nettleser.get("/hendelser/", headers={"hx-request": "true"})

        assert (svar.status_code, svar.headers["HX-Redirect"]) == (401, "/konto/logg-inn/?next=/hendelser/")


def test_ending_somebodys_sessions_takes_effect_on_the_next_request(bruker) -> None:
    annen = med_app(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory()))
    nettleser, urort = logg_helt_inn(bruker), logg_helt_inn(annen)
    assert er_inne(nettleser)

    assert okter.avslutt(bruker) == 1

    assert not er_inne(nettleser)
    assert er_inne(urort)


def test_own_sessions_are_listed_and_the_others_can_be_ended(bruker) -> None:
    with time_machine.travel(START, tick=False) as tid:
        min_ = logg_helt_inn(bruker)
        tid.shift(60)
        glemt = logg_helt_inn(bruker)
        side = min_.get(reverse("usersessions_list")).content.decode()
        assert side.count("<tr>") == 3

        min_.post(reverse("usersessions_list"))

        assert (er_inne(min_), er_inne(glemt)) == (True, False)


def test_a_new_password_ends_all_sessions(bruker) -> None:
    with time_machine.travel(START, tick=False) as tid:
        min_ = logg_helt_inn(bruker)
        tid.shift(60)
        glemt = logg_helt_inn(bruker)
        nytt = {"oldpassword": PASSORD, "password1": "en-helt-ny-setning", "password2": "en-helt-ny-setning"}

        svar = min_.post(reverse("account_change_password"), nytt)

        assert svar.status_code == 302
        assert (er_inne(min_), er_inne(glemt)) == (False, False)


@pytest.mark.django_db(transaction=True)
def test_a_new_factor_ends_the_other_sessions_and_keeps_this_one() -> None:
    """A session from before the factor must not become a full one when somebody else sets the factor up."""
    from tests.imdinett.forvaltning.innlogging import klient, med_passord, passord

    bruker = med_passord(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=KommuneFactory()))
    tyv, eier = klient(), klient()
    passord(tyv, bruker)
    passord(eier, bruker)
    tyv.get(reverse("mfa_activate_totp"))
    eier.get(reverse("mfa_activate_totp"))

    svar = eier.post(reverse("mfa_activate_totp"), {"code": kode(hemmelig=eier.session["mfa.totp.secret"])})

    assert svar.status_code == 302
    assert (er_inne(eier), er_inne(tyv)) == (True, False)
