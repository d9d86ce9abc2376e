"""B-027: a proposal on EM places is told to the party that must answer, and the answer to the one that proposed."""

import pytest

from bosetting.anmodning.models import Plassendring
from bosetting.anmodning.services import plassendring as services
from bosetting.anmodning.states import Plassendringsslag
from imdinett.bruker.models import Bruker
from imdinett.tilgang.roller import Rolle
from imdinett.utboks.models import Forsendelse
from imdinett.varsel.models import Brukervarsel
from tests.factories.bosetting import KommunevedtakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, logg_inn

pytestmark = pytest.mark.django_db
GRUNN = "Det kommer færre enslige mindreårige enn ventet."
FORESLATT, BESVART = "plassendring_foreslatt", "plassendring_besvart"


@pytest.fixture
def kommune():
    kommune = KommuneFactory(navn="Eigersund")
    KommunevedtakFactory(kommune=kommune, antall=40, herav_em=5)
    return kommune


@pytest.fixture
def skriv(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)


@pytest.fixture
def imdi():
    return bruker_med(Rolle.IMDI_ANMODNING)


@pytest.fixture(autouse=True)
def _andre(kommune) -> None:
    """Who reads, who works with something else in IMDi, and the neighbour: none of them is told."""
    bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune)
    bruker_med(Rolle.IMDI_BOSETTER_SKRIV)
    bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())


def foresla(bruker: Bruker, kommune) -> Plassendring:
    return services.foresla_plassendring(
        bruker=bruker, kommune=kommune, aar=2026, slag=Plassendringsslag.ORDINAER, antall=3, begrunnelse=GRUNN
    )


def til(slag: str) -> list[str]:
    return [rad.mottaker["epost"] for rad in Forsendelse.objects.filter(slag=slag)]


def test_b027_the_kommunes_proposal_goes_to_imdi_and_the_answer_back(kommune, skriv, imdi) -> None:
    endring = foresla(skriv, kommune)
    assert (til(FORESLATT), til(BESVART)) == ([imdi.epost], [])

    services.bekreft_plassendring(bruker=imdi, endring_id=endring.pk)
    assert (til(FORESLATT), til(BESVART)) == ([imdi.epost], [skriv.epost])


def test_b027_imdis_proposal_goes_to_the_kommune_and_the_answer_back(kommune, skriv, imdi) -> None:
    endring = foresla(imdi, kommune)
    services.avsla_plassendring(bruker=skriv, endring_id=endring.pk)

    assert (til(FORESLATT), til(BESVART)) == ([skriv.epost], [imdi.epost])
    assert "Eigersund har sagt nei" in Forsendelse.objects.get(slag=BESVART).innhold["tekst"]


def test_b038_neither_how_many_nor_why_and_the_link_opens_for_both(kommune, skriv, imdi) -> None:
    endring = foresla(skriv, kommune)
    services.bekreft_plassendring(bruker=imdi, endring_id=endring.pk)

    for rad in Forsendelse.objects.filter(slag__in=(FORESLATT, BESVART)):
        assert GRUNN not in str(rad.innhold)
        assert " 3 " not in rad.innhold["tekst"]
    for varsel in Brukervarsel.objects.select_related("bruker"):
        assert logg_inn(varsel.bruker).get(varsel.lenke, follow=True).status_code == 200
    assert {varsel.bruker for varsel in Brukervarsel.objects.all()} == {skriv, imdi}


def test_b027_a_proposal_taken_back_is_not_an_answer(kommune, skriv, imdi) -> None:
    services.trekk_plassendring(bruker=skriv, endring_id=foresla(skriv, kommune).pk)

    assert til(BESVART) == []


def test_w01_imdi_can_choose_too(imdi) -> None:
    assert 'name="anmodning"' in logg_inn(imdi).get("/varsler/epost/").content.decode()
