import pytest
from django.db.models import Exists, OuterRef, QuerySet

from imdinett.kjerne.sporring import Plass, Sporring
from imdinett.kommune.models import Kommune
from tests.factories.imdinett import KommuneFactory

pytestmark = pytest.mark.django_db


def test_each_call_has_its_own_value_and_the_sql_is_written_once(django_assert_num_queries) -> None:
    en, annen = KommuneFactory(), KommuneFactory()
    laget = []

    def lag() -> QuerySet[Kommune, tuple[str]]:
        laget.append("SQL")
        samme = Kommune.objects.filter(pk=OuterRef("pk"), nummer=Plass("nummer"))
        return Kommune.objects.filter(Exists(samme), pk=Plass("pk")).values_list("nummer")

    sporring = Sporring(lag)
    with django_assert_num_queries(3):
        svar = [sporring.rader(pk=pk, nummer=en.nummer) for pk in (en.pk, annen.pk, en.pk)]

    assert svar == [[(en.nummer,)], [], [(en.nummer,)]]
    assert laget == ["SQL"]


def test_a_value_is_never_part_of_the_sql() -> None:
    KommuneFactory()
    sporring = Sporring(lambda: Kommune.objects.filter(nummer=Plass("nummer")).values_list("nummer"))

    assert sporring.rader(nummer="' or 1=1 --") == []


def test_what_cannot_be_found_is_not_asked_for(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert Sporring(lambda: Kommune.objects.none().values_list("pk")).rader() == []
