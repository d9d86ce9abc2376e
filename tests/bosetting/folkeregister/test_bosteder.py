"""W-18: where somebody has been registered, from when, as far as the register has told."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from bosetting.folkeregister import services
from bosetting.folkeregister.models import Bosted
from bosetting.folkeregister.rules import Kilde, Registrert, bodde
from bosetting.folkeregister.states import Bostatus
from bosetting.person.services import endre_gradering
from bosetting.person.states import Gradering
from imdinett.kjerne import klokke
from imdinett.tilgang.roller import Rolle
from tests.factories.bosetting import SakFactory
from tests.factories.imdinett import KommuneFactory
from tests.hjelp import bruker_med

KILDE = Kilde(dokument="a1", tid=datetime(2026, 1, 5, tzinfo=UTC))
HER, DER = Registrert(fra=date(2022, 3, 1), kommune_id=1), Registrert(fra=date(2024, 5, 1), kommune_id=2)
UT = Registrert(fra=date(2025, 1, 1), kommune_id=None, bostatus=Bostatus.UTFLYTTET)
DOD = Registrert(fra=date(2025, 1, 1), kommune_id=None, bostatus=Bostatus.DOD)


@pytest.mark.parametrize(
    ("rader", "dag", "svar"),
    [
        ([], date(2024, 1, 1), None),
        ([HER], date(2022, 2, 28), None),
        ([HER], date(2022, 3, 1), True),
        ([HER], date(2026, 6, 1), True),
        ([HER], date(2026, 6, 2), None),
        ([DER, HER], date(2024, 4, 30), True),
        ([DER, HER], date(2024, 5, 1), False),
        ([HER, UT], date(2025, 1, 1), False),
        ([HER, DOD], date(2025, 1, 1), None),
        ([HER, DOD], date(2024, 12, 31), True),
    ],
)
def test_w18_registered_unknown_or_moved_on_a_day(rader, dag, svar) -> None:
    """W-18: nothing is known before the first that is told, nor after the register was last heard."""
    assert bodde(rader, {1, 7}, dag, date(2026, 6, 1)) is svar


def test_w18_a_kommune_that_has_become_another_counts_as_the_same() -> None:
    assert bodde([Registrert(fra=date(2022, 3, 1), kommune_id=7)], {1, 7}, date(2024, 1, 1), date(2026, 1, 1)) is True


def test_w18_of_a_person_whom_the_register_was_never_heard_of_nothing_is_known() -> None:
    assert bodde([HER], {1}, date(2024, 1, 1), None) is None


# ---- what is kept
@pytest.fixture
def imdi(db):
    return bruker_med(Rolle.IMDI_BOSETTER_SKRIV)


@pytest.fixture
def sak(db):
    return SakFactory()


def flytt(imdi, sak, kommune, dag: date) -> None:
    services.sett_bosted(bruker=imdi, sak=sak, kommune=kommune, flyttedato=dag, kilde=KILDE)


def bosteder(sak) -> list[tuple]:
    rader = Bosted.objects.filter(person=sak.person_id).order_by("fra_dato")
    return list(rader.values_list("kommune__nummer", "fra_dato", "bostatus"))


def test_w18_each_move_is_kept_and_told_twice_is_one(imdi, sak) -> None:
    en, to = KommuneFactory(nummer="1101"), KommuneFactory(nummer="1102")

    flytt(imdi, sak, en, date(2022, 3, 1))
    flytt(imdi, sak, en, date(2022, 3, 1))
    flytt(imdi, sak, to, date(2024, 5, 1))

    assert bosteder(sak) == [("1101", date(2022, 3, 1), ""), ("1102", date(2024, 5, 1), "")]


def test_w18_a_correction_changes_the_home_and_an_annulment_takes_it_away(imdi, sak) -> None:
    en, to, ny = (KommuneFactory(nummer=nummer) for nummer in ("1101", "1102", "1103"))
    flytt(imdi, sak, en, date(2022, 3, 1))
    flytt(imdi, sak, to, date(2024, 5, 1))

    services.rett_bosted(bruker=imdi, sak=sak, kommune=ny, kilde=KILDE)
    rettet = bosteder(sak)
    services.annuller_bosted(bruker=imdi, sak=sak, kilde=KILDE)

    assert rettet == [("1101", date(2022, 3, 1), ""), ("1103", date(2024, 5, 1), "")]
    assert bosteder(sak) == [("1101", date(2022, 3, 1), "")]


def test_w18_who_leaves_norway_is_kept_until_that_is_taken_back(imdi, sak) -> None:
    hva = {"bruker": imdi, "sak": sak, "bostatus": Bostatus.UTFLYTTET, "kilde": KILDE}

    services.sett_bostatus(**hva, borte_fra=date(2025, 1, 1))
    borte = bosteder(sak)
    services.trekk_bostatus(**hva)

    assert borte == [(None, date(2025, 1, 1), "utflyttet")]
    assert bosteder(sak) == []


@pytest.mark.parametrize("nivaa", [Gradering.STRENGT_FORTROLIG, Gradering.STRENGT_FORTROLIG_UTLAND])
def test_w18_of_a_strictly_protected_person_no_home_is_kept(imdi, sak, nivaa) -> None:
    """security.md §5: what was kept goes with the level, and nothing more is kept."""
    kommune = KommuneFactory()
    flytt(imdi, sak, kommune, date(2022, 3, 1))

    endre_gradering(bruker=imdi, sak=sak, til=nivaa, grunn="Politiet har bedt om det.")
    sak.person.refresh_from_db()
    flytt(imdi, sak, kommune, date(2024, 5, 1))

    assert bosteder(sak) == []


@pytest.mark.django_db
def test_w18_a_home_is_a_place_or_says_why_there_is_none(sak) -> None:
    felt = {"person": sak.person, "fra_dato": date(2022, 3, 1), "registrert_tid": klokke.now()}

    for feil in ({}, {"kommune": KommuneFactory(), "bostatus": "dod"}):
        with pytest.raises(IntegrityError, match="bosetting_bosted_sted_eller_status"), transaction.atomic():
            Bosted.objects.create(**felt, **feil)
    Bosted.objects.create(**felt, bostatus="dod")
    with pytest.raises(IntegrityError, match="bosetting_bosted_en_per_dag"), transaction.atomic():
        Bosted.objects.create(**felt, bostatus="dod")
