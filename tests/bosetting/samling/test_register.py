"""S-21: nothing that is stored about a person is forgotten when it is gathered (GDPR art. 15)."""

from typing import Any

import pytest
from django.db import models

from bosetting.person.models import Husstand, Kartlegging, Person, Sak
from bosetting.samling.kilde import Kilde, felt, personfelt
from bosetting.samling.kilder import GRUPPER, KILDER
from bosetting.samling.queries import _grupper
from bosetting.samling.unntak import UNNTATT
from bosetting.samling.visning import grupper
from imdinett.kjerne import dataklasse
from tests.regnskap import meld

EGNE = [kilde for kilde in KILDER if kilde.alle]
MERKE = "KANARI"


def om_personer() -> set[str]:
    """The tables with a field from D2 to D5, and those that point at a person, a case, a household or a kartlegging."""
    mot = (Person, Sak, Husstand, Kartlegging)
    return {
        modell._meta.label
        for modell in dataklasse.modeller()
        if personfelt(modell) or any(ett.related_model in mot for ett in modell._meta.fields)
    }


def test_s21_every_table_on_persons_is_in_the_copy_or_has_a_reason(record_property: Any) -> None:
    """Art. 15 (1), (3): a new table is put in `kilder.py`, or in `unntak.py` with why not."""
    i_kopien = {kilde.modell._meta.label for kilde in EGNE}

    meld(record_property, "S-21", tabeller_i_kopien=len(i_kopien), unntatte=len(UNNTATT), felt=sum(map(_antall, EGNE)))
    assert om_personer() - i_kopien - set(UNNTATT) == set()
    assert set(UNNTATT) - om_personer() == set()
    assert i_kopien & set(UNNTATT) == set()
    assert all(UNNTATT.values())


def _antall(kilde: Kilde) -> int:
    return len(felt(kilde, KILDER))


@pytest.mark.parametrize("modell", sorted({kilde.modell for kilde in EGNE}, key=lambda en: en.__name__))
def test_s21_every_field_on_the_person_is_in_the_copy_or_has_a_reason(modell: type[models.Model]) -> None:
    """A field from D2 on is in by itself; one that is left out has a reason at its source."""
    kilder = [kilde for kilde in EGNE if kilde.modell is modell]
    med = {navn for kilde in kilder for navn in felt(kilde, KILDER)}
    uten = {navn for kilde in kilder for navn in kilde.uten}

    assert set(personfelt(modell)) - med == uten
    for kilde in kilder:
        navn = {ett.name for ett in modell._meta.get_fields()}
        oppgitt = (kilde.bare or "").split() + kilde.ogsaa.split() + kilde.sted.split() + kilde.hvem.split()
        assert set(oppgitt) | set(kilde.uten) <= navn
        assert set(kilde.mappe_uten.split()) <= navn | set(kilde.regnet)


@pytest.mark.parametrize("kilde", EGNE, ids=lambda kilde: kilde.kode)
def test_s21_what_is_stored_in_each_field_can_be_read_in_the_copy(kilde: Kilde) -> None:
    """A marker in every field of free text, table by table, and none of those that are left out."""
    tekster = {
        ett.name: f"{MERKE}-{ett.name}"
        for ett in kilde.modell._meta.fields
        if isinstance(ett, models.CharField | models.TextField)
        and not ett.choices
        and len(MERKE) + 1 + len(ett.name) <= (ett.max_length or 100)
    }
    rad = kilde.modell(**tekster)
    med = [navn for navn in felt(kilde, KILDER) if navn in tekster]
    uten = [navn for navn in kilde.uten if navn in tekster]

    lest = repr(grupper(_grupper([(kilde, [rad], med, ())])))

    assert [navn for navn in med if tekster[navn] not in lest] == []
    assert [navn for navn in uten if tekster[navn] in lest] == []


def test_every_source_has_a_group_and_a_code_of_its_own() -> None:
    assert {kilde.gruppe for kilde in KILDER} == set(GRUPPER)
    assert len({kilde.kode for kilde in KILDER}) == len(KILDER)
