"""S-01, S-06: what opens the API, what closes it again, and what a key never opens."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from imdinett.forvaltning.services import avtaler, brukere
from imdinett.kjerne import klokke
from imdinett.tilgang import tildeling
from imdinett.tilgang.roller import Rolle
from imdinett.tilgangsnokkel.models import Tilgangsnokkel
from imdinett.tilgangsnokkel.services import tilbakekall_nokkel
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn
from tests.imdinett.tilgangsnokkel.hjelp import PROBLEM, ny_nokkel, system, uten_referanse
from tests.regnskap import meld

pytestmark = pytest.mark.django_db
SKJEMA = "/api/v1/skjema/"


@pytest.fixture
def kommune():
    return KommuneFactory(navn="Lund")


@pytest.fixture
def admin(kommune):
    return bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=kommune)


# ---- what closes it
def _utlop(nokkel, admin) -> None:
    for_lenge_siden = klokke.now() - timedelta(days=2)
    Tilgangsnokkel.objects.update(opprettet_tid=for_lenge_siden, utloper_tid=klokke.now() - timedelta(seconds=1))


def _kall_tilbake(nokkel, admin) -> None:
    tilbakekall_nokkel(bruker=admin, nokkel_id=nokkel.pk)


def _opphev_avtale(nokkel, admin) -> None:
    avtale = nokkel.kommune.avtaler.get()
    avtaler.opphev_avtale(bruker=bruker_med(Rolle.IMDI_ADMINISTRATOR), avtale=avtale, grunn="Sagt opp")


def _steng(nokkel, admin) -> None:
    kollega = bruker_med(Rolle.KOMMUNE_ADMINISTRATOR, kommune=nokkel.kommune)
    brukere.steng(bruker=kollega, kommune=nokkel.kommune, gjelder=admin, grunn="Sluttet")


def _ta_rollen(nokkel, admin) -> None:
    tildeling.ta_kommunerolle(admin, Rolle.KOMMUNE_ADMINISTRATOR, nokkel.kommune)


@pytest.mark.parametrize("hva", [_utlop, _kall_tilbake, _opphev_avtale, _steng, _ta_rollen])
def test_s06_a_key_ends_on_the_next_request(kommune, admin, hva, record_property) -> None:
    ny = ny_nokkel(kommune, av=admin)
    maskin = system(ny)
    assert maskin.get(SKJEMA).status_code == 200

    hva(ny.nokkel, admin)
    svar = maskin.get(SKJEMA)

    meld(record_property, "S-06", nokler_stengt=int(svar.status_code == 401))
    assert svar.status_code == 401
    assert uten_referanse(svar) == uten_referanse(system("imdinett_finnes-ikke").get(SKJEMA))


@pytest.mark.parametrize("hode", ["", "Bearer", "Bearer a b", "Basic a2FyaTpoZW1tZWxpZw==", "Bearer æøå", "Token x"])
def test_without_a_key_there_is_one_answer(hode) -> None:
    svar = Client(headers={"authorization": hode.encode().decode("latin-1")}).get(SKJEMA)

    assert (svar.status_code, svar.headers["Content-Type"]) == (401, PROBLEM)
    assert svar.headers["WWW-Authenticate"] == 'Bearer realm="IMDinett"'
    assert svar.json()["type"] == "urn:imdinett:problem:ingen_tilgangsnokkel"
    assert svar.json()["title"] == "Ingen gyldig tilgangsnøkkel"


# ---- sessions and keys know nothing of each other
def test_s01_a_session_opens_nothing_in_the_api_and_is_not_touched(kommune, admin) -> None:
    nettleser = logg_inn(admin)
    nettleser.headers = {"accept-language": "nn"}

    svar = nettleser.get(SKJEMA)

    assert svar.status_code == 401
    assert svar.cookies == {}
    assert svar.headers["Content-Language"] == "nb"
    assert nettleser.get("/").status_code == 200


@pytest.mark.parametrize("sti", ["/", "/tilgangsnokler/", "/imdi/", "/fordelingslister/"])
def test_s01_a_key_opens_no_page(kommune, sti) -> None:
    svar = system(ny_nokkel(kommune)).get(sti)

    assert (svar.status_code, svar.url) == (302, f"{reverse('account_login')}?next={sti}")


# ---- what the frame says
@pytest.mark.parametrize("metode", ["post", "put", "patch", "delete", "options", "trace"])
def test_nothing_is_written_by_a_machine(kommune, metode) -> None:
    maskin = system(ny_nokkel(kommune), enforce_csrf_checks=True)

    svar = getattr(maskin, metode)(SKJEMA)

    assert (svar.status_code, svar.headers["Content-Type"]) == (405, PROBLEM)
    assert svar.json()["title"] == "Bare lesing"


def test_an_unknown_address_is_a_problem_too(kommune) -> None:
    svar = system(ny_nokkel(kommune)).get("/api/v1/finnes-ikke/")

    assert (svar.status_code, svar.headers["Content-Type"]) == (404, PROBLEM)
    assert svar.json()["instance"] == "/api/v1/finnes-ikke/"
    assert svar.json()["referanse"] == svar.headers["X-Request-ID"][:12]


def test_there_are_no_pages_for_people(kommune) -> None:
    svar = system(ny_nokkel(kommune)).get(SKJEMA, headers={"accept": "text/html"})

    assert (svar.status_code, svar.headers["Content-Type"]) == (406, PROBLEM)


@pytest.mark.parametrize("med_nokkel", [True, False])
def test_the_headers_are_those_of_the_pages(kommune, med_nokkel) -> None:
    svar = system(ny_nokkel(kommune) if med_nokkel else "feil").get(SKJEMA)

    assert svar.headers["Cache-Control"] == "no-store, private"
    assert svar.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in svar.headers["Content-Security-Policy"]


# ---- limits
def test_s20_each_key_has_a_limit_of_its_own(kommune, settings, record_property) -> None:
    settings.API_KALL_PER_MINUTT = 2
    maskin, en_annen = system(ny_nokkel(kommune)), system(ny_nokkel(KommuneFactory()))

    with klokke.flyttet_til(klokke.now().replace(second=20)):
        svar = [maskin.get(SKJEMA) for _ in range(3)]
        annens = en_annen.get(SKJEMA)

    meld(record_property, "S-20", api_stanset=sum(en.status_code == 429 for en in svar))
    assert [en.status_code for en in svar] == [200, 200, 429]
    assert int(svar[2].headers["Retry-After"]) == 40
    assert svar[2].headers["Content-Type"] == PROBLEM
    assert annens.status_code == 200


def test_s20_without_the_counter_nothing_is_opened(kommune, settings) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    }

    svar = system(ny_nokkel(kommune)).get(SKJEMA)

    caches["default"].close()
    assert (svar.status_code, svar.headers["Content-Type"]) == (503, PROBLEM)


def test_the_administrator_can_see_when_a_key_was_used(kommune) -> None:
    ny = ny_nokkel(kommune)
    assert ny.nokkel.brukt_tid is None

    system(ny).get(SKJEMA)
    ny.nokkel.refresh_from_db()
    forste = ny.nokkel.brukt_tid
    system(ny).get(SKJEMA)
    ny.nokkel.refresh_from_db()

    assert forste is not None
    assert ny.nokkel.brukt_tid == forste
