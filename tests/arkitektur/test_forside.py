"""The front page with every source of tasks and panels that the apps have registered."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.arkitektur.leser import TILFELLER, VED_PORTEN, Leser, bruker_for
from tests.verden import Verden

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# The aim is twenty, and those with most tasks are not there (docs/maalinger/land.md). This holds what is.
MAKS = 26
I_TRANSAKSJON = ("SAVEPOINT", "RELEASE", "ROLLBACK")


@pytest.mark.parametrize("tilfelle", [tilfelle for tilfelle in TILFELLER if tilfelle not in VED_PORTEN])
def test_the_sources_together_ask_no_more(verden: Verden, tilfelle: str) -> None:
    leser = Leser(bruker_for(verden, tilfelle))
    leser.svar("GET", "/")

    with CaptureQueriesContext(connection) as spurt:
        assert leser.svar("GET", "/").status_code == 200

    sporringer = [sql for en in spurt.captured_queries if not (sql := en["sql"]).startswith(I_TRANSAKSJON)]
    print(f"forsiden: {len(sporringer)} spørringer som {tilfelle}")
    assert len(sporringer) <= MAKS, "\n".join(sporringer)
