"""The pages of ui.md 5.6: list, three question pages, check page with before and after, acts with a reason."""

import uuid

import pytest
import time_machine
from django.urls import reverse

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.services import brukere
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn, med_faktor
from tests.imdinett.forvaltning.innlogging import PASSORD, logg_helt_inn, med_app

pytestmark = pytest.mark.django_db
LES, SKRIV, ADMIN = Rolle.KOMMUNE_BOSETTER_LES, Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_ADMINISTRATOR
HVEM = {"navn": "Siri Eksempel", "epost": "siri@eksempel.example", "telefon": "22 24 00 00"}


@pytest.fixture
def kommune():
    return KommuneFactory(navn="Eksempelvik")


@pytest.fixture
def administrator(kommune):
    return bruker_med(ADMIN, kommune=kommune, navn="Anne Eksempel")


@pytest.fixture
def nettleser(administrator):
    return logg_inn(administrator)


@pytest.fixture
def kollega(kommune):
    return bruker_med(LES, kommune=kommune, navn="Ola Eksempel")


def _navn_i(svar) -> list[str]:
    return [rad.bruker.navn for rad, _url in svar.context["rader"]]


# ---- list
def test_the_list_shows_own_users_and_the_agreement(nettleser, kommune, kollega) -> None:
    bruker_med(LES, kommune=KommuneFactory(), navn="Fremmed Eksempel")

    svar = nettleser.get(reverse("brukere"))

    assert _navn_i(svar) == ["Anne Eksempel", "Ola Eksempel"]
    tekst = svar.content.decode()
    assert "<h1" in tekst
    assert "Brukere i Eksempelvik" in tekst
    assert "signert 5. januar 2026 av Kommunedirektør Eksempel" in tekst
    assert "1 administrator." in tekst


@pytest.mark.parametrize(
    ("sok", "ventet"),
    [
        ({"sok": "ola"}, ["Ola Eksempel"]),
        ({"sok": "finnes ikke"}, []),
        ({"rolle": ADMIN}, ["Anne Eksempel"]),
        ({"status": "stengt"}, ["Stengt Eksempel"]),
        ({"status": "invitert"}, ["Invitert Eksempel"]),
        ({"status": "aktive"}, ["Anne Eksempel", "Invitert Eksempel", "Ola Eksempel"]),
        ({"status": "alle"}, ["Anne Eksempel", "Invitert Eksempel", "Ola Eksempel", "Stengt Eksempel"]),
        ({"rolle": "tull", "status": "tull"}, ["Anne Eksempel", "Invitert Eksempel", "Ola Eksempel"]),
    ],
)
def test_search_by_text_role_and_status(nettleser, administrator, kommune, kollega, sok, ventet) -> None:
    stengt = bruker_med(LES, kommune=kommune, navn="Stengt Eksempel")
    brukere.steng(bruker=administrator, kommune=kommune, gjelder=stengt, grunn="Sluttet")
    felles = {"bruker": administrator, "kommune": kommune, "roller": {LES}}
    brukere.inviter(navn="Invitert Eksempel", epost="invitert@eksempel.example", **felles)

    assert _navn_i(nettleser.get(reverse("brukere"), sok)) == ventet


def test_the_list_takes_the_same_queries_for_one_and_for_many(nettleser, kommune, django_assert_num_queries) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    nettleser.get(reverse("brukere"))
    with CaptureQueriesContext(connection) as en:
        nettleser.get(reverse("brukere"))
    for _ in range(5):
        bruker_med(LES, kommune=kommune)
    with CaptureQueriesContext(connection) as flere:
        nettleser.get(reverse("brukere"))

    assert len(en) == len(flere)
    assert len(en) <= 24


def test_status_in_words(nettleser, administrator, kommune, kollega) -> None:
    felles = {"bruker": administrator, "kommune": kommune, "roller": {LES}}
    brukere.inviter(navn="Invitert Eksempel", epost="invitert@eksempel.example", **felles)

    tekst = nettleser.get(reverse("brukere")).content.decode()

    assert "Invitert, går ut" in tekst
    assert "Aktiv" in tekst


# ---- one user
def test_b003_a_user_of_another_kommune_is_404(nettleser) -> None:
    fremmed = bruker_med(LES, kommune=KommuneFactory())

    for navn in ("bruker", "bruker_roller", "bruker_steng", "bruker_nullstill", "bruker_sensitivt", "bruker_aapne"):
        assert nettleser.get(reverse(navn, args=[fremmed.uuid])).status_code == 404
        assert nettleser.post(reverse(navn, args=[fremmed.uuid]), {"grunn": "prøve"}).status_code in (404, 405)
    assert nettleser.get(reverse("bruker", args=[uuid.uuid4()])).status_code == 404


def test_own_page_says_that_own_roles_are_somebody_elses_business(nettleser, administrator) -> None:
    tekst = nettleser.get(reverse("bruker", args=[administrator.uuid])).content.decode()

    assert "Du kan ikke endre dine egne roller." in tekst
    assert reverse("bruker_roller", args=[administrator.uuid]) not in tekst


def test_b003_administrator_in_one_kommune_is_not_in_the_other(kommune) -> None:
    annen = KommuneFactory(navn="Aaker")
    bruker = bruker_med(ADMIN, kommune=kommune)
    tildeling.gi_kommunerolle(bruker, LES, annen)
    nettleser = logg_inn(bruker)

    nettleser.post(reverse("bytt_enhet"), {"kommune": annen.pk})
    assert nettleser.get(reverse("brukere")).status_code == 403
    nettleser.post(reverse("bytt_enhet"), {"kommune": kommune.pk})
    assert nettleser.get(reverse("brukere")).status_code == 200


# ---- new user in three pages
def _til_se_over(nettleser, roller=(LES,)) -> str:
    nettleser.post(reverse("bruker_ny"), HVEM)
    nettleser.post(reverse("bruker_ny_roller"), {"roller": list(roller)})
    return nettleser.get(reverse("bruker_ny_se_over"))


def test_new_user_in_three_pages(nettleser, kommune) -> None:
    assert nettleser.get(reverse("bruker_ny")).status_code == 200
    assert nettleser.post(reverse("bruker_ny"), HVEM).url == reverse("bruker_ny_roller")
    tekst = nettleser.get(reverse("bruker_ny_roller")).content.decode()
    assert "Kan svare på fordelingslister" in tekst
    assert nettleser.post(reverse("bruker_ny_roller"), {"roller": [LES, SKRIV]}).url == reverse("bruker_ny_se_over")
    se_over = nettleser.get(reverse("bruker_ny_se_over"))
    assert "siri@eksempel.example" in se_over.content.decode()
    assert not Bruker.objects.filter(epost=HVEM["epost"]).exists()

    svar = nettleser.post(reverse("bruker_ny_se_over"), {"engangsnokkel": se_over.context["form"].engangsnokkel})

    ny = Bruker.objects.get(epost=HVEM["epost"])
    assert svar.url == reverse("bruker", args=[ny.uuid])
    assert brukere.roller_i(ny, kommune) == {LES, SKRIV}
    assert "er invitert" in nettleser.get(svar.url).content.decode()


def test_the_last_page_sent_twice_invites_once(nettleser) -> None:
    nokkel = {"engangsnokkel": _til_se_over(nettleser).context["form"].engangsnokkel}

    forste = nettleser.post(reverse("bruker_ny_se_over"), nokkel)
    andre = nettleser.post(reverse("bruker_ny_se_over"), nokkel)

    assert (forste.status_code, forste.url) == (andre.status_code, andre.url)
    assert Bruker.objects.filter(epost=HVEM["epost"]).count() == 1


def test_the_pages_cannot_be_taken_out_of_order(nettleser) -> None:
    assert nettleser.get(reverse("bruker_ny_roller")).url == reverse("bruker_ny")
    assert nettleser.get(reverse("bruker_ny_se_over")).url == reverse("bruker_ny")


@pytest.mark.parametrize(
    ("data", "felt"),
    [
        ({}, ["navn", "epost"]),
        ({**HVEM, "navn": "x" * 101}, ["navn"]),
        ({**HVEM, "epost": "ikke en adresse"}, ["epost"]),
        ({**HVEM, "epost": "a" * 250 + "@b.example"}, ["epost"]),
        ({**HVEM, "telefon": "ring meg"}, ["telefon"]),
    ],
)
def test_who_empty_too_long_wrong_type(nettleser, data, felt) -> None:
    svar = nettleser.post(reverse("bruker_ny"), data)

    assert svar.status_code == 422
    assert list(svar.context["form"].errors) == felt


@pytest.mark.parametrize("roller", [[], ["tull"], [Rolle.IMDI_ADMINISTRATOR], [Rolle.FYLKE_LES], [LES, "se_sensitivt"]])
def test_b003_roles_empty_unknown_or_imdis_are_refused_at_the_field(nettleser, roller) -> None:
    nettleser.post(reverse("bruker_ny"), HVEM)

    svar = nettleser.post(reverse("bruker_ny_roller"), {"roller": roller})

    assert svar.status_code == 422
    assert list(svar.context["form"].errors) == ["roller"]


def test_a_colleague_invited_again_is_told_on_the_check_page(nettleser, kollega) -> None:
    nettleser.post(reverse("bruker_ny"), {**HVEM, "epost": kollega.epost})
    nettleser.post(reverse("bruker_ny_roller"), {"roller": [LES]})
    nokkel = nettleser.get(reverse("bruker_ny_se_over")).context["form"].engangsnokkel

    svar = nettleser.post(reverse("bruker_ny_se_over"), {"engangsnokkel": nokkel})

    assert svar.status_code == 422
    assert "alt bruker i kommunen" in svar.content.decode()


def test_switched_kommune_in_between_invites_nobody(kommune) -> None:
    annen = KommuneFactory(navn="Aaker")
    bruker = bruker_med(ADMIN, kommune=kommune)
    tildeling.gi_kommunerolle(bruker, ADMIN, annen)
    nettleser = logg_inn(bruker)
    nettleser.post(reverse("bytt_enhet"), {"kommune": kommune.pk})
    nokkel = _til_se_over(nettleser).context["form"].engangsnokkel
    nettleser.post(reverse("bytt_enhet"), {"kommune": annen.pk})

    svar = nettleser.post(reverse("bruker_ny_se_over"), {"engangsnokkel": nokkel})

    assert svar.status_code == 409
    assert not Bruker.objects.filter(epost=HVEM["epost"]).exists()


# ---- roles
def test_roles_go_by_a_check_page_with_before_and_after(nettleser, kommune, kollega) -> None:
    valgt = nettleser.post(reverse("bruker_roller", args=[kollega.uuid]), {"roller": [SKRIV]})
    assert valgt.url == reverse("bruker_roller_se_over", args=[kollega.uuid])
    side = nettleser.get(valgt.url)
    assert (side.context["endring"].fra, side.context["endring"].til) == ("Bosetter les", "Bosetter skriv")
    assert brukere.roller_i(kollega, kommune) == {LES}

    nokkel = side.context["form"].engangsnokkel
    svar = nettleser.post(valgt.url, {"grunn": "Ny stilling", "engangsnokkel": nokkel})

    assert svar.url == reverse("bruker", args=[kollega.uuid])
    assert brukere.roller_i(kollega, kommune) == {SKRIV}
    assert (
        "Rollene til Ola Eksempel ble endret fra Bosetter les til Bosetter skriv"
        in nettleser.get(svar.url).content.decode()
    )


@pytest.mark.parametrize("grunn", ["", "kort", "x" * 201])
def test_a_change_needs_a_reason(nettleser, kommune, kollega, grunn) -> None:
    adresse = nettleser.post(reverse("bruker_roller", args=[kollega.uuid]), {"roller": [SKRIV]}).url

    svar = nettleser.post(adresse, {"grunn": grunn})

    assert svar.status_code == 422
    assert list(svar.context["form"].errors) == ["grunn"]
    assert brukere.roller_i(kollega, kommune) == {LES}


def test_roles_changed_by_a_colleague_meanwhile_is_409(nettleser, administrator, kommune, kollega) -> None:
    adresse = nettleser.post(reverse("bruker_roller", args=[kollega.uuid]), {"roller": [SKRIV]}).url
    brukere.endre_roller(
        bruker=administrator, kommune=kommune, gjelder=kollega, fra={LES}, til={Rolle.KOMMUNE_TILSKUDD}, grunn="Annet"
    )

    svar = nettleser.post(adresse, {"grunn": "Ny stilling"})

    assert svar.status_code == 409
    assert brukere.roller_i(kollega, kommune) == {Rolle.KOMMUNE_TILSKUDD}


def test_b003_own_roles_are_403(nettleser, administrator) -> None:
    adresse = nettleser.post(reverse("bruker_roller", args=[administrator.uuid]), {"roller": [ADMIN, SKRIV]}).url

    assert nettleser.post(adresse, {"grunn": "Jeg vil"}).status_code == 403


def test_the_check_page_without_a_choice_goes_back(nettleser, kollega) -> None:
    svar = nettleser.get(reverse("bruker_roller_se_over", args=[kollega.uuid]))

    assert svar.url == reverse("bruker_roller", args=[kollega.uuid])


# ---- acts with a reason
def test_close_and_open_by_the_pages(nettleser, kollega) -> None:
    assert nettleser.get(reverse("bruker_steng", args=[kollega.uuid])).status_code == 200
    nettleser.post(reverse("bruker_steng", args=[kollega.uuid]), {"grunn": "Sluttet i kommunen"})
    kollega.refresh_from_db()
    assert kollega.er_stengt

    nettleser.post(reverse("bruker_aapne", args=[kollega.uuid]), {"grunn": "Tilbake igjen"})
    kollega.refresh_from_db()
    assert not kollega.er_stengt


@pytest.mark.parametrize("navn", ["bruker_steng", "bruker_nullstill", "bruker_sensitivt"])
@pytest.mark.parametrize("grunn", ["", "kort", "x" * 201])
def test_each_act_needs_a_reason(nettleser, kollega, navn, grunn) -> None:
    svar = nettleser.post(reverse(navn, args=[kollega.uuid]), {"grunn": grunn})

    assert svar.status_code == 422
    assert list(svar.context["form"].errors) == ["grunn"]


def test_an_act_sent_twice_happens_once(nettleser, kollega) -> None:
    adresse = reverse("bruker_sensitivt", args=[kollega.uuid])
    nokkel = nettleser.get(adresse).context["form"].engangsnokkel
    data = {"grunn": "Helsesaker", "engangsnokkel": nokkel}

    svarene = [nettleser.post(adresse, data).url for _ in range(2)]

    assert len(set(svarene)) == 1
    assert queries_sensitivt(kollega)


def queries_sensitivt(kollega) -> bool:
    return brukere.har_sensitivt(kollega, kollega.kommunetilgang_set.first().content_object)


def test_lost_phone_by_the_page(nettleser, kollega) -> None:
    med_faktor(kollega)

    nettleser.post(reverse("bruker_nullstill", args=[kollega.uuid]), {"grunn": "Mistet telefonen"})

    assert not kollega.authenticator_set.exists()


def test_the_invitation_is_sent_again_by_the_page(nettleser, administrator, kommune) -> None:
    ny = brukere.inviter(bruker=administrator, kommune=kommune, navn="Ny", epost="ny@e.example", roller={LES}).bruker

    nettleser.post(reverse("bruker_inviter_igjen", args=[ny.uuid]))

    assert ny.invitasjoner.count() == 2


def test_a_user_whose_roles_here_are_taken_leads_back_to_the_list(nettleser, kommune, kollega) -> None:
    tildeling.gi_kommunerolle(kollega, LES, KommuneFactory())

    svar = nettleser.post(reverse("bruker_steng", args=[kollega.uuid]), {"grunn": "Sluttet her"})

    assert svar.url == reverse("brukere")


# ---- security.md 6.A: new login or factor before somebody's access is changed
@pytest.mark.parametrize("navn", ["bruker_steng", "bruker_sensitivt", "bruker_nullstill"])
def test_an_old_login_is_confirmed_first(administrator, kollega, navn) -> None:
    med_app(administrator)
    with time_machine.travel("2026-11-23T12:00:10Z", tick=False) as tid:
        nettleser = logg_helt_inn(administrator)
        adresse = reverse(navn, args=[kollega.uuid])
        assert nettleser.get(adresse).status_code == 200
        tid.shift(16 * 60)

        svar = nettleser.get(adresse)

        assert svar.url == f"{reverse('account_reauthenticate')}?next={adresse.replace('/', '%2F')}"
        assert nettleser.post(svar.url, {"password": PASSORD}).url == adresse
        assert nettleser.get(adresse).status_code == 200


def test_who_was_asked_has_time_to_write_the_reason(administrator, kollega) -> None:
    med_app(administrator)
    with time_machine.travel("2026-11-23T12:00:10Z", tick=False) as tid:
        nettleser = logg_helt_inn(administrator)
        tid.shift(29 * 60)
        adresse = reverse("bruker_steng", args=[kollega.uuid])
        assert nettleser.post(adresse, {"grunn": "Sluttet"}).url == reverse("bruker", args=[kollega.uuid])
        tid.shift(2 * 60)

        svar = nettleser.post(reverse("bruker_aapne", args=[kollega.uuid]), {"grunn": "Tilbake"})

        assert svar.url.startswith(reverse("account_reauthenticate"))


# ---- IMDi's way in
def test_imdi_is_sent_to_the_list_of_kommuner() -> None:
    svar = logg_inn(bruker_med(Rolle.IMDI_ADMINISTRATOR)).get(reverse("brukere"))

    assert svar.url == reverse("admin:imdinett_kommune_changelist")
