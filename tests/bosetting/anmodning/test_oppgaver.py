from datetime import date

import pytest

from bosetting.anmodning import oppgaver
from bosetting.anmodning.models import Anmodning, Anmodningsrunde
from bosetting.anmodning.rules import Vedtakssvar
from bosetting.anmodning.services import kommunevedtak as services
from imdinett.tilgang.roller import Rolle
from tests.hjelp import bruker_med

pytestmark = pytest.mark.django_db

SVAR = Vedtakssvar(antall=40, vedtaksdato=date(2026, 11, 20))


@pytest.fixture
def kommune(sendt, kommuner):
    return kommuner[0]


@pytest.fixture
def skriv(kommune):
    return bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)


def som_tekst(alle) -> list[tuple[str, str, date | None]]:
    return [(str(en.tekst), en.gjelder, en.frist) for en in alle]


def test_a_missing_vedtak_is_a_task_with_its_frist(skriv, kommune) -> None:
    alle = oppgaver.kommunens_vedtak(skriv, kommune)

    assert som_tekst(alle) == [("Registrer kommunens vedtak for 2027", "anmodet 45", date(2026, 12, 20))]
    assert alle[0].url == f"/kommuner/{kommune.nummer}/anmodninger/2027/vedtak/"


def test_a_registered_vedtak_is_a_task_to_approve_and_then_none(skriv, kommune) -> None:
    vedtak = services.registrer_kommunevedtak(bruker=skriv, kommune=kommune, aar=2027, svar=SVAR)
    registrert = som_tekst(oppgaver.kommunens_vedtak(skriv, kommune))
    services.godkjenn_kommunevedtak(bruker=skriv, vedtak=vedtak, versjon=1)

    assert registrert == [("Godkjenn kommunens vedtak for 2027", "vedtatt 40", date(2026, 12, 20))]
    assert oppgaver.kommunens_vedtak(skriv, kommune) == []


def test_a_kommune_that_is_asked_for_zero_has_no_task(skriv, kommune) -> None:
    Anmodning.objects.update(antall=0, herav_em=0)

    assert oppgaver.kommunens_vedtak(skriv, kommune) == []


def test_les_has_no_task_and_imdi_none_of_the_kommunes(imdi, kommune) -> None:
    les = bruker_med(Rolle.KOMMUNE_BOSETTER_LES, kommune=kommune)

    assert oppgaver.kommunens_vedtak(les, kommune) == []
    assert oppgaver.kommunens_vedtak(imdi, None) == []


def test_imdi_finishes_a_draft(imdi, utkast) -> None:
    assert som_tekst(oppgaver.imdis_runder(imdi, None)) == [("Gjør ferdig anmodningen for 2027", "versjon 1", None)]


def test_imdi_follows_up_late_answers(imdi, sendt) -> None:
    assert oppgaver.imdis_runder(imdi, None) == []
    Anmodningsrunde.objects.update(frist=date(2026, 11, 22))

    assert som_tekst(oppgaver.imdis_runder(imdi, None)) == [
        ("Følg opp kommuner som ikke har svart for 2027", "3 kommuner", date(2026, 11, 22))
    ]


def test_the_tasks_take_one_query_for_the_kommune_and_one_for_imdi(
    imdi, sendt, skriv, kommune, django_assert_num_queries
) -> None:
    Anmodningsrunde.objects.update(frist=date(2026, 11, 22))
    oppgaver.kommunens_vedtak(skriv, kommune)
    oppgaver.imdis_runder(imdi, None)

    with django_assert_num_queries(1):
        oppgaver.kommunens_vedtak(skriv, kommune)
    with django_assert_num_queries(1):
        oppgaver.imdis_runder(imdi, None)
