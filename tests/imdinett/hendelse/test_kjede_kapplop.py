"""S-07: sixteen write in the access log at once; no chain forks, and no number is left out (security.md §8)."""

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connections, transaction

from imdinett.hendelse import hendelse, kjede, kjedekontroll, oppbevaring
from imdinett.hendelse.models import Innsyn
from imdinett.hendelse.typer import Handling
from imdinett.kjerne.feil import LoggNede
from imdinett.tilgang.roller import Rolle
from tests.bosetting.kappestrid import i_kappestrid
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, lag_innsyn
from tests.regnskap import meld

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
SKRIVERE, HVER = 16, 25
TID = datetime(2026, 11, 30, 9, tzinfo=UTC)


def linje(**felt: Any) -> Innsyn:
    return Innsyn(**{"tid": TID, "bruker_navn": "Kari Eksempel", "handling": "lese", "utfall": "vist", **felt})


def brudd_og_hull() -> tuple[int, int]:
    """Forks and gaps: two lines after the same one, and numbers that nobody has."""
    rader = list(Innsyn.objects.order_by("kjede", "nr").values_list("kjede", "nr", "forrige_hash"))
    grener = len(rader) - len({(navn, forrige) for navn, _nr, forrige in rader})
    per_kjede: dict[str, list[int]] = {}
    for navn, nr, _forrige in rader:
        per_kjede.setdefault(navn, []).append(nr)
    hull = sum(numre[-1] - len(numre) for numre in per_kjede.values())
    return grener, hull


@pytest.mark.parametrize("kjeder", [1, 16])
def test_s07_sixteen_writers_no_fork_and_no_gap(kjeder: int, record_property: Any) -> None:
    def skriv(nr: int) -> None:
        for _gang in range(HVER):
            kjede.legg_til([linje(bruker_id=nr)], kjede=f"prøve:{nr % kjeder}")

    utfall = i_kappestrid(record_property, *(lambda nr=nr: skriv(nr) for nr in range(SKRIVERE)))

    grener, hull = brudd_og_hull()
    assert (utfall["ok"], Innsyn.objects.count(), grener, hull) == (SKRIVERE, SKRIVERE * HVER, 0, 0)
    assert [ett for navn in kjedekontroll.kjeder() for ett in kjedekontroll.kontroller(navn).brudd] == []
    meld(record_property, "S-07", samtidige=SKRIVERE * HVER, grener=grener, hull=hull)


def test_s07_many_lines_in_many_chains_never_wait_for_each_other_in_a_ring(record_property: Any) -> None:
    """Each takes the heads in the order of their names."""

    def skriv(nr: int) -> None:
        for _gang in range(5):
            kjede.legg_til([linje(bruker_id=bruker) for bruker in (range(16) if nr % 2 else reversed(range(16)))])

    assert i_kappestrid(record_property, *(lambda nr=nr: skriv(nr) for nr in range(8)))["ok"] == 8
    assert brudd_og_hull() == (0, 0)


def test_s07_the_deletion_and_sixteen_writers(record_property: Any) -> None:
    for _nr in range(40):
        lag_innsyn(tid=datetime(2020, 1, 1, tzinfo=UTC), bruker_id=16, handling="lese", utfall="vist")

    slettere = [oppbevaring.slett_utlopte] * 2
    skrivere = [lambda: [lag_innsyn(tid=TID, bruker_id=16, handling="lese", utfall="vist") for _nr in range(HVER)]] * 8

    assert i_kappestrid(record_property, *slettere, *skrivere)["ok"] == 10
    assert Innsyn.objects.filter(slettet_til=None).count() == 8 * HVER
    assert [ett for navn in kjedekontroll.kjeder() for ett in kjedekontroll.kontroller(navn).brudd] == []
    meld(record_property, "S-07", slettinger_i_kappløp=1)


def test_s07_a_pages_own_transaction_never_holds_a_head(record_property: Any) -> None:
    """Two pages that wait for each other's rows still write their lines: the head is let go before the page goes on."""
    kommune = KommuneFactory()
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    midt = threading.Barrier(2)

    def side() -> None:
        with transaction.atomic():
            hendelse.logg_innsyn(skriv, handling=Handling.LESE, beskrivelse="Leste", kommune_id=kommune.pk)
            midt.wait(20)
            hendelse.logg_innsyn(skriv, handling=Handling.LESE, beskrivelse="Leste igjen", kommune_id=kommune.pk)
            midt.wait(20)

    assert i_kappestrid(record_property, side, side)["ok"] == 2
    assert (Innsyn.objects.count(), brudd_og_hull()) == (4, (0, 0))


def test_s07_a_rollback_of_the_page_does_not_take_the_line() -> None:
    kommune = KommuneFactory()
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    with transaction.atomic():
        hendelse.logg_innsyn(skriv, handling=Handling.LESE, beskrivelse="Leste", kommune_id=kommune.pk)
        transaction.set_rollback(True)

    assert Innsyn.objects.count() == 1


def test_s07_a_head_that_somebody_holds_is_a_log_that_is_down() -> None:
    """503 after the wait, and the chain is as it was."""
    kommune = KommuneFactory()
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    lag_innsyn(tid=TID, kommune_id=kommune.pk, handling="lese", utfall="vist")
    with transaction.atomic():
        connections["default"].cursor().execute("select * from imdinett_kjedehode for update")
        connections["logg"].cursor().execute("set lock_timeout = '100ms'")
        with pytest.raises(LoggNede):
            hendelse.logg_innsyn(skriv, handling=Handling.LESE, beskrivelse="Leste", kommune_id=kommune.pk)
    connections["logg"].close()

    assert Innsyn.objects.count() == 1
    hendelse.logg_innsyn(skriv, handling=Handling.LESE, beskrivelse="Leste", kommune_id=kommune.pk)
    assert brudd_og_hull() == (0, 0)


def test_s07_a_write_that_is_cut_off_leaves_the_chain_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    lag_innsyn(tid=TID, bruker_id=1, handling="lese", utfall="vist")
    with monkeypatch.context() as lapp:
        lapp.setattr(Innsyn, "save", lambda *_a, **_f: (_ for _ in ()).throw(DatabaseError()))
        with pytest.raises(DatabaseError):
            lag_innsyn(tid=TID, bruker_id=1, handling="lese", utfall="vist")
    lag_innsyn(tid=TID, bruker_id=1, handling="lese", utfall="vist")

    assert list(Innsyn.objects.order_by("nr").values_list("nr", flat=True)) == [1, 2]
    assert brudd_og_hull() == (0, 0)
