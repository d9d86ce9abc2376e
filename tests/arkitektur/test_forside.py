"""The front page with every source of tasks and panels that the apps have registered."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from imdinett.bruker.models import Bruker
from imdinett.forvaltning.adapter import FORRIGE_INNLOGGING
from imdinett.kjerne import klokke
from tests.arkitektur.leser import IMDI, TILFELLER, VED_PORTEN, Leser, bruker_for
from tests.hjelp import bruker_med, med_faktor
from tests.verden import Verden

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# The aim of style §6 for any page, here with every source that the apps have registered.
MAKS = 20
I_TRANSAKSJON = ("SAVEPOINT", "RELEASE", "ROLLBACK")


@pytest.mark.parametrize("tilfelle", [tilfelle for tilfelle in TILFELLER if tilfelle not in VED_PORTEN])
def test_the_sources_together_ask_no_more(verden: Verden, tilfelle: str) -> None:
    _krev_faa_sporringer(bruker_for(verden, tilfelle), tilfelle)


def test_all_the_roles_of_imdi_at_once_ask_no_more(verden: Verden) -> None:
    """Somebody who does everything, as in a small team: each source is asked, none twice."""
    _krev_faa_sporringer(med_faktor(bruker_med(*IMDI)), "alle i IMDi")


def _krev_faa_sporringer(bruker: Bruker | None, hvem: str) -> None:
    sist = klokke.now() - timedelta(days=7)
    leser = Leser(bruker, **{FORRIGE_INNLOGGING: sist.isoformat()})
    leser.svar("GET", "/")

    with CaptureQueriesContext(connection) as spurt:
        assert leser.svar("GET", "/").status_code == 200

    sporringer = [sql for en in spurt.captured_queries if not (sql := en["sql"]).startswith(I_TRANSAKSJON)]
    print(f"forsiden: {len(sporringer)} spørringer som {hvem}")
    assert len(sporringer) <= MAKS, "\n".join(sporringer)
