"""The gates of security.md §4, one by one, each deny with its allow."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from imdinett.kjerne import klokke
from imdinett.tilgang import tildeling
from imdinett.tilgang.models import Enhetsmedlem
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import EnhetFactory, KommuneFactory
from tests.hjelp import bruker_med, logg_inn, med_faktor

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _uten_faktor(bruker) -> Client:
    nettleser = Client(headers={"accept-language": "nb"})
    nettleser.force_login(bruker, backend=BACKEND)
    return nettleser


def test_gate_1_without_login_every_page_leads_to_the_login_page() -> None:
    svar = Client().get("/hendelser/?slag=brukere")

    assert (svar.status_code, svar.url) == (302, "/konto/logg-inn/?next=/hendelser/%3Fslag%3Dbrukere")


def test_gate_1_a_fragment_tells_htmx_to_go_to_the_login_page() -> None:
    svar = Client().get("/", headers={"hx-request": "true"})

    assert (svar.status_code, svar.headers["HX-Redirect"]) == (401, "/konto/logg-inn/?next=/")


@pytest.mark.parametrize("sti", ["/", "/hendelser/", "/min-profil/", "/brukere/", "/imdi/", "/konto/okter/"])
def test_b006_without_second_factor_there_is_only_the_set_up(sti) -> None:
    kommune = KommuneFactory()
    bruker = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)

    assert _uten_faktor(bruker).get(sti).url == "/konto/faktorer/app/"


def test_b006_with_a_passkey_alone_the_gate_is_open() -> None:
    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=KommuneFactory())
    Authenticator.objects.create(user=bruker, type=Authenticator.Type.WEBAUTHN, data={"name": "x", "credential": {}})

    assert _uten_faktor(bruker).get("/").status_code == 200


def test_gate_2_a_closed_account_sees_one_page_and_can_log_out() -> None:
    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())
    nettleser = logg_inn(bruker)
    assert nettleser.get("/").status_code == 200
    bruker.stengt_tid, bruker.stengt_av = klokke.now(), bruker
    bruker.save()

    for sti in ("/", "/hendelser/", "/min-profil/", "/konto/faktorer/"):
        svar = nettleser.get(sti)
        assert (svar.status_code, "Kontoen din er stengt" in svar.content.decode()) == (403, True), sti
    assert nettleser.post("/konto/logg-ut/").status_code == 302


def test_b005_without_agreement_one_page_says_what_is_missing() -> None:
    bruker = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=KommuneFactory(avtale=False))
    nettleser = logg_inn(bruker)

    for sti in ("/", "/brukere/", "/hendelser/"):
        svar = nettleser.get(sti)
        assert (svar.status_code, "mangler databehandleravtale" in svar.content.decode()) == (403, True), sti


def test_b005_with_agreement_the_same_user_is_in() -> None:
    bruker = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=KommuneFactory())

    assert logg_inn(bruker).get("/brukere/").status_code == 200


def test_b007_without_a_role_one_page_says_so() -> None:
    svar = logg_inn(bruker_med()).get("/")

    assert (svar.status_code, "ingen rolle" in svar.content.decode()) == (403, True)


def test_without_a_role_own_profile_is_still_there() -> None:
    assert logg_inn(bruker_med()).get("/min-profil/").status_code == 200


def test_a_member_of_a_mottak_gets_the_front_page_with_the_unit_in_the_header() -> None:
    bruker = bruker_med()
    Enhetsmedlem.objects.create(bruker=bruker, enhet=EnhetFactory(navn="Eksempel mottak"), rolle=Rolle.MOTTAK_SKRIV)

    svar = logg_inn(bruker).get("/")

    assert svar.status_code == 200
    assert '<strong class="im-enhet__navn">Eksempel mottak</strong>' in svar.content.decode()
    assert "Oppgaver i Eksempel mottak" in svar.content.decode()


def test_gate_4_without_the_right_403_names_the_roles_that_give_it() -> None:
    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=KommuneFactory())

    svar = logg_inn(les).get("/brukere/")

    assert svar.status_code == 403
    assert "Administrator (Kommuneadministrativ bruker)" in svar.content.decode()


def test_b007_the_menu_shows_what_the_roles_give() -> None:
    kommune = KommuneFactory()
    les = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune)).get("/").content.decode()
    administrator = logg_inn(bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune)).get("/").content.decode()

    assert ('href="/brukere/"' in les, 'href="/brukere/"' in administrator) == (False, True)
    assert ('href="/innsynslogg/"' in les, 'href="/innsynslogg/"' in administrator) == (False, True)
    assert ('href="/hendelser/"' in les, 'href="/hendelser/"' in administrator) == (True, True)


@pytest.mark.parametrize("rolle", [Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_ADMINISTRATOR, Rolle.FYLKE_LES])
def test_imdis_site_is_closed_to_everybody_else(rolle) -> None:
    bruker = bruker_med(rolle, kommune=KommuneFactory())

    assert logg_inn(bruker).get("/imdi/").status_code == 403


def test_imdis_site_is_open_to_imdi() -> None:
    assert logg_inn(bruker_med(Rolle.IMDI_SUPPORT)).get("/imdi/").status_code == 200


def test_s06_a_role_taken_away_closes_the_next_page_of_an_open_session() -> None:
    kommune = KommuneFactory()
    bruker = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune)
    nettleser = logg_inn(bruker)
    assert nettleser.get("/brukere/").status_code == 200

    tildeling.ta_kommunerolle(bruker, Rolle.KOMMUNE_ADMINISTRATOR, kommune)

    assert nettleser.get("/brukere/").status_code == 403


def test_s06_an_agreement_revoked_closes_the_next_page_of_an_open_session() -> None:
    kommune = KommuneFactory()
    bruker = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    nettleser = logg_inn(bruker)
    assert nettleser.get("/hendelser/").status_code == 200

    kommune.avtaler.update(opphevet_tid=klokke.now(), opphevet_av=bruker)

    assert nettleser.get("/hendelser/").status_code == 403


def test_pages_of_a_logged_in_user_are_not_stored() -> None:
    svar = logg_inn(bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=KommuneFactory())).get("/")

    assert svar.headers["Cache-Control"] == "no-store, private"


def test_the_second_factor_helper_gives_one_factor() -> None:
    bruker = med_faktor(bruker_med())

    assert Authenticator.objects.filter(user=bruker).count() == 1
