"""W-12: the pure computation, by worked examples and by what must hold for any of them."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bosetting.anmodning.modell.beregning import Beregning, Kriterium, Oppsett, beregn, fordel
from imdinett.kjerne.feil import Domenefeil

D = Decimal


def kriterium(kode: str, vekt: int, verdier: dict[str, int | str], **annet) -> Kriterium:
    tall = {nummer: D(verdi) for nummer, verdi in verdier.items()}
    return Kriterium(kode=kode, navn=kode.capitalize(), vekt=vekt, verdier=tall, **annet)


def oppsett(kriterier: list[Kriterium], *, kommuner: str = "abc", **annet) -> Oppsett:
    felt = {"behov": 100, "behov_em": 0, "minste": 10, "kommuner": list(kommuner), **annet}
    return Oppsett(kriterier=kriterier, **felt)


def tallene(beregning: Beregning) -> dict[str, int]:
    return {nummer: rad.antall for nummer, rad in beregning.rader.items()}


# ---- worked examples
FOLK = {"a": 6000, "b": 3000, "c": 1000}


def test_w12_one_criterion_shares_the_need_by_its_values() -> None:
    assert tallene(beregn(oppsett([kriterium("folk", 100, FOLK)]))) == {"a": 60, "b": 30, "c": 10}


def test_w12_two_criteria_add_up_by_weight_and_each_part_is_shown() -> None:
    """60 % by inhabitants, 40 % by places of last year: 0.6·60 + 0.4·50 = 56, and so on."""
    beregning = beregn(
        oppsett([kriterium("folk", 60, FOLK), kriterium("kontinuitet", 40, {"a": 50, "b": 20, "c": 30})])
    )

    assert tallene(beregning) == {"a": 56, "b": 26, "c": 18}
    assert beregning.rader["c"].deler == {"folk": Fraction(6), "kontinuitet": Fraction(12)}
    assert beregning.rader["c"].justering == 0


def test_w12_the_largest_remainders_get_what_rounding_leaves() -> None:
    """100 by 1:1:1 is 33⅓ each: equal remainders and points go by kommunenummer. 101 by 3:2:2 is 43.3, 28.9, 28.9."""
    likt = beregn(oppsett([kriterium("folk", 1, {"c": 1, "b": 1, "a": 1})], kommuner="cba"))
    ulikt = beregn(oppsett([kriterium("folk", 1, {"a": 3, "b": 2, "c": 2})], behov=101))

    assert tallene(likt) == {"a": 34, "b": 33, "c": 33}
    assert tallene(ulikt) == {"a": 43, "b": 29, "c": 29}
    assert likt.rader["a"].justering == Fraction(2, 3)


def test_b014_a_small_kommune_is_lifted_to_the_floor_and_the_others_share_the_rest() -> None:
    """100 by 70:25:5 gives c 5, so c gets 10; a and b share 90 by 70:25, which is 66.3 and 23.7."""
    beregning = beregn(oppsett([kriterium("folk", 1, {"a": 70, "b": 25, "c": 5})]))

    assert tallene(beregning) == {"a": 66, "b": 24, "c": 10}
    assert beregning.rader["c"].justering == 5


def test_b014_a_lift_that_pushes_another_below_lifts_it_too() -> None:
    """50 by 36:11:3: c is lifted to 10; b's share of 40 is 9.4, so b is lifted too, and a keeps 30."""
    beregning = beregn(oppsett([kriterium("folk", 1, {"a": 36, "b": 11, "c": 3})], behov=50))

    assert tallene(beregning) == {"a": 30, "b": 10, "c": 10}


def test_a_rate_is_multiplied_by_the_inhabitants_and_counted_as_resting_on_them() -> None:
    """W-12: that inhabitants are counted several times is shown. 50 % of 6000 is 3000, 100 % of 3000 too."""
    arbeid = kriterium("arbeid", 30, {"a": 50, "b": 100, "c": 0}, per_innbygger=True)
    folk = kriterium("folk", 20, FOLK, er_folketall=True)
    plasser = kriterium("plasser", 50, {"a": 0, "b": 0, "c": 1})

    beregning = beregn(oppsett([arbeid, folk, plasser], folketall={nr: D(n) for nr, n in FOLK.items()}, minste=0))

    assert beregning.rader["a"].deler == {"arbeid": 15, "folk": 12, "plasser": 0}
    assert tallene(beregning) == {"a": 27, "b": 21, "c": 52}
    assert beregning.folketallets_vekt == Fraction(1, 2)


def test_a_kommune_left_out_gets_nothing_and_the_others_share_all() -> None:
    beregning = beregn(oppsett([kriterium("folk", 1, FOLK)], utelatt={"b"}, behov=70))

    assert tallene(beregning) == {"a": 60, "b": 0, "c": 10}


def test_places_for_em_are_shared_out_apart_by_their_own_weights() -> None:
    """B-011, B-070: 94 by inhabitants is 56.4, 28.2, 9.4, and a's points decide the last; 6 for EM by capacity 1:2."""
    folk = kriterium("folk", 100, FOLK)
    kapasitet = kriterium("kapasitet", 0, {"a": 1, "b": 9, "c": 2}, vekt_em=100)

    rader = beregn(oppsett([folk, kapasitet], behov_em=6, med_em={"a", "c"}, minste=9)).rader

    assert {nr: (rad.antall, rad.em) for nr, rad in rader.items()} == {"a": (59, 2), "b": (28, 0), "c": (13, 4)}


def test_a_criterion_without_values_is_left_out_and_said_so() -> None:
    kriterier = [kriterium("folk", 20, FOLK), kriterium("vgo", 60, {}), kriterium("null", 20, dict.fromkeys("abc", 0))]

    beregning = beregn(oppsett(kriterier))

    assert (beregning.uten_verdier, beregning.vekter) == (("vgo", "null"), {"folk": 1})
    assert tallene(beregning) == {"a": 60, "b": 30, "c": 10}


@pytest.mark.parametrize(
    ("felt", "kode"),
    [
        ({"kriterier": [kriterium("folk", 1, {"a": 1, "b": 1})]}, "mangler_verdi"),
        ({"kriterier": [kriterium("arbeid", 1, FOLK, per_innbygger=True)]}, "mangler_verdi"),
        ({"kriterier": [kriterium("folk", 1, {})]}, "ingen_kriterier"),
        ({"kriterier": [kriterium("folk", 1, FOLK)], "behov": 29}, "behov_under_minste"),
        ({"kriterier": [kriterium("folk", 1, FOLK)], "behov_em": 1}, "ingen_em_kommuner"),
        ({"kriterier": [kriterium("folk", 1, FOLK)], "behov_em": 1, "med_em": {"a"}}, "ingen_kriterier"),
        ({"kriterier": [kriterium("folk", 1, FOLK)], "utelatt": {"a", "b", "c"}}, "ingen_poeng"),
    ],
)
def test_what_is_missing_stops_the_computation_and_is_never_guessed(felt, kode) -> None:
    with pytest.raises(Domenefeil) as feil:
        beregn(oppsett(**felt))

    assert feil.value.kode == kode


def test_the_message_names_the_criterion_and_the_kommuner() -> None:
    mange = [f"{n:04d}" for n in range(8)]
    with pytest.raises(Domenefeil) as feil:
        beregn(oppsett([kriterium("folk", 1, {"0000": 1})], kommuner=mange))  # type: ignore[arg-type]

    assert feil.value.melding == (
        "Folk mangler verdi for 7 kommuner (0001, 0002, 0003, 0004, 0005 …). Les inn verdiene, hold kommunene "
        "utenfor eller sett vekten til 0."
    )


# ---- what always holds
NUMRE = st.lists(st.integers(301, 5636).map(lambda n: f"{n:04d}"), min_size=1, max_size=40, unique=True)
POENG = st.integers(1, 10**6)


@st.composite
def tilfeller(draw: st.DrawFn) -> Oppsett:
    """Some kommuner, some left out, some asked for EM; two criteria that no kommune is wholly without."""
    numre = draw(NUMRE)
    utelatt = draw(st.sets(st.sampled_from(numre), max_size=len(numre) - 1))
    med = [nummer for nummer in numre if nummer not in utelatt]
    med_em = draw(st.sets(st.sampled_from(med), min_size=1))
    verdi = st.decimals("0.01", 900_000, places=2)
    kriterier = [
        kriterium(
            kode,
            draw(st.integers(1, 100)),
            {nummer: draw(verdi) for nummer in numre},
            vekt_em=draw(st.integers(1, 100)),
        )
        for kode in ("en", "to")
    ]
    minste = draw(st.integers(0, 12))
    behov_em = draw(st.integers(0, 60))
    behov = behov_em + minste * len(med) + draw(st.integers(0, 5000))
    return Oppsett(
        behov=behov,
        behov_em=behov_em,
        minste=minste,
        kommuner=numre,
        kriterier=kriterier,
        utelatt=utelatt,
        med_em=med_em | draw(st.sets(st.sampled_from(numre))),
    )


@settings(deadline=None)
@given(tilfeller())
def test_w12_the_sum_is_exactly_the_need_and_em_exactly_its_part(oppsett_: Oppsett) -> None:
    rader = beregn(oppsett_).rader.values()

    assert sum(rad.antall for rad in rader) == oppsett_.behov
    assert sum(rad.em for rad in rader) == oppsett_.behov_em
    assert sum(sum(rad.deler.values()) + rad.justering for rad in rader) == oppsett_.behov - oppsett_.behov_em


@settings(deadline=None)
@given(tilfeller())
def test_b014_nobody_who_is_in_is_under_the_floor_and_nobody_left_out_gets_any(oppsett_: Oppsett) -> None:
    rader = beregn(oppsett_).rader

    assert min(rader[nummer].ordinaere for nummer in oppsett_.med) >= oppsett_.minste
    assert {rader[nummer].antall for nummer in oppsett_.utelatt} <= {0}
    assert {rad.em for nummer, rad in rader.items() if nummer not in oppsett_.med_em} <= {0}


@settings(deadline=None)
@given(tilfeller())
def test_w12_alike_kommuner_are_treated_alike_and_more_never_gives_fewer(oppsett_: Oppsett) -> None:
    """P33's finding on 2019: alike kommuner were treated unlike. Equal points differ by the one that rounding gives."""
    beregning = beregn(oppsett_)
    rekke = sorted((sum(beregning.rader[nr].deler.values()), beregning.rader[nr].ordinaere) for nr in oppsett_.med)

    for (poeng_a, antall_a), (poeng_b, antall_b) in pairwise(rekke):
        assert antall_b >= antall_a if poeng_b > poeng_a else abs(antall_b - antall_a) <= 1


@settings(deadline=None)
@given(tilfeller(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(oppsett_: Oppsett, tilfeldig) -> None:
    stokket = list(oppsett_.kommuner)
    tilfeldig.shuffle(stokket)

    assert tallene(beregn(Oppsett(**{**oppsett_.__dict__, "kommuner": stokket}))) == tallene(beregn(oppsett_))


@settings(deadline=None)
@given(st.integers(0, 10_000), NUMRE.flatmap(lambda numre: st.fixed_dictionaries(dict.fromkeys(numre, POENG))))
def test_no_number_is_a_whole_person_from_its_exact_share(antall: int, poeng: dict[str, int]) -> None:
    """Without a floor the rounding moves each by less than one."""
    ut = fordel(antall, {nummer: Fraction(verdi) for nummer, verdi in poeng.items()})

    assert sum(ut.values()) == antall
    assert all(abs(ut[nr] - Fraction(antall * verdi, sum(poeng.values()))) < 1 for nr, verdi in poeng.items())
