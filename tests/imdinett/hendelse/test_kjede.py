"""How a line of the access log is tied to the one before it (security.md §8)."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy

from imdinett.hendelse import hendelse, kjede, kjedekontroll
from imdinett.hendelse.models import KJEDESTART, Innsyn, Kjedehode
from imdinett.hendelse.typer import Handling
from imdinett.kjerne import kontekst
from imdinett.kjerne.feil import LoggNede
from imdinett.kjerne.kontekst import Kall
from imdinett.tilgang.roller import Rolle
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med, lag_innsyn

pytestmark = pytest.mark.django_db
TID = datetime(2026, 11, 30, 1, 2, 3, 456789, tzinfo=UTC)


def linje(bruker: int = 0, **felt) -> Innsyn:
    fast = {"tid": TID, "bruker_id": bruker, "bruker_navn": "Kari Eksempel", "handling": "lese", "utfall": "vist"}
    return Innsyn(**{**fast, **felt})


# ---- the form
def test_every_field_of_a_line_is_in_its_hash() -> None:
    alle = {felt.attname for felt in Innsyn._meta.concrete_fields}

    assert {*kjede.FELTER, "id", "kjede", "nr", "forrige_hash", "hash"} == alle


def test_the_form_is_what_it_was() -> None:
    """A hash of yesterday must be the hash of tomorrow."""
    rad = linje(7, ip="192.0.2.1", person_ider=[3, 1], beskrivelse="Åpnet «mappen».")

    assert kjede.beregn("kommune:1", 1, KJEDESTART, kjede.verdier(rad)) == (
        "995290f8049e7663ba5f245e21dcb0904836281fc7c943d3c1092f0f67a5ff79"
    )


@pytest.mark.parametrize(
    "felt",
    [
        {"ip": "2001:DB8:0:0::1"},
        {"ip": "::ffff:192.0.2.1"},
        {"person_ider": [2, 1, 2]},
        {"beskrivelse": gettext_lazy("Leste")},
        {"beskrivelse": 'æøå "[1,2]" \\ \u2028 \U0001f600'},
        {"handling": Handling.SOKE},
        {"tid": datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)},
    ],
)
def test_a_line_is_the_same_when_it_comes_back_from_the_database(felt) -> None:
    rad = lag_innsyn(**{"tid": TID, "handling": "lese", "utfall": "vist", **felt})

    assert kjedekontroll.kontroller(rad.kjede).brudd == []


def test_values_never_run_into_each_other() -> None:
    en, annen = linje(enhet="a", rolle="bc"), linje(enhet="ab", rolle="c")

    assert kjede.beregn("k", 1, "", kjede.verdier(en)) != kjede.beregn("k", 1, "", kjede.verdier(annen))


# ---- the chains
@pytest.mark.parametrize(
    ("kommune_id", "enhet", "bruker_id", "navn"),
    [
        (301, "Oslo", 5, "kommune:301"),
        (None, "Hvalstad mottak", 5, "enhet:Hvalstad mottak"),
        (None, "IMDi", 5, "imdi:05"),
        (None, "IMDi", 21, "imdi:05"),
        (None, "", None, "imdi:00"),
    ],
)
def test_one_chain_for_each_unit_and_sixteen_for_imdi(kommune_id, enhet, bruker_id, navn) -> None:
    assert kjede.navn(kommune_id=kommune_id, enhet=enhet, bruker_id=bruker_id) == navn


def test_each_line_follows_the_one_before_it_and_the_head_follows_them() -> None:
    kommune = KommuneFactory()
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=kommune)
    for _nr in range(3):
        hendelse.logg_innsyn(skriv, handling=Handling.LESE, beskrivelse="Leste", kommune_id=kommune.pk)

    rader = list(Innsyn.objects.order_by("nr"))
    assert [(rad.kjede, rad.nr) for rad in rader] == [(f"kommune:{kommune.pk}", nr) for nr in (1, 2, 3)]
    assert [rad.forrige_hash for rad in rader] == [KJEDESTART, rader[0].hash, rader[1].hash]
    hode = Kjedehode.objects.get()
    assert (hode.kjede, hode.siste_nr, hode.siste_hash) == (rader[0].kjede, 3, rader[2].hash)


def test_a_line_is_two_statements() -> None:
    with CaptureQueriesContext(connections["logg"]) as spurt:
        kjede.legg_til([linje()])

    assert len(spurt) == 2


def test_many_lines_in_several_chains_are_two_statements_and_whole() -> None:
    rader = [linje(nr) for nr in range(40)]
    with CaptureQueriesContext(connections["logg"]) as spurt:
        kjede.legg_til(rader)

    assert len(spurt) == 2
    assert len(kjedekontroll.kjeder()) == 16
    assert [ett for navn in kjedekontroll.kjeder() for ett in kjedekontroll.kontroller(navn).brudd] == []


# ---- the database's own rules
def feil(rad: Innsyn) -> str:
    try:
        with transaction.atomic(using="logg"):
            rad.save(force_insert=True)
    except DatabaseError as grunn:
        return f"{type(grunn).__name__} {grunn}"
    return ""


def test_a_line_that_does_not_follow_from_the_last_is_refused() -> None:
    kjede.legg_til([linje(), linje()], kjede="prøve")
    hode = Kjedehode.objects.get()
    rett = {"kjede": "prøve", "nr": 3, "forrige_hash": hode.siste_hash, "hash": "x" * 64}

    for galt in ({"nr": 4}, {"nr": 0}, {"forrige_hash": KJEDESTART}, {"kjede": "ny", "nr": 1}):
        assert "følger ikke den siste" in feil(linje(**{**rett, **galt})), galt
    assert "imdinett_innsyn_kjede_nr" in feil(linje(**{**rett, "nr": 2}))
    assert feil(linje(**rett)) == ""


def test_a_line_that_says_what_is_deleted_says_all_of_it() -> None:
    for halvt in ({"slettet_fra": 1}, {"slettet_til": 1}, {"slettet_hash": "x"}, {"slettet_fra": 2, "slettet_til": 1}):
        with pytest.raises(IntegrityError, match="slettet_hva"), transaction.atomic(using="logg"):
            kjede.legg_til([linje(**halvt)], kjede="prøve")


# ---- the log is down
def test_s07_no_log_no_line_and_no_page(monkeypatch) -> None:
    """503: whether it is the head that cannot be locked or the line that cannot be written."""
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())

    def nede(*_argumenter, **_felt):
        raise DatabaseError

    for hvor in ((kjede, "laas"), (Innsyn, "save")):
        with monkeypatch.context() as lapp:
            lapp.setattr(*hvor, nede)
            with pytest.raises(LoggNede), transaction.atomic(using="logg"):
                hendelse.logg_innsyn(skriv, handling=Handling.LESE, beskrivelse="Leste")
    assert not Innsyn.objects.exists()


def test_the_address_of_the_call_is_in_the_hash() -> None:
    skriv = bruker_med(Rolle.KOMMUNE_BOSETTER_SKRIV, kommune=KommuneFactory())
    with kontekst.med_kall(Kall(ip="2001:db8::7", request_id="a" * 32)):
        rad = hendelse.logg_innsyn(skriv, handling=Handling.LESE, beskrivelse="Leste")

    assert (rad.ip, kjedekontroll.kontroller(rad.kjede).brudd) == ("2001:db8::7", [])
