"""Invitations: seven days, once, only the hash is kept; a resend cancels the old one."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.models import Invitasjon
from imdinett.forvaltning.services import brukere, invitasjoner
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne.feil import Domenefeil, IkkeTilgang
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med
from tests.imdinett.forvaltning.innlogging import klient, passord

pytestmark = pytest.mark.django_db
NYTT = {"passord1": "en-lang-ny-setning", "passord2": "en-lang-ny-setning"}


@pytest.fixture
def kommune():
    return KommuneFactory()


@pytest.fixture
def administrator(kommune):
    return bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune)


@pytest.fixture
def invitert(administrator, kommune):
    return brukere.inviter(
        bruker=administrator,
        kommune=kommune,
        navn="Siri Eksempel",
        epost="Siri@Eksempel.example",
        roller={Rolle.KOMMUNE_BOSETTER_LES},
    )


def _adresse(nokkel: str) -> str:
    return reverse("invitasjon", args=[nokkel])


def test_the_database_holds_the_hash_only(invitert) -> None:
    rad = Invitasjon.objects.get()

    assert rad.nokkel_sha256 != invitert.nokkel
    assert len(rad.nokkel_sha256) == 64
    assert rad.utloper_tid - rad.sendt_tid == timedelta(days=7)


def test_the_email_holds_the_link_and_is_emptied_when_sent(invitert, kommune) -> None:
    epost = Forsendelse.objects.get(slag="invitasjon")

    assert epost.mottaker == {"epost": "siri@eksempel.example"}
    assert epost.innhold["emne"] == "Du er invitert til IMDinett"
    assert f"http://localhost/invitasjon/{invitert.nokkel}/" in epost.innhold["tekst"]
    assert str(kommune) in epost.innhold["tekst"]
    assert epost.innhold["hemmelig"] is True


def test_the_link_lets_choose_a_password_once(invitert) -> None:
    nettleser = klient()
    assert nettleser.get(_adresse(invitert.nokkel)).status_code == 200

    svar = nettleser.post(_adresse(invitert.nokkel), NYTT)

    assert svar.url == reverse("account_login")
    bruker = Bruker.objects.get(epost="siri@eksempel.example")
    assert bruker.check_password("en-lang-ny-setning")
    assert list(Hendelse.objects.order_by("pk").values_list("type", flat=True)) == [
        "bruker_invitert",
        "invitasjon_brukt",
    ]
    assert klient().get(_adresse(invitert.nokkel)).status_code == 410
    assert klient().post(_adresse(invitert.nokkel), NYTT).status_code == 410
    assert passord(nettleser, bruker, "en-lang-ny-setning").url == "/"
    assert nettleser.get("/").url == reverse("mfa_activate_totp")


def test_two_at_once_one_wins(invitert) -> None:
    rad = Invitasjon.objects.get()

    assert [invitasjoner._bruk(rad), invitasjoner._bruk(rad)] == [True, False]


def test_after_seven_days_it_is_gone(invitert) -> None:
    naa = Invitasjon.objects.get().sendt_tid
    with time_machine.travel(naa + timedelta(days=6, hours=23), tick=False):
        assert klient().get(_adresse(invitert.nokkel)).status_code == 200
    with time_machine.travel(naa + timedelta(days=7, seconds=1), tick=False):
        assert klient().get(_adresse(invitert.nokkel)).status_code == 410


def test_a_resend_cancels_the_old_link(invitert, administrator, kommune) -> None:
    ny = invitasjoner.send_paa_nytt(bruker=administrator, kommune=kommune, gjelder=invitert.bruker)

    assert klient().get(_adresse(invitert.nokkel)).status_code == 410
    assert klient().get(_adresse(ny.nokkel)).status_code == 200
    assert Invitasjon.objects.apne().count() == 1
    assert Forsendelse.objects.filter(slag="invitasjon").count() == 2


def test_a_used_invitation_is_not_sent_again(invitert, administrator, kommune) -> None:
    invitasjoner.godta(nokkel=invitert.nokkel, passord="en-lang-ny-setning")

    with pytest.raises(Domenefeil, match="alt tatt"):
        invitasjoner.send_paa_nytt(bruker=administrator, kommune=kommune, gjelder=invitert.bruker)


def test_b003_only_the_administrator_sends_again(invitert, kommune) -> None:
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)

    with pytest.raises(IkkeTilgang):
        invitasjoner.send_paa_nytt(bruker=skriv, kommune=kommune, gjelder=invitert.bruker)


def test_closing_the_account_cancels_the_link(invitert, administrator, kommune) -> None:
    brukere.steng(bruker=administrator, kommune=kommune, gjelder=invitert.bruker, grunn="Feil adresse")

    assert klient().get(_adresse(invitert.nokkel)).status_code == 410


@pytest.mark.parametrize(
    ("data", "felt"),
    [
        ({}, "passord1"),
        ({"passord1": "kort", "passord2": "kort"}, "passord1"),
        ({"passord1": "qwerty123456", "passord2": "qwerty123456"}, "passord1"),
        ({"passord1": "siri@eksempel.example", "passord2": "siri@eksempel.example"}, "passord1"),
        ({"passord1": "en-lang-ny-setning", "passord2": "noe-annet-lenger"}, "passord2"),
        ({"passord1": "x" * 201, "passord2": "x" * 201}, "passord1"),
    ],
)
def test_the_form_says_what_is_wrong(invitert, data, felt) -> None:
    svar = klient().post(_adresse(invitert.nokkel), data)

    assert svar.status_code == 422
    assert felt in svar.context["form"].errors


@pytest.mark.parametrize("nokkel", ["x", "../../", "a" * 500])
def test_a_made_up_link_is_gone_too(nokkel) -> None:
    assert klient().get(f"/invitasjon/{nokkel}/").status_code in (404, 410)
