"""The lines that were there before the chains are put in them, in the order in which they were written."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from imdinett.hendelse import kjedekontroll
from imdinett.hendelse.models import Innsyn, Kjedehode

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TID = datetime(2026, 1, 1, 12, tzinfo=UTC)
FELTER = (
    "tid, bruker_id, bruker_navn, enhet, rolle, kommune_id, handling, utfall, person_id, person_ider, saksnummer,"
    " del_av, formaal, gradering, kilde, request_id, ip, beskrivelse"
)


def _gamle(antall: int) -> None:
    with connection.cursor() as markor:
        markor.executemany(
            f"insert into imdinett_innsyn ({FELTER}) values (%s, %s, 'Kari Eksempel', %s, 'x', %s, 'lese', 'vist', 7,"
            " '{1,2}', '8F3K', 'Oversikt', 'Åpen sak', 'ingen', 'web', '', %s, 'Åpnet')",
            [
                (
                    TID + timedelta(microseconds=nr),
                    nr,
                    ("", "IMDi", "Hvalstad mottak")[nr % 3],
                    301 if nr % 3 == 0 else None,
                    ("192.0.2.1", "2001:db8::1", None)[nr % 3],
                )
                for nr in range(antall)
            ],
        )


def test_the_migration_chains_the_lines_that_are_there() -> None:
    call_command("migrate", "imdinett", "0008", verbosity=0)
    try:
        _gamle(100)
    finally:
        # All of them: what was taken back of this app took those of others with it.
        call_command("migrate", verbosity=0)

    navn = kjedekontroll.kjeder()
    assert {"enhet:Hvalstad mottak", "kommune:301"} < set(navn)
    assert [ett for en in navn for ett in kjedekontroll.kontroller(en).brudd] == []
    assert sum(hode.siste_nr for hode in Kjedehode.objects.all()) == Innsyn.objects.count() == 100
    i_rekkefolge = Innsyn.objects.filter(kjede="kommune:301").order_by("nr").values_list("pk", flat=True)
    assert list(i_rekkefolge) == sorted(i_rekkefolge)
