"""The administrator's pages on the keys, and IMDi's."""

from datetime import timedelta

import pytest
from django.urls import reverse

from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from imdinett.tilgangsnokkel.models import Tilgangsnokkel
from imdinett.tilgangsnokkel.services import finn_nokkel, tilbakekall_nokkel
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn
from tests.imdinett.tilgangsnokkel.hjelp import ny_nokkel

pytestmark = pytest.mark.django_db
LISTE, NY = "/tilgangsnokler/", "/tilgangsnokler/ny/"


@pytest.fixture
def kommune():
    return KommuneFactory(navn="Lund")


@pytest.fixture
def admin(kommune):
    return bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune)


def _skjema(**felt) -> dict:
    om_litt = f"{klokke.today() + timedelta(days=90):%d.%m.%Y}"
    return {"navn": "Velferd", "omfang": ["saker"], "siste_dag": om_litt, **felt}


def test_the_secret_is_shown_once(admin) -> None:
    nettleser = logg_inn(admin)
    skjema = _skjema(engangsnokkel="11111111-1111-4111-8111-111111111111")

    side = nettleser.post(NY, skjema)
    hemmelighet = side.context["hemmelighet"]
    igjen = nettleser.post(NY, skjema)

    assert finn_nokkel(hemmelighet).navn == "Velferd"
    assert hemmelighet in side.content.decode()
    assert side.headers["Cache-Control"] == "no-store, private"
    assert (igjen.status_code, igjen.url, Tilgangsnokkel.objects.count()) == (302, NY, 1)
    assert hemmelighet not in nettleser.get(LISTE).content.decode()


@pytest.mark.parametrize(
    ("felt", "melding"),
    [
        ({"navn": ""}, "må fylles ut"),
        ({"omfang": []}, "Hva systemet skal kunne lese: velg minst ett."),
        ({"omfang": ["alt"]}, "velg ett av alternativene"),
        ({"siste_dag": ""}, "Siste dag nøkkelen virker må fylles ut."),
        ({"siste_dag": "01.01.2020"}, "Siste dag må være etter i dag."),
        ({"siste_dag": "01.01.2099"}, "Siste dag kan ikke være senere enn"),
    ],
)
def test_a_fault_is_told_at_the_field_and_what_was_typed_is_kept(admin, felt, melding) -> None:
    svar = logg_inn(admin).post(NY, _skjema(**felt))

    assert svar.status_code == 422
    assert melding in svar.content.decode()
    assert "navn" in felt or 'value="Velferd"' in svar.content.decode()
    assert not Tilgangsnokkel.objects.exists()


@pytest.mark.parametrize("sti", [NY, LISTE + "tilbake"])
def test_the_act_asks_for_a_new_login_when_the_last_is_old(admin, kommune, sti) -> None:
    """ASVS 7.5.1."""
    nokkel = ny_nokkel(kommune, av=admin).nokkel
    nettleser = logg_inn(admin)
    okt = nettleser.session
    okt["account_authentication_methods"] = [{"method": "mfa", "at": klokke.now().timestamp() - 3600}]
    okt.save()

    svar = nettleser.post(sti if sti == NY else reverse("tilgangsnokkel_tilbakekall", args=[nokkel.uuid]))

    assert svar.url.startswith(reverse("account_reauthenticate"))


def test_the_list_says_what_each_key_is_worth(admin, kommune) -> None:
    sluttet = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune)
    ny_nokkel(kommune, av=admin, dager=90, navn="Lenge igjen")
    ny_nokkel(kommune, av=admin, dager=10, navn="Kort igjen")
    ny_nokkel(kommune, av=sluttet, navn="Etter en som sluttet")
    sluttet.stengt_tid, sluttet.stengt_av = klokke.now(), admin
    sluttet.save()
    utlopt = ny_nokkel(kommune, av=admin, navn="Gammel").nokkel
    naa = klokke.now()
    Tilgangsnokkel.objects.filter(pk=utlopt.pk).update(opprettet_tid=naa - timedelta(days=9), utloper_tid=naa)
    tilbakekall_nokkel(bruker=admin, nokkel_id=ny_nokkel(kommune, av=admin, navn="På avveie").nokkel.pk)
    ny_nokkel(KommuneFactory(), navn="En annens")

    rader = logg_inn(admin).get(LISTE).context["rader"]

    assert {rad.nokkel.navn: rad.merke.tekst for rad in rader} == {
        "Lenge igjen": "Virker",
        "Kort igjen": "Går snart ut",
        "Etter en som sluttet": "Stanset",
        "Gammel": "Utløpt",
        "På avveie": "Kalt tilbake",
    }


def test_the_list_is_empty_until_there_is_a_key(admin) -> None:
    side = logg_inn(admin).get(LISTE).content.decode()

    assert "Kommunen har ingen tilgangsnøkler. Lag en når et system skal lese fra IMDinett." in side


def test_a_colleague_revokes_and_a_stranger_finds_nothing(admin, kommune) -> None:
    ny = ny_nokkel(kommune, av=admin)
    sti = reverse("tilgangsnokkel_tilbakekall", args=[ny.nokkel.uuid])
    fremmed = logg_inn(bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=KommuneFactory()))
    kollega = logg_inn(bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune))

    assert (fremmed.get(sti).status_code, fremmed.post(sti).status_code) == (404, 404)
    assert "Velferd" in kollega.get(sti).content.decode()
    svar = kollega.post(sti, follow=True)

    assert "Tilgangsnøkkelen «Velferd» er kalt tilbake." in svar.content.decode()
    assert finn_nokkel(ny.hemmelighet) is None


def test_imdi_sees_and_revokes_every_kommunes_keys_and_makes_none(kommune) -> None:
    ny = ny_nokkel(kommune)
    imdi = logg_inn(bruker_med(Rolle.IMDI_ADMINISTRATOR))

    assert imdi.get(LISTE).url == imdi.get(NY).url == reverse("imdi_tilgangsnokler")
    liste = imdi.get(reverse("imdi_tilgangsnokler")).content.decode()
    svar = imdi.post(reverse("imdi_tilgangsnokkel_tilbakekall", args=[ny.nokkel.uuid]), follow=True)

    assert "Lund" in liste
    assert "Velferd" in liste
    assert svar.status_code == 200
    assert finn_nokkel(ny.hemmelighet) is None


@pytest.mark.parametrize("antall", [1, 3])
def test_the_lists_cost_the_same_whatever_their_length(admin, kommune, antall, django_assert_max_num_queries) -> None:
    for _ in range(antall):
        ny_nokkel(kommune, av=admin)
    nettleser = logg_inn(admin)
    nettleser.get(LISTE)

    with django_assert_max_num_queries(20):
        assert nettleser.get(LISTE).status_code == 200
