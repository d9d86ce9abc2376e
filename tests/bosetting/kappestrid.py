"""Sixteen at once on real commits, and what must hold whatever came of it (S-09)."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from bosetting import invarianter
from tests.regnskap import meld
from tests.samtidig import utfall

SAMTIDIGE = 16


def i_kappestrid(record_property: Any, *oppgaver: Callable[[], object]) -> Counter[str]:
    """Start all at one signal, and count what came of each: «ok» or the code of the refusal. Afterwards B-028, B-031,
    B-032, B-036 and the rest hold for every row."""
    talt = Counter(utfall(*oppgaver))
    brudd = invarianter.brudd()
    print(f"\nS-09 {len(oppgaver)} forsøk: {dict(talt)}")
    meld(record_property, "S-09", forsøk=len(oppgaver), brudd=len(brudd))
    assert brudd == []
    return talt
