"""Own account: settings, e-mail with confirmation to both addresses, which kommune to act for."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.services import konto
from imdinett.hendelse.models import Hendelse
from imdinett.kjerne import klokke
from imdinett.kjerne.feil import Domenefeil
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn
from tests.imdinett.forvaltning.innlogging import er_inne, klient, logg_helt_inn, med_app, passord

pytestmark = pytest.mark.django_db
PROFIL = {"telefon": "22 24 00 00", "sprak": "nn", "farger": "dark"}


@pytest.fixture
def bruker():
    return bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=KommuneFactory(), epost="gammel@eksempel.example")


def _lenke() -> str:
    tekst = Forsendelse.objects.get(slag="bekreft_epost").innhold["tekst"]
    funnet = re.search(r"http://localhost(/min-profil/e-post/\S+)", tekst)
    assert funnet
    return funnet.group(1)


# ---- settings
def test_settings_are_saved_and_shown_at_once(bruker) -> None:
    nettleser = logg_inn(bruker)

    svar = nettleser.post(reverse("min_profil"), PROFIL, follow=True)

    bruker.refresh_from_db()
    assert (bruker.telefon, bruker.sprak, bruker.farger) == ("22 24 00 00", "nn", "dark")
    assert 'lang="nn"' in svar.content.decode()
    assert 'data-color-scheme="dark"' in svar.content.decode()
    assert Hendelse.objects.get().data == {"felt": ["farger", "sprak", "telefon"]}


def test_nothing_changed_is_no_event(bruker) -> None:
    logg_inn(bruker).post(reverse("min_profil"), {"telefon": "", "sprak": "", "farger": "auto"})

    assert not Hendelse.objects.exists()


@pytest.mark.parametrize(
    ("endring", "felt"),
    [
        ({"farger": "rosa"}, ["farger"]),
        ({"sprak": "se"}, ["sprak"]),
        ({"telefon": "1" * 21}, ["telefon"]),
        ({"telefon": "ring"}, ["telefon"]),
    ],
)
def test_settings_empty_too_long_wrong_type(bruker, endring, felt) -> None:
    svar = logg_inn(bruker).post(reverse("min_profil"), PROFIL | endring)

    assert (svar.status_code, list(svar.context["form"].errors)) == (422, felt)


def test_no_choice_of_colours_is_the_devices(bruker) -> None:
    logg_inn(bruker).post(reverse("min_profil"), PROFIL | {"farger": ""})

    bruker.refresh_from_db()
    assert bruker.farger == "auto"


def test_own_roles_are_shown(bruker) -> None:
    assert "Bosetter les" in logg_inn(bruker).get(reverse("min_profil")).content.decode()


# ---- e-mail
def test_a_new_address_is_confirmed_by_the_new_and_told_to_the_old(bruker) -> None:
    nettleser = logg_helt_inn(med_app(bruker))
    nettleser.post(reverse("endre_epost"), {"epost": "Ny@Eksempel.example"})
    bruker.refresh_from_db()
    assert bruker.epost == "gammel@eksempel.example"
    assert {(f.slag, f.mottaker["epost"]) for f in Forsendelse.objects.all()} == {
        ("bekreft_epost", "ny@eksempel.example"),
        ("epost_skal_endres", "gammel@eksempel.example"),
    }
    lenke = _lenke()
    assert "ny@eksempel.example" in nettleser.get(lenke).content.decode()
    bruker.refresh_from_db()
    assert bruker.epost == "gammel@eksempel.example"

    nettleser.post(lenke)

    bruker.refresh_from_db()
    assert bruker.epost == "ny@eksempel.example"
    endret = Forsendelse.objects.filter(slag="epost_endret")
    assert {f.mottaker["epost"] for f in endret} == {"gammel@eksempel.example", "ny@eksempel.example"}
    assert er_inne(nettleser)
    assert passord(klient(), bruker).url == reverse("mfa_authenticate")


def test_s06_the_other_sessions_end_with_the_change(bruker) -> None:
    with time_machine.travel("2026-11-23T12:00:10Z", tick=False) as tid:
        nettleser = logg_helt_inn(med_app(bruker))
        tid.shift(60)
        glemt = logg_helt_inn(bruker)
        nettleser.post(reverse("endre_epost"), {"epost": "ny@eksempel.example"})
        nettleser.post(_lenke())

        assert (er_inne(nettleser), er_inne(glemt)) == (True, False)


def test_the_link_works_once_for_a_day_and_for_its_owner(bruker) -> None:
    konto.be_om_ny_epost(bruker=bruker, epost="ny@eksempel.example")
    lenke = _lenke()

    assert "virker ikke" in logg_inn(bruker_med()).get(lenke).content.decode()
    with time_machine.travel(klokke.now() + timedelta(hours=25)):
        assert logg_inn(bruker).post(lenke).status_code == 422
    nettleser = logg_inn(bruker)
    assert nettleser.post(lenke).status_code == 302
    assert nettleser.post(lenke).status_code == 422


def test_an_address_in_use_gets_the_same_answer_and_no_email(bruker) -> None:
    """T6: the form does not tell who has an account."""
    opptatt = bruker_med(epost="opptatt@eksempel.example")
    nettleser = logg_inn(bruker)

    svar = nettleser.post(reverse("endre_epost"), {"epost": opptatt.epost})

    assert svar.url == reverse("min_profil")
    assert [f.slag for f in Forsendelse.objects.all()] == ["epost_skal_endres"]


def test_taken_in_the_meantime(bruker) -> None:
    konto.be_om_ny_epost(bruker=bruker, epost="ny@eksempel.example")
    lenke = _lenke()
    bruker_med(epost="ny@eksempel.example")

    assert logg_inn(bruker).post(lenke).status_code == 422


@pytest.mark.parametrize("epost", ["", "tull", "a" * 250 + "@b.example", "gammel@eksempel.example"])
def test_new_address_empty_too_long_wrong_type_or_the_same(bruker, epost) -> None:
    svar = logg_inn(bruker).post(reverse("endre_epost"), {"epost": epost})

    assert (svar.status_code, list(svar.context["form"].errors)) == (422, ["epost"])


def test_a_made_up_link_changes_nothing(bruker) -> None:
    with pytest.raises(Domenefeil):
        konto.bekreft_ny_epost(bruker=bruker, merke="tull", okt="")


# ---- kommune
def test_switching_kommune_is_shown_and_lasts(bruker) -> None:
    annen = KommuneFactory(navn="Ås")
    tildeling.gi_kommunerolle(bruker, Rolle.KOMMUNE_BOSETTER_SKRIV, annen)
    nettleser = logg_inn(bruker)
    assert reverse("bytt_enhet") in nettleser.get("/").content.decode()

    svar = nettleser.post(reverse("bytt_enhet"), {"kommune": annen.pk}, follow=True)

    assert "Oppgaver i Ås" in svar.content.decode()
    assert "Oppgaver i Ås" in nettleser.get("/").content.decode()


def test_nobody_switches_to_a_kommune_without_a_role(bruker) -> None:
    svar = logg_inn(bruker).post(reverse("bytt_enhet"), {"kommune": KommuneFactory().pk})

    assert (svar.status_code, list(svar.context["form"].errors)) == (422, ["kommune"])


def test_with_one_kommune_there_is_no_switch(bruker) -> None:
    assert reverse("bytt_enhet") not in logg_inn(bruker).get("/").content.decode()


def test_imdi_has_nothing_to_switch() -> None:
    assert logg_inn(bruker_med(Rolle.IMDI_SUPPORT)).get(reverse("bytt_enhet")).status_code == 404


def test_the_form_is_of_norwegian_users(bruker) -> None:
    assert Bruker._meta.get_field("sprak").choices == [("nb", "bokmål"), ("nn", "nynorsk")]
