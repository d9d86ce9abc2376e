"""S-15, B-006: two factors, same answer to strangers, a code once."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.urls import NoReverseMatch, reverse

from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med
from tests.imdinett.forvaltning.innlogging import (
    PASSORD,
    engangskode,
    er_inne,
    klient,
    kode,
    logg_helt_inn,
    med_app,
    med_passord,
    passord,
)

pytestmark = pytest.mark.django_db
MIDT_I_EN_PERIODE = "2026-11-23T12:00:10Z"


@pytest.fixture
def bruker():
    return med_app(bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory()))


def test_b006_password_and_code_open_the_front_page(bruker) -> None:
    nettleser = klient()

    forste = passord(nettleser, bruker)
    assert (forste.status_code, forste.url) == (302, reverse("mfa_authenticate"))
    assert not er_inne(nettleser)

    andre = engangskode(nettleser, kode())
    assert (andre.status_code, andre.url) == (302, "/")
    assert nettleser.get("/").status_code == 200


def test_b006_password_alone_opens_nothing(bruker) -> None:
    nettleser = klient()
    passord(nettleser, bruker)

    assert nettleser.get("/").url == "/konto/logg-inn/?next=/"


def test_b006_a_user_with_an_app_is_asked_at_each_login(bruker) -> None:
    with time_machine.travel(MIDT_I_EN_PERIODE, tick=False) as tid:
        nettleser = logg_helt_inn(bruker)
        nettleser.post(reverse("account_logout"))
        tid.shift(300)

        svar = passord(nettleser, bruker)

        assert svar.url == reverse("mfa_authenticate")


@pytest.mark.parametrize("feil", ["", "12345", "000000", "abcdef", "1" * 300])
def test_a_wrong_code_is_refused_with_422(bruker, feil) -> None:
    nettleser = klient()
    passord(nettleser, bruker)

    svar = engangskode(nettleser, feil)

    assert svar.status_code == 422
    assert not er_inne(nettleser)


# ---- integrations.md 3.2: the replay hole
@pytest.mark.parametrize("sekunder", [0, 31, 45])
def test_a_used_code_is_refused_as_long_as_it_would_be_accepted(bruker, sekunder) -> None:
    with time_machine.travel(MIDT_I_EN_PERIODE, tick=False) as tid:
        brukt = kode()
        logg_helt_inn(bruker)
        tid.shift(sekunder)
        tyv = klient()
        passord(tyv, bruker)

        svar = engangskode(tyv, brukt)

        assert svar.status_code == 422
        assert "brukt før" in svar.content.decode()
        assert not er_inne(tyv)


def test_the_same_code_unused_is_accepted_in_the_whole_window(bruker) -> None:
    with time_machine.travel(MIDT_I_EN_PERIODE, tick=False) as tid:
        ubrukt = kode()
        tid.shift(45)
        nettleser = klient()
        passord(nettleser, bruker)

        assert engangskode(nettleser, ubrukt).status_code == 302


def test_a_code_too_old_is_refused(bruker) -> None:
    with time_machine.travel(MIDT_I_EN_PERIODE, tick=False) as tid:
        gammel = kode()
        tid.shift(60)
        nettleser = klient()
        passord(nettleser, bruker)

        assert engangskode(nettleser, gammel).status_code == 422


def test_the_next_code_after_a_used_one_is_accepted(bruker) -> None:
    with time_machine.travel(MIDT_I_EN_PERIODE, tick=False) as tid:
        logg_helt_inn(bruker)
        tid.shift(30)

        assert er_inne(logg_helt_inn(bruker))


def test_the_code_that_set_up_the_app_is_used_up() -> None:
    bruker = med_passord(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=KommuneFactory()))
    with time_machine.travel(MIDT_I_EN_PERIODE, tick=False) as tid:
        nettleser = klient()
        passord(nettleser, bruker)
        nettleser.get(reverse("mfa_activate_totp"))
        hemmelig = nettleser.session["mfa.totp.secret"]
        oppsett = kode(hemmelig=hemmelig)
        assert nettleser.post(reverse("mfa_activate_totp"), {"code": oppsett}).status_code == 302
        tid.shift(31)
        tyv = klient()
        passord(tyv, bruker)

        assert engangskode(tyv, oppsett).status_code == 422
        assert engangskode(tyv, kode(hemmelig=hemmelig)).status_code == 302


def test_a_code_confirms_an_act_once(bruker) -> None:
    with time_machine.travel(MIDT_I_EN_PERIODE, tick=False) as tid:
        nettleser = logg_helt_inn(bruker)
        brukt = kode()

        assert nettleser.post(reverse("mfa_reauthenticate"), {"code": brukt}).status_code == 422
        tid.shift(30)
        assert nettleser.post(reverse("mfa_reauthenticate"), {"code": kode()}).status_code == 302


# ---- recovery codes
def test_a_recovery_code_works_once(bruker) -> None:
    en, to, *_ = RecoveryCodes.activate(bruker).generate_codes()
    nettleser = klient()
    passord(nettleser, bruker)
    assert engangskode(nettleser, en).status_code == 302

    neste = klient()
    passord(neste, bruker)

    assert engangskode(neste, en).status_code == 422
    assert engangskode(neste, to).status_code == 302


def test_recovery_codes_alone_are_no_second_factor(bruker) -> None:
    RecoveryCodes.activate(bruker)
    Authenticator.objects.filter(user=bruker, type=Authenticator.Type.TOTP).delete()
    nettleser = klient()

    passord(nettleser, bruker)

    assert nettleser.get("/").url == reverse("mfa_activate_totp")


# ---- first login
def test_first_login_leads_to_setting_up_a_factor_and_asks_the_password_once() -> None:
    bruker = med_passord(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=KommuneFactory()))
    nettleser = klient()
    passord(nettleser, bruker)

    assert nettleser.get("/").url == reverse("mfa_activate_totp")
    side = nettleser.get(reverse("mfa_activate_totp"))
    assert side.status_code == 200
    hemmelig = nettleser.session["mfa.totp.secret"]
    svar = nettleser.post(reverse("mfa_activate_totp"), {"code": kode(hemmelig=hemmelig)})

    assert svar.url == reverse("mfa_view_recovery_codes")
    koder = nettleser.get(svar.url).content.decode()
    assert len(re.findall(r"<code>\d{8}</code>", koder)) == 10
    assert nettleser.get("/").status_code == 200


def test_the_secret_is_encrypted_in_the_database() -> None:
    bruker = med_app(bruker_med())

    lagret = Authenticator.objects.get(user=bruker).data["secret"]

    assert "GEZDGNBV" not in lagret
    assert lagret.startswith("gAAAA")


def test_a_later_change_of_factor_asks_for_the_password_again(bruker) -> None:
    with time_machine.travel(MIDT_I_EN_PERIODE, tick=False) as tid:
        nettleser = logg_helt_inn(bruker)
        assert nettleser.get(reverse("mfa_add_webauthn")).status_code == 200
        tid.shift(16 * 60)

        svar = nettleser.get(reverse("mfa_add_webauthn"))

        assert svar.url.startswith(reverse("account_reauthenticate"))
        assert nettleser.post(svar.url, {"password": "feil-passord-her"}).status_code == 422
        assert nettleser.post(svar.url, {"password": PASSORD}).status_code == 302
        assert nettleser.get(reverse("mfa_add_webauthn")).status_code == 200


# ---- the same answer to everybody (T6)
def _answer(epost: str, passordet: str) -> tuple[int, str]:
    svar = klient().post(reverse("account_login"), {"login": epost, "password": passordet})
    tekst = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", svar.content.decode())
    tekst = re.sub(r'"X-CSRFToken": "[^"]*"', "", tekst)
    return svar.status_code, tekst.replace(epost, "EPOST")


def test_unknown_user_wrong_password_and_unused_invitation_get_the_same_answer(bruker) -> None:
    ikke_brukt = bruker_med()

    svarene = {_answer(e, "feil-passord-her") for e in (bruker.epost, "finnes-ikke@eksempel.example", ikke_brukt.epost)}

    assert len(svarene) == 1
    assert next(iter(svarene))[0] == 422
    assert "E-postadressen eller passordet er feil." in next(iter(svarene))[1]


def test_a_closed_account_gives_nothing_away_before_the_password(bruker) -> None:
    bruker.stengt_tid, bruker.stengt_av = klokke.now(), bruker
    bruker.save()

    assert _answer(bruker.epost, "feil-passord-her") == _answer("finnes-ikke@eksempel.example", "feil-passord-her")


def test_the_password_is_hashed_for_unknown_users_too(bruker, monkeypatch) -> None:
    """The same work, so the time tells nothing."""
    from django.contrib.auth import hashers

    kall = []
    ekte = hashers.MD5PasswordHasher.encode

    def encode(self, password, salt):
        kall.append(password)
        return ekte(self, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", encode)
    antall = []
    for epost in (bruker.epost, "finnes-ikke@eksempel.example", bruker_med().epost):
        kall.clear()
        klient().post(reverse("account_login"), {"login": epost, "password": "feil-passord-her"})
        antall.append(len(kall))

    assert antall == [1, 1, 1]


def test_login_form_empty_too_long_and_wrong_type() -> None:
    for data in (
        {},
        {"login": "ikke en adresse", "password": "x"},
        {"login": "a" * 300 + "@b.example", "password": "x"},
    ):
        assert klient().post(reverse("account_login"), data).status_code == 422


def test_after_five_failures_this_address_waits_and_another_does_not(bruker) -> None:
    """T12: locked on user and address together, never on the user alone."""
    nettleser = klient()
    for _ in range(5):
        passord(nettleser, bruker, "feil-passord-her")

    laast = passord(nettleser, bruker)
    assert "Vent fem minutter" in laast.content.decode()
    fra_en_annen = klient()
    svar = fra_en_annen.post(
        reverse("account_login"), {"login": bruker.epost, "password": PASSORD}, REMOTE_ADDR="192.0.2.7"
    )
    assert svar.url == reverse("mfa_authenticate")


def test_a_colleague_behind_the_same_address_is_not_locked(bruker) -> None:
    kollega = med_app(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=KommuneFactory()))
    for _ in range(6):
        passord(klient(), bruker, "feil-passord-her")

    assert passord(klient(), kollega).url == reverse("mfa_authenticate")


def test_the_session_id_changes_at_login(bruker) -> None:
    nettleser = klient()
    passord(nettleser, bruker)
    for_ = nettleser.session.session_key

    engangskode(nettleser, kode())

    assert nettleser.session.session_key != for_


def test_login_returns_to_the_page_one_came_from_but_never_to_another_host(bruker) -> None:
    with time_machine.travel(MIDT_I_EN_PERIODE, tick=False) as tid:
        for neste, ventet in (("/min-profil/", "/min-profil/"), ("https://ond.example/", "/")):
            nettleser = klient()
            adresse = f"{reverse('account_login')}?next={neste}"
            nettleser.post(adresse, {"login": bruker.epost, "password": PASSORD})
            assert engangskode(nettleser, kode()).url == ventet
            tid.shift(60)


def test_nobody_can_sign_up_or_list_addresses() -> None:
    for navn in ("account_signup", "account_email", "account_set_password", "account_confirm_email"):
        with pytest.raises(NoReverseMatch):
            reverse(navn)


def test_a_passkey_login_counts_as_both_factors(bruker) -> None:
    """The page starts a ceremony that demands user verification; the rest is fido2's own code."""
    svar = klient().get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})

    valg = svar.json()["request_options"]["publicKey"]
    assert valg["userVerification"] == "required"
    assert valg["rpId"] == "testserver"
