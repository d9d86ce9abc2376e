"""What kommuner may see of each other's person counts (decision 20). Pure: numbers in, keys to hide out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

SMAA = range(1, 5)


class Verdi(NamedTuple):
    """One count. `gruppe` is what it is summed in (the fylke); all groups are summed in the country."""

    nokkel: str
    gruppe: str
    antall: int


@dataclass(frozen=True)
class Skjuling:
    """The keys, the groups' sums and the total that may not be shown."""

    nokler: frozenset[str] = frozenset()
    grupper: frozenset[str] = frozenset()
    total: bool = False


INGEN = Skjuling()


def skjul_smaa(verdier: Sequence[Verdi], *, egne: Collection[str] = ()) -> Skjuling:
    """Decision 20: hide 1–4, and whatever would let somebody compute a hidden count from the sums.

    In each group another count is hidden (the smallest) until the group's sum gives nothing away. A group that
    has nothing more to hide loses its sum, and then the sums of other groups go the same way, until the total
    gives nothing away either. `egne` are the reader's own: known to them, so never hidden and no protection.
    """
    andres = sorted((v for v in verdier if v.nokkel not in egne), key=lambda v: (v.antall == 0, v.antall, v.nokkel))
    skjult = {v.nokkel for v in andres if v.antall in SMAA}
    per_gruppe: dict[str, list[Verdi]] = {}
    for verdi in andres:
        per_gruppe.setdefault(verdi.gruppe, []).append(verdi)
    grupper = {gruppe for gruppe, verdiene in per_gruppe.items() if not _protect(verdiene, skjult)}
    total = False
    while not total and _computable([v for v in andres if v.gruppe in grupper and v.nokkel in skjult]):
        total = not _extend(andres, skjult, grupper)
    return Skjuling(frozenset(skjult), frozenset(grupper), total)


def _protect(verdier: Sequence[Verdi], skjult: set[str]) -> bool:
    """Hide more of one group until its sum is safe; False when there is no more to hide."""
    while _computable([v for v in verdier if v.nokkel in skjult]):
        neste = next((v for v in verdier if v.nokkel not in skjult), None)
        if neste is None:
            return False
        skjult.add(neste.nokkel)
    return True


def _computable(skjulte: Sequence[Verdi]) -> bool:
    """Can somebody who knows the sum of these say what each of them is?

    One alone: yes. Several small ones: when they are all 1 or all 4, since no other numbers give that sum.
    """
    if len(skjulte) < 2:
        return bool(skjulte)
    alle_smaa = all(v.antall in SMAA for v in skjulte)
    return alle_smaa and sum(v.antall for v in skjulte) in (len(skjulte) * SMAA[0], len(skjulte) * SMAA[-1])


def _extend(verdier: Sequence[Verdi], skjult: set[str], grupper: set[str]) -> bool:
    """Take one more group's sum away: one with something hidden already, else the one with the smallest count."""
    andre = [v for v in verdier if v.gruppe not in grupper]
    neste = next((v for v in andre if v.nokkel in skjult), None) or next(iter(andre), None)
    if neste is None:
        return False
    skjult.add(neste.nokkel)
    grupper.add(neste.gruppe)
    return True
