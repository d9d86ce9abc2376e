"""Forgotten password through the outbox, and the notices on changes (S-15)."""

import re

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from imdinett.forvaltning.adapter import Kontoadapter
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med
from tests.imdinett.forvaltning.innlogging import PASSORD, er_inne, klient, kode, logg_helt_inn, med_app, passord

pytestmark = pytest.mark.django_db
NYTT = {"password1": "en-helt-ny-setning", "password2": "en-helt-ny-setning"}


@pytest.fixture
def bruker():
    return med_app(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=KommuneFactory()))


def _be_om(epost: str):
    return klient().post(reverse("account_reset_password"), {"email": epost})


def _lenke() -> str:
    tekst = Forsendelse.objects.get(slag="passordlenke").innhold["tekst"]
    funnet = re.search(r"http://localhost(/konto/nytt-passord/\S+)", tekst)
    assert funnet
    return funnet.group(1)


def _bruk(lenke: str, data=NYTT):
    nettleser = klient()
    skjema = nettleser.get(lenke)
    return nettleser.post(skjema.url, data) if skjema.status_code == 302 else skjema


def test_the_link_comes_by_the_outbox_and_not_directly(bruker) -> None:
    assert _be_om(bruker.epost).url == reverse("account_reset_password_done")

    epost = Forsendelse.objects.get()
    assert (epost.slag, epost.innhold["hemmelig"], epost.mottaker) == ("passordlenke", True, {"epost": bruker.epost})
    assert mail.outbox == []
    assert Hendelse.objects.get().bruker is None


def test_unknown_closed_and_known_get_the_same_answer(bruker) -> None:
    stengt = bruker_med()
    stengt.stengt_tid, stengt.stengt_av = klokke.now(), bruker
    stengt.save()

    svarene = {(s.status_code, s.url) for s in map(_be_om, (bruker.epost, stengt.epost, "finnes-ikke@e.example"))}

    assert svarene == {(302, reverse("account_reset_password_done"))}
    assert Forsendelse.objects.count() == 1


def test_the_link_gives_a_new_password_and_no_login(bruker) -> None:
    _be_om(bruker.epost)

    svar = _bruk(_lenke())

    assert svar.url == reverse("account_reset_password_from_key_done")
    nettleser = klient()
    assert passord(nettleser, bruker).status_code == 422
    assert passord(nettleser, bruker, "en-helt-ny-setning").url == reverse("mfa_authenticate")


def test_b006_the_second_factor_is_still_asked(bruker) -> None:
    _be_om(bruker.epost)
    _bruk(_lenke())
    nettleser = klient()

    passord(nettleser, bruker, "en-helt-ny-setning")

    assert not er_inne(nettleser)


def test_s06_open_sessions_end_and_the_user_is_told(bruker) -> None:
    nettleser = logg_helt_inn(bruker)
    _be_om(bruker.epost)

    _bruk(_lenke())

    assert not er_inne(nettleser)
    assert Forsendelse.objects.filter(slag="sikkerhet").count() == 1


def test_the_link_works_once(bruker) -> None:
    _be_om(bruker.epost)
    lenke = _lenke()
    _bruk(lenke)

    assert "virker ikke lenger" in _bruk(lenke).content.decode()


def test_the_link_works_for_an_hour(bruker) -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False) as tid:
        _be_om(bruker.epost)
        tid.shift(59 * 60)
        assert klient().get(_lenke()).status_code == 302
        tid.shift(2 * 60)
        assert "virker ikke lenger" in klient().get(_lenke()).content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"password1": "kort", "password2": "kort"},
        {"password1": "en-lang-setning-her", "password2": "noe-helt-annet"},
    ],
)
def test_a_bad_new_password_is_422(bruker, data) -> None:
    _be_om(bruker.epost)

    assert _bruk(_lenke(), data).status_code == 422


@pytest.mark.parametrize("epost", ["", "tull", "a" * 300])
def test_the_form_empty_and_wrong_type(epost) -> None:
    assert _be_om(epost).status_code == 422


def test_a_flood_of_requests_gets_our_429_page(bruker) -> None:
    svar = [_be_om(bruker.epost) for _ in range(6)][-1]

    assert svar.status_code == 429
    assert "for mange ganger" in svar.content.decode()


def test_change_of_own_password(bruker) -> None:
    nettleser = logg_helt_inn(bruker)
    feil = nettleser.post(reverse("account_change_password"), {"oldpassword": "feil", **NYTT})
    assert feil.status_code == 422

    nettleser.post(reverse("account_change_password"), {"oldpassword": PASSORD, **NYTT})

    bruker.refresh_from_db()
    assert bruker.check_password("en-helt-ny-setning")
    epost = Forsendelse.objects.get(slag="sikkerhet")
    assert "Passordet ditt er endret." in epost.innhold["tekst"]


def test_allauth_has_no_way_to_send_by_itself(bruker) -> None:
    with pytest.raises(NotImplementedError):
        Kontoadapter().send_mail("account/email/unknown_account", bruker.epost, {})


# ---- a browser we do not know
def test_the_second_login_from_an_unknown_browser_is_told_by_email(bruker) -> None:
    with time_machine.travel("2026-11-23T12:00:10Z", tick=False) as tid:
        kjent = logg_helt_inn(bruker)
        assert not Forsendelse.objects.exists()
        kjent.post(reverse("account_logout"))
        tid.shift(60)
        logg_helt_inn(bruker, kjent)
        assert not Forsendelse.objects.exists()
        tid.shift(60)

        logg_helt_inn(bruker)

        epost = Forsendelse.objects.get()
        assert (epost.slag, epost.mottaker["epost"]) == ("ny_enhet", bruker.epost)
        assert Hendelse.objects.get().type == "ny_enhet_brukt"


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_is_told_by_email() -> None:
    from tests.imdinett.forvaltning.innlogging import med_passord

    bruker = med_passord(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=KommuneFactory()))
    nettleser = klient()
    passord(nettleser, bruker)
    nettleser.get(reverse("mfa_activate_totp"))

    nettleser.post(reverse("mfa_activate_totp"), {"code": kode(hemmelig=nettleser.session["mfa.totp.secret"])})

    epost = Forsendelse.objects.get()
    assert "Innlogging med app for engangskoder er satt opp." in epost.innhold["tekst"]
    assert Hendelse.objects.get().data == {"hva": "totp_activated"}
