"""When IMDi has answered what a kommune reported, those who write for the kommune hear of it (B-002, B-038)."""

import pytest

from bosetting.innmelding.services import innmeldinger as services
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.varsel.models import Brukervarsel
from tests.bosetting.innmelding.hjelp import GRUNN, bestemt, bolig, kapasitet
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
SVAR = "Vi har funnet en husstand til dere."


@pytest.fixture
def kommune():
    return KommuneFactory(navn="Eigersund")


@pytest.fixture
def skriv(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)


@pytest.mark.parametrize(
    ("lag", "hva"),
    [(bolig, "Ledig bolig"), (bestemt, "Bestemt person"), (kapasitet, "Kapasitet for enslige mindreårige")],
)
def test_b038_every_kind_is_told_without_what_was_written(kommune, skriv, lag, hva) -> None:
    annen = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune)
    bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())
    innmelding = lag(skriv, kommune)

    services.behandle(bruker=bruker_med(Rolle.IMDI_BOSETTER_SKRIV), innmelding=innmelding, svar=SVAR)

    rader = Forsendelse.objects.filter(slag="innmelding_besvart")
    assert sorted(rad.mottaker["epost"] for rad in rader) == sorted([skriv.epost, annen.epost])
    alt = f"{rader[0].tittel} {rader[0].innhold}"
    assert (hva in alt, "Eigersund" in alt) == (True, True)
    assert all(tekst not in alt for tekst in (SVAR, "Nora Eksempel", "209912345608", GRUNN, "Sentrum"))
    (varsel,) = Brukervarsel.objects.filter(bruker=annen)
    assert SVAR in logg_inn(annen).get(varsel.lenke).content.decode()


def test_two_kinds_with_the_same_key_are_two_notices(kommune, skriv) -> None:
    imdi = bruker_med(Rolle.IMDI_BOSETTER_SKRIV)
    for innmelding in (bolig(skriv, kommune), kapasitet(skriv, kommune)):
        services.behandle(bruker=imdi, innmelding=innmelding, svar=SVAR)

    assert Brukervarsel.objects.filter(bruker=skriv).count() == 2


def test_a_report_that_is_cancelled_tells_nobody(kommune, skriv) -> None:
    services.kanseller(bruker=skriv, innmelding=bolig(skriv, kommune))

    assert not Brukervarsel.objects.exists()


def test_w01_the_topic_can_be_chosen_by_those_who_get_it(kommune, skriv) -> None:
    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune)

    assert 'name="innmelding"' in logg_inn(skriv).get("/varsler/epost/").content.decode()
    assert 'name="innmelding"' not in logg_inn(les).get("/varsler/epost/").content.decode()
