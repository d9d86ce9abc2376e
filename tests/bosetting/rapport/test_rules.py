"""Decision 20: 1–4 of others are hidden, and so is what they could be computed from."""

from collections import defaultdict
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from bosetting.rapport.rules import INGEN, Skjuling, Verdi, skjul_smaa


def _skjul(tall: dict[str, dict[str, int]], egne: tuple[str, ...] = ()) -> Skjuling:
    verdier = [Verdi(nokkel, gruppe, antall) for gruppe, celler in tall.items() for nokkel, antall in celler.items()]
    return skjul_smaa(verdier, egne=egne)


def test_nothing_small_hides_nothing() -> None:
    assert _skjul({"11": {"a": 0, "b": 5, "c": 12}}) == INGEN


def test_small_counts_of_others_are_hidden() -> None:
    assert _skjul({"11": {"a": 1, "b": 4, "c": 5, "d": 0}}).nokler == {"a", "b"}


def test_one_alone_takes_the_next_smallest_with_it() -> None:
    assert _skjul({"11": {"a": 3, "b": 20, "c": 7}}).nokler == {"a", "c"}


def test_own_count_is_shown_and_protects_nobody() -> None:
    assert _skjul({"11": {"a": 3, "b": 2, "c": 7}}, egne=("a",)).nokler == {"b", "c"}
    assert _skjul({"11": {"a": 3}}, egne=("a",)) == INGEN


def test_zeros_are_used_only_when_there_is_nothing_else() -> None:
    assert _skjul({"11": {"a": 3, "b": 0, "c": 9}}).nokler == {"a", "c"}
    assert _skjul({"11": {"a": 3, "b": 0, "c": 0}}).nokler == {"a", "b"}


def test_small_counts_whose_sum_gives_them_away_take_one_more() -> None:
    assert _skjul({"11": {"a": 1, "b": 1, "c": 9}}).nokler == {"a", "b", "c"}
    assert _skjul({"11": {"a": 4, "b": 4, "c": 9}}).nokler == {"a", "b", "c"}
    assert _skjul({"11": {"a": 1, "b": 2, "c": 9}}).nokler == {"a", "b"}


def test_each_group_is_protected_by_itself() -> None:
    assert _skjul({"11": {"a": 3, "b": 8, "c": 9}, "15": {"d": 2, "e": 1, "f": 6}}).nokler == {"a", "b", "d", "e"}


def test_group_of_one_loses_its_sum_and_takes_another_group_along() -> None:
    """Oslo is a fylke of one kommune: its sum is the count itself."""
    svar = _skjul({"03": {"oslo": 3}, "11": {"a": 8, "b": 9}, "15": {"c": 6, "d": 30}})

    assert svar == Skjuling(frozenset({"oslo", "c"}), frozenset({"03", "15"}), total=False)


def test_group_that_has_something_hidden_already_is_taken_first() -> None:
    svar = _skjul({"03": {"oslo": 3}, "11": {"a": 5, "b": 9}, "15": {"c": 2, "d": 3, "e": 40}})

    assert svar == Skjuling(frozenset({"oslo", "c", "d"}), frozenset({"03", "15"}), total=False)


def test_nothing_left_to_hide_takes_the_total() -> None:
    assert _skjul({"03": {"oslo": 3}}) == Skjuling(frozenset({"oslo"}), frozenset({"03"}), total=True)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["03", "11", "15"]), st.lists(st.integers(0, 7), min_size=1, max_size=3), min_size=1, max_size=3
    )
)
def test_no_hidden_small_count_can_be_computed(fylker: dict[str, list[int]]) -> None:
    """Try every set of numbers that fits what is shown: a hidden 1–4 must have more than one value in them."""
    tall = {g: {f"{g}-{n}": antall for n, antall in enumerate(liste)} for g, liste in fylker.items()}
    fasit = {nokkel: antall for celler in tall.values() for nokkel, antall in celler.items()}
    svar = _skjul(tall)

    mulige = _possible(tall, svar)

    assert {n for n, antall in fasit.items() if 1 <= antall <= 4} <= svar.nokler
    assert [n for n in svar.nokler if 1 <= fasit[n] <= 4 and len(mulige[n]) < 2] == []


def _possible(tall: dict[str, dict[str, int]], svar: Skjuling) -> dict[str, set[int]]:
    skjulte = sorted(svar.nokler)
    sum_skjult = {g: sum(a for n, a in celler.items() if n in svar.nokler) for g, celler in tall.items()}
    ut: dict[str, set[int]] = defaultdict(set)
    for forslag in product(range(9), repeat=len(skjulte)) if len(skjulte) <= 5 else ():
        verdi = dict(zip(skjulte, forslag, strict=True))
        per_gruppe = {g: sum(verdi.get(n, 0) for n in celler) for g, celler in tall.items()}
        passer = all(per_gruppe[g] == sum_skjult[g] for g in tall if g not in svar.grupper)
        if passer and (svar.total or sum(per_gruppe.values()) == sum(sum_skjult.values())):
            for nokkel, antall in verdi.items():
                ut[nokkel].add(antall)
    if len(skjulte) > 5:
        return defaultdict(lambda: {0, 1})
    return ut
