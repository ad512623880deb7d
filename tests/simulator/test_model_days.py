"""The model: the same seed gives the same bytes, totals reconcile, and tiny or empty shops are shops too."""

from __future__ import annotations

import hashlib
import tracemalloc
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shop_ai.simulator.model.events import TYPES
from shop_ai.simulator.model.plan import Plan, inclusion, pick_exactly
from shop_ai.simulator.model.sales import CANCELLED_STATE, DELIVERED, PLACED, REFUSED, RETURNED, Orders
from shop_ai.simulator.model.seasons import demand, hours, is_ramadan, occasions_of
from shop_ai.simulator.model.world import World, orders_of_days

LAST = date(2026, 11, 21)
LONG_AFTER = 1e9


def a_plan(**sizes: Any) -> Plan:
    return Plan(**{"last": LAST, "days": 20, "orders": 60, "visits_per_day": 15.0, **sizes})


def bytes_of(value: Any) -> Iterator[bytes]:
    """Every array and number that a value holds."""
    if isinstance(value, np.ndarray):
        yield value.tobytes()
    elif is_dataclass(value):
        for field in fields(value):
            yield from bytes_of(getattr(value, field.name))
    else:
        yield repr(value).encode()


def digest(plan: Plan) -> str:
    found = hashlib.sha256()
    for day in World(plan).days():
        for piece in bytes_of(day):
            found.update(piece)
    return found.hexdigest()


def all_orders(plan: Plan) -> list[Orders]:
    return [day.orders for day in World(plan).days()]


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    assert digest(a_plan()) == digest(a_plan())
    assert digest(a_plan()) != digest(a_plan(seed=2))


def test_days_taken_twice_are_the_same_and_count_once() -> None:
    world = World(a_plan())
    first = [day.events.ids for day in world.days()]
    assert [day.events.ids for day in world.days()] == first
    assert sum(one["orders"] for one in world.truth()["channels"]) == 60


@pytest.mark.parametrize(
    "sizes", [{}, {"visits_per_day": 0.0}, {"orders": 5000}, {"days": 1}, {"growth": 0.0}]
)
def test_there_are_exactly_as_many_orders_as_planned(sizes: dict[str, Any]) -> None:
    plan = a_plan(**sizes)
    assert sum(map(len, all_orders(plan))) == plan.orders == orders_of_days(plan).sum()


def test_every_order_ends_in_exactly_one_state_and_times_follow_each_other() -> None:
    for orders in all_orders(a_plan(orders=2000)):
        ends = np.stack([orders.cancelled, orders.refused, orders.delivered])
        assert ((~np.isnan(ends)).sum(axis=0) == 1).all()
        assert set(orders.states(LONG_AFTER)) <= {CANCELLED_STATE, REFUSED, DELIVERED, RETURNED}
        assert set(orders.states(-1.0)) <= {PLACED}
        comes_back = ~np.isnan(orders.returned)
        assert not np.isnan(orders.delivered[comes_back]).any()
        known = np.stack([orders.placed, orders.confirmed, orders.shipped, orders.delivered, orders.returned])
        steps = np.diff(known, axis=0)
        assert (steps[~np.isnan(steps)] > 0).all()


def test_states_by_time_only_go_forward() -> None:
    orders = all_orders(a_plan(orders=400, days=1))[0]
    stages = np.stack([orders.states(day * 86_400.0) for day in range(25)])
    assert (np.diff(stages, axis=0) >= 0).all()


def test_revenue_is_the_sum_of_the_lines_and_no_order_names_a_product_twice() -> None:
    for orders in all_orders(a_plan(orders=500)):
        amounts = orders.line_quantity * orders.line_price
        assert orders.value.sum() == amounts.sum()
        assert set(orders.line_order) == set(range(len(orders)))
        pairs = list(zip(orders.line_order, orders.line_product, strict=True))
        assert len(pairs) == len(set(pairs))
        first = np.flatnonzero(np.diff(orders.line_order, prepend=-1))
        assert (orders.line_product[first] == orders.product).all()


def test_an_order_from_the_site_leaves_a_cart_and_a_checkout() -> None:
    for day in World(a_plan()).days():
        web = day.orders.look[day.orders.look >= 0]
        wanted = set(zip(day.looks.visit[web].tolist(), day.looks.product[web].tolist(), strict=True))
        for name in ("view", "add_to_cart", "begin_checkout"):
            mine = day.events.kind == TYPES.index(name)
            seen = zip(day.events.visit[mine].tolist(), day.events.product[mine].tolist(), strict=True)
            assert wanted <= set(seen)


def test_events_are_in_the_order_of_the_clock_with_an_id_each() -> None:
    for day in World(a_plan()).days():
        assert (np.diff(day.events.second) >= 0).all()
        assert len(day.events.ids) == 16 * len(day.events)
        assert sum(day.events.counts().values()) == len(day.events)


@settings(max_examples=40, deadline=None)
@given(
    days=st.integers(1, 9),
    orders=st.integers(0, 10),
    visits=st.sampled_from([0.0, 0.3, 2.0, 9.0]),
    products=st.integers(1, 30),
    customers=st.integers(0, 4),
    seed=st.integers(0, 2**32),
)
def test_tiny_shops_are_whole_shops(
    days: int, orders: int, visits: float, products: int, customers: int, seed: int
) -> None:
    plan = Plan(
        last=LAST,
        days=days,
        orders=orders,
        visits_per_day=visits,
        products=products,
        customers=customers,
        seed=seed,
    )
    world = World(plan)
    made = list(world.days())
    assert [day.date for day in made] == [plan.day(at) for at in range(days)]
    assert sum(len(day.orders) for day in made) == orders
    truth = world.truth()
    assert len(truth["products"]) == products
    expected = sum(one["expected"]["orders"] for one in truth["products"])
    assert expected == pytest.approx(sum(one["counts"]["orders"] for one in truth["products"]), abs=1e-3)


def test_nothing_at_all_is_a_shop_without_days() -> None:
    world = World(Plan(last=LAST, days=0, orders=0, visits_per_day=0, products=0))
    assert list(world.days()) == []
    assert world.truth()["products"] == []


@pytest.mark.parametrize("sizes", [{"days": 0, "orders": 1}, {"products": 0}, {"visits_per_day": -1.0}])
def test_a_plan_that_cannot_be_is_refused(sizes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="sizes"):
        a_plan(**sizes)


def test_memory_follows_the_day_and_not_the_history() -> None:
    peaks = []
    for days in (10, 60):
        world = World(a_plan(days=days, orders=days * 5, visits_per_day=300.0, customers=500))
        tracemalloc.start()
        for _day in world.days():
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


def test_chances_sum_to_the_number_picked_and_none_is_above_one() -> None:
    weights = np.array([0.0, 1.0, 2.0, 50.0, 3.0])
    chances = inclusion(weights, 3)
    assert chances.sum() == pytest.approx(3)
    assert chances[3] == 1.0
    assert chances[0] == 0.0
    assert chances[2] == pytest.approx(2 * chances[1])


def test_picks_happen_as_often_as_their_chances_say() -> None:
    rng, weights = np.random.default_rng(5), np.array([1.0, 2.0, 3.0, 4.0, 0.0])
    hits = np.zeros(5)
    for _turn in range(4000):
        picked, chances = pick_exactly(rng, weights, 2)
        assert len(set(picked.tolist())) == 2
        hits[picked] += 1
    error = np.sqrt(chances * (1 - chances) / 4000)
    assert (np.abs(hits / 4000 - chances) <= 4 * error + 1e-12).all()


def test_more_picks_than_candidates_are_refused() -> None:
    with pytest.raises(ValueError, match="more"):
        inclusion(np.array([1.0, 0.0]), 2)


def test_demand_follows_the_week_and_the_feasts() -> None:
    plan = Plan(last=date(2026, 12, 31), days=365, orders=0, growth=0.0)
    factor = {plan.day(at): value for at, value in enumerate(demand(plan))}
    assert np.mean(list(factor.values())) == pytest.approx(1.0)
    assert factor[date(2026, 11, 27)] > 1.4 * factor[date(2026, 11, 20)]  # Black Friday against a Friday
    assert factor[date(2026, 3, 12)] > 1.4 * factor[date(2026, 2, 5)]  # the week before Aïd el-Fitr
    assert factor[date(2026, 3, 20)] < 0.7 * factor[date(2026, 2, 6)]  # the feast itself
    assert is_ramadan(date(2026, 3, 1))
    assert hours(date(2026, 3, 1))[1] > hours(date(2026, 2, 1))[1]


def test_years_without_known_lunar_dates_keep_the_others() -> None:
    assert {one.key for one in occasions_of(2031)} == {"rentree", "black_friday"}
