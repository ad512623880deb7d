"""The rolling back-test: no look ahead, what is asked, who is asked for, and the rule of the choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.backtest.compute import backtest, candidates_in, models_for
from signals.backtest.histories import Orders, histories, interactions, learnt_from, queries_of
from signals.backtest.inputs import gather
from signals.backtest.rules import ELIGIBLE, Choice, Trial, choose, is_due
from signals.recommenders.interface import NOBODY
from signals.recommenders.measures import Query
from tests.signals.backtest_shops import pairs

ALGIERS = ZoneInfo("Africa/Algiers")
FIRST = date(2026, 1, 1).toordinal()


def orders_of(
    baskets: list[list[int]], days: list[int], buyers: list[int] | None = None, items: int = 40
) -> Orders:
    return Orders(
        ids=tuple(range(items)),
        baskets=tuple(tuple(sorted(basket)) for basket in baskets),
        days=np.asarray(days, dtype=np.int32),
        buyers=np.asarray(buyers or range(len(baskets)), dtype=np.int64),
        categories=np.zeros(items, dtype=np.int32),
        since=np.zeros(items, dtype=np.int32),
        can_be_had=np.ones(items, dtype=np.bool_),
    )


def busy(count: int = 900, seed: int = 3) -> Orders:
    return orders_of(pairs(count, seed), [FIRST + place * 120 // count for place in range(count)])


def asked(orders: Orders, first: int, last: int) -> list[Query]:
    return queries_of(orders, first, last, np.random.Generator(np.random.PCG64(1)))


def test_the_best_model_of_the_shop_comes_first_and_popularity_is_far_behind() -> None:
    table = backtest(busy(), "conf_x", seed=7)
    rates = {row.model: row.hit_rate for row in table.rows}
    assert list(rates.values()) == sorted(rates.values(), reverse=True)
    assert set(rates) == {"popularity", *ELIGIBLE}
    assert min(rates["ease_20"], rates["conf_x"]) > 2 * rates["popularity"]
    assert [row.difference for row in table.rows if row.model == "conf_x"] == [0.0]


def test_two_runs_are_equal_but_for_their_time() -> None:
    first, second = (backtest(busy(), "conf_x", seed=7) for _ in range(2))
    assert [replace(row, seconds=0) for row in first.rows] == [replace(row, seconds=0) for row in second.rows]
    assert first.folds == second.folds


def test_what_comes_after_a_week_changes_nothing_that_its_models_learn() -> None:
    orders = busy()
    day = int(orders.days[-1]) - 20
    other = orders_of(
        [
            list(basket) if when < day else [39]
            for basket, when in zip(orders.baskets, orders.days, strict=True)
        ],
        orders.days.tolist(),
    )
    known, changed = interactions(orders.before(day)), interactions(other.before(day))
    assert known.items.tobytes() == changed.items.tobytes()
    assert known.days.max() < day


def test_folds_are_the_last_four_weeks_without_gap_or_overlap() -> None:
    table = backtest(busy(), "conf_x", seed=7)
    end = int(busy().days[-1])
    assert [(fold.first, fold.last) for fold in table.folds] == [
        (end - 27, end - 21), (end - 20, end - 14), (end - 13, end - 7), (end - 6, end),
    ]  # fmt: skip


def test_of_an_order_one_product_is_hidden_and_the_rest_asks_for_it() -> None:
    orders = orders_of([[1, 2, 3]], [FIRST])
    (query,) = asked(orders, FIRST, FIRST)
    assert sorted([*query.items, query.target]) == [1, 2, 3]
    assert query.person == 0


def test_a_single_product_is_asked_for_by_what_the_customer_bought_in_90_days() -> None:
    days = [FIRST, FIRST + 50, FIRST + 60, FIRST + 100]
    orders = orders_of([[7], [1], [2], [3]], days, [5, 5, 6, 5])
    assert asked(orders, FIRST + 100, FIRST + 100) == [Query((1,), 3, 5)]
    assert asked(orders, FIRST + 60, FIRST + 60) == []  # nothing is known of customer 6
    again = orders_of([[1], [1]], [FIRST, FIRST + 10], [5, 5])
    assert asked(again, FIRST + 10, FIRST + 10) == []  # nothing new


def test_an_order_of_the_same_day_is_no_past() -> None:
    orders = orders_of([[1], [2]], [FIRST, FIRST], [5, 5])
    assert asked(orders, FIRST, FIRST) == []


def test_candidates_existed_and_can_be_had_or_were_sold_that_week() -> None:
    orders = orders_of([[1], [2]], [FIRST, FIRST + 8], items=5)
    orders = replace(
        orders,
        since=np.array([0, 0, 0, FIRST + 9, 0], dtype=np.int32),
        can_be_had=np.array([True, False, False, True, False]),
    )
    assert candidates_in(orders, FIRST + 7, FIRST + 13).tolist() == [0, 2]


def test_one_product_orders_are_learnt_as_customers_histories() -> None:
    orders = orders_of(
        [[1], [2], [3], [4], [5]], [FIRST, FIRST + 30, FIRST + 89, FIRST + 90, FIRST + 91], [7, 7, 7, 7, 8]
    )
    assert orders.form == "histories"
    data = interactions(orders)
    assert [data.session(number) for number in range(data.n_sessions)] == [[1, 2, 3], [4], [5]]
    assert data.people.tolist() == [7, 7, 8]
    assert interactions(orders_of([[1, 2], [3, 4]], [FIRST, FIRST])).n_sessions == 2


def test_orders_without_customer_are_nobodys_history() -> None:
    orders = orders_of([[1], [2]], [FIRST, FIRST + 1], [NOBODY, NOBODY])
    assert interactions(orders).n_sessions == 2
    assert orders.n_buyers == 2


def test_what_is_served_learns_as_what_was_tried() -> None:
    orders = orders_of([[1], [2], [3]], [FIRST, FIRST + 1, FIRST + 2], [7, 7, 8])
    baskets = interactions(replace(orders, baskets=((1, 2), (3, 4), (5, 6))))
    assert learnt_from(baskets) is baskets
    single = interactions(orders_of([[1, 2], [1, 2]], [FIRST, FIRST + 1], [7, 7]))
    cut = replace(single, starts=np.array([0, 1, 2]), items=single.items[:2])
    assert learnt_from(cut).items.tolist() == histories(cut).items.tolist() == [1, 2]
    assert learnt_from(cut).n_sessions == 1


def test_a_small_shop_is_not_asked_at_all() -> None:
    table = backtest(orders_of(pairs(20), [FIRST + place for place in range(20)]), "conf_x", seed=1)
    assert (table.rows, table.buyers) == ((), 20)
    assert backtest(orders_of([], []), "conf_x", seed=1).folds == ()


def test_models_that_would_leave_out_what_sells_are_not_tried() -> None:
    assert "ease_20" in models_for(5_000)
    assert not any(name.startswith("ease") for name in models_for(5_001))


def test_rows_become_orders_of_whole_products() -> None:
    made = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    products = [(11, -1, made, True), (12, 4, made, False)]
    found = gather(products, [(date(2026, 2, 1), 9, [12, 11]), (date(2026, 3, 5), -1, [12, 99])], ALGIERS)
    assert (found.ids, found.baskets) == ((11, 12), ((0, 1), (1,)))
    assert found.since.tolist() == [date(2026, 2, 1).toordinal()] * 2  # sold before its record was made
    lone = gather(products, [], ALGIERS)
    assert lone.since.tolist() == [date(2026, 3, 2).toordinal()] * 2  # the shop's day, not that of UTC
    assert found.can_be_had.tolist() == [True, False]


def trial(model: str, rate: float, difference: float = 0.0, error: float = 0.01) -> Trial:
    return Trial(model, rate, difference, error)


@pytest.mark.parametrize(
    ("trials", "expected"),
    [
        ([trial("ease_20", 0.3, 0.02), trial("conf_x", 0.28)], Choice("ease_20", "model_switched")),
        ([trial("ease_20", 0.3, 0.01), trial("conf_x", 0.29)], Choice("conf_x", "model_kept")),
        ([trial("popularity", 0.9, 0.6), trial("conf_x", 0.3)], Choice("conf_x", "model_kept")),
        ([trial("conf_x", 0.3), trial("llr", 0.2, -0.1)], Choice("conf_x", "model_kept")),
    ],
)
def test_only_a_lead_of_more_than_one_standard_error_changes_the_model(
    trials: list[Trial], expected: Choice
) -> None:
    assert choose(buyers=500, queries=500, incumbent="conf_x", trials=trials) == expected


def test_little_data_chooses_without_figures() -> None:
    wins = [trial("ease_20", 0.9, 0.5), trial("conf_x", 0.4)]
    assert choose(buyers=99, queries=500, incumbent="llr", trials=wins) == Choice(
        "category_popularity", "model_few_buyers"
    )
    assert choose(buyers=100, queries=99, incumbent="llr", trials=wins) == Choice(
        "conf_x", "model_few_queries"
    )


@settings(max_examples=200, deadline=None)
@given(
    rates=st.lists(st.floats(0, 1), min_size=len(ELIGIBLE), max_size=len(ELIGIBLE)),
    error=st.floats(0, 0.2),
    incumbent=st.sampled_from(ELIGIBLE),
)
def test_a_choice_never_lies_more_than_one_standard_error_below_the_best(
    rates: list[float], error: float, incumbent: str
) -> None:
    base = rates[ELIGIBLE.index(incumbent)]
    trials = [Trial(name, rate, rate - base, error) for name, rate in zip(ELIGIBLE, rates, strict=True)]
    chosen = choose(buyers=100, queries=100, incumbent=incumbent, trials=trials)
    rate = rates[ELIGIBLE.index(chosen.model)]
    assert max(rates) - rate <= error
    assert (chosen.model == incumbent) == (chosen.reason_code == "model_kept")


@pytest.mark.parametrize(
    ("days", "then", "now", "due"),
    [
        (6, 1000, 1050, False), (7, 1000, 1000, True), (0, 1000, 1100, True), (0, 100, 119, False),
        (0, 100, 120, True), (3, 1000, 800, True), (-5, 1000, 1000, True), (0, 0, 0, False),
    ],
)  # fmt: skip
def test_a_comparison_is_made_again_after_a_week_or_when_a_tenth_changed(
    days: int, then: int, now: int, due: bool
) -> None:
    assert is_due(days_since=days, orders_then=then, orders_now=now) is due
