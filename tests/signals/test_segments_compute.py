"""The arithmetic of segment offers, against known answers: break-even, hold-out, intervals."""

from __future__ import annotations

from collections import Counter
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.segments.compute import (
    Arm,
    Outcome,
    Person,
    Tried,
    break_even,
    decide_discount,
    effect_of,
    first_discount,
    held_out,
    kept_by_lot,
    margin_effect,
    newcombe,
    pays_chance,
    pooled,
    strata_of,
)
from signals.segments.replay import replays
from signals.segments.rules import FLOOR


@pytest.mark.parametrize(
    ("margin", "discount", "times"),
    [(0.30, 0.10, 1.5), (0.30, 0.0, 1.0), (0.50, 0.25, 2.0), (0.20, 0.15, 4.0)],
)
def test_the_break_even_is_margin_over_what_is_left_of_it(
    margin: float, discount: float, times: float
) -> None:
    assert isclose(break_even(margin, discount), times, rel_tol=1e-12)


@pytest.mark.parametrize(("margin", "discount"), [(0.1, 0.1), (0.1, 0.2), (0.3, -0.1), (1.1, 0.1)])
def test_no_rate_makes_up_for_a_discount_that_eats_the_margin(margin: float, discount: float) -> None:
    with pytest.raises(ValueError, match="leaves nothing"):
        break_even(margin, discount)


@pytest.mark.parametrize(
    ("margin", "share"), [(0.30, 0.10), (0.60, 0.10), (0.15, 0.05), (0.10, 0.03), (0.02, 0.0)]
)
def test_the_first_discount_is_a_third_of_the_margin_and_at_most_ten_percent(
    margin: float, share: float
) -> None:
    assert first_discount(margin) == share


@given(st.floats(0.001, 1.0))
def test_the_first_discount_never_passes_its_bounds(margin: float) -> None:
    assert 0 <= first_discount(margin) <= min(0.10, margin / 3) + 1e-9


@pytest.mark.parametrize(
    ("margin", "tried", "share", "code"),
    [
        (None, Tried(), 0.0, "discount_margin_unknown"),
        (0.02, Tried(), 0.0, "discount_margin_thin"),
        (0.30, Tried(), 0.10, "discount_untested"),
        (0.30, Tried(270, 60, FLOOR - 1, 1), 0.10, "discount_untested"),
        (0.30, Tried(900, 180, 100, 5), 0.10, "discount_pays"),
        (0.30, Tried(900, 90, 100, 10), 0.0, "discount_does_not_pay"),
    ],
)
def test_a_discount_is_tried_small_and_kept_only_when_it_pays(
    margin: float | None, tried: Tried, share: float, code: str
) -> None:
    found = decide_discount(margin, tried)
    assert (found.share, found.reason_code) == (share, code)


def test_the_chance_to_pay_agrees_with_a_simulation() -> None:
    import numpy as np

    tried = Tried(270, 30, 30, 2)
    draws = np.random.Generator(np.random.PCG64(7))
    p_d, p_0 = draws.beta(30.5, 240.5, 400_000), draws.beta(2.5, 28.5, 400_000)
    assert abs(pays_chance(tried, 1.5) - float((p_d > 1.5 * p_0).mean())) < 0.003


def test_a_tenth_is_held_out_of_each_stratum_and_never_nobody() -> None:
    people = [Person(ref, expected=ref / 100) for ref in range(1, 201)]
    strata = strata_of(people)
    assert Counter(strata.values()) == dict.fromkeys(range(10), 20)
    held = held_out(strata.items(), seed=11)
    assert Counter(strata[ref] for ref in held) == dict.fromkeys(range(10), 2)
    for n in range(1, 11):
        assert len(held_out([(ref, 0) for ref in range(n)], seed=3)) == 1
    assert held_out([], seed=3) == []


def test_those_who_cannot_be_written_to_have_strata_of_their_own() -> None:
    people = [Person(ref, is_contactable=ref % 2 == 0) for ref in range(20)]
    assert {ref for ref, stratum in strata_of(people).items() if stratum >= 10} == set(range(1, 20, 2))


def test_everybody_has_the_same_chance_to_be_held_out() -> None:
    strata = strata_of([Person(ref, expected=ref) for ref in range(25)])
    times = Counter(ref for seed in range(4000) for ref in held_out(strata.items(), seed))
    assert all(abs(times[ref] / 4000 - 0.1) < 0.025 for ref in range(25))


@given(st.sets(st.integers(1, 10_000), min_size=2, max_size=60), st.integers(0, 2**63))
def test_the_draw_depends_on_seed_and_people_and_not_on_their_order(refs: set[int], seed: int) -> None:
    strata = [(ref, ref % 3) for ref in sorted(refs)]
    assert held_out(strata, seed) == held_out(list(reversed(strata)), seed)
    assert set(held_out(strata, seed)) < refs


def test_a_lot_keeps_at_most_so_many_and_always_the_same() -> None:
    kept = kept_by_lot(range(1, 100), seed=5, most=10)
    assert (len(kept), kept) == (10, kept_by_lot(reversed(range(1, 100)), seed=5, most=10))
    assert kept_by_lot([1, 2], seed=5, most=0) == []


def test_shares_have_newcombes_interval() -> None:
    """Newcombe (1998), table II, case (a): 56 of 70 against 48 of 80, method 10."""
    found = newcombe(Arm(70, 56, 56, 0), Arm(80, 48, 48, 0))
    assert (round(found.value, 4), round(found.low, 4), round(found.high, 4)) == (0.2, 0.0524, 0.3339)


def people(orders: int, n: int, before: int = 0) -> list[Outcome]:
    return [Outcome(1 if place < orders else 0, before) for place in range(n)]


def test_under_thirty_people_in_a_group_nothing_is_told() -> None:
    found = effect_of(people(20, 261), people(1, 29))
    assert (found.orders, found.share, found.held.people) == (None, None, 29)


def test_a_group_without_any_order_still_has_a_width() -> None:
    found = effect_of(people(0, 270), people(0, 30))
    assert found.orders is not None
    assert found.orders.low < 0 < found.orders.high


def test_adjusting_takes_out_what_earlier_orders_explain() -> None:
    """Held-out people who always ordered more keep doing so: without the offer the adjusted difference is nothing."""
    treated = [Outcome(before, before) for before in (0, 1, 2) for _ in range(60)]
    held = [Outcome(before, before) for before in (1, 2, 3) for _ in range(15)]
    found = effect_of(treated, held)
    assert found.orders is not None
    assert found.removed == 1.0
    assert abs(found.orders.value) < 1e-9


def test_weak_history_is_not_worth_adjusting_for() -> None:
    assert effect_of(people(50, 270, before=1), people(5, 30, before=1)).removed == 0.0


def test_margin_is_told_per_head_and_only_from_the_floor_on() -> None:
    assert margin_effect([1.0] * 29, [1.0] * 200) is None
    found = margin_effect([10.0, 20.0] * 50, [5.0, 15.0] * 20)
    assert found is not None
    assert found.value == 5.0
    assert found.low < 5.0 < found.high


def test_two_equal_campaigns_say_the_same_with_a_narrower_interval() -> None:
    one = effect_of(people(60, 270), people(3, 30)).orders
    assert one is not None
    both = pooled([one, one])
    assert both is not None
    assert isclose(both.value, one.value)
    assert isclose((both.high - both.low) * 2**0.5, one.high - one.low, rel_tol=1e-9)
    assert pooled([]) is None


def test_a_changed_input_no_longer_replays() -> None:
    from dataclasses import asdict

    tried = {"people": 900, "buyers": 180, "held": 100, "held_buyers": 5}
    output = {"discount": asdict(decide_discount(0.3, Tried(**tried)))}
    assert replays([{"margin": 0.3, "tried": tried}], output)
    assert not replays([{"margin": 0.3, "tried": tried | {"buyers": 90}}], output)
