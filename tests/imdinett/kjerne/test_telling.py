import pytest

from imdinett.bruker.models import Bruker
from imdinett.kjerne import telling
from imdinett.kommune.models import Kommune
from tests.factories.imdinett import KommuneFactory

pytestmark = pytest.mark.django_db


def test_antall_of_several_models_in_one_query(django_assert_num_queries) -> None:
    en, _annen = KommuneFactory(), KommuneFactory()

    with django_assert_num_queries(1):
        antall = telling.antall(
            [
                Kommune.objects.all(),
                Bruker.objects.filter(epost="ingen@eksempel.test"),
                Kommune.objects.none(),
                Kommune.objects.filter(pk=en.pk).order_by("-pk"),
            ]
        )

    assert antall == [2, 0, 0, 1]


def test_antall_of_nothing_asks_nothing(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert telling.antall([]) == []
