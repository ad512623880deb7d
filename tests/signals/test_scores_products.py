"""A product's score: parts that add up, a range, a place in the shop, and one advice."""

from __future__ import annotations

from dataclasses import replace
from math import exp, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.scores.compute import Result, Scored, score_products
from signals.scores.facts import Frame, ProductFacts, as_candidates, from_candidates, read, written
from signals.scores.priors import FLOOR, PRIORS

FRAME = Frame("exposures", seed=7, shop_weeks=(40,) * 12)


def a_product(
    number: int,
    *,
    shown: int = 4000,
    looked: int = 120,
    ordered: int = 12,
    delivered: int = 9,
    back: int = 1,
    price: float = 2500.0,
    margin: float = 750.0,
    category: int = 0,
    weekly: tuple[int, ...] = (1,) * 12,
) -> ProductFacts:
    """Plain counts of one product, all of them recent."""
    counts = ((looked, shown), (ordered, looked), (delivered, ordered), (back, delivered))
    pairs = tuple((float(s), float(n)) for s, n in counts)
    return ProductFacts(number, category, shown, price, margin, pairs, weekly)


SPREAD = (
    (60, 8, 6),
    (84, 6, 3),
    (96, 14, 11),
    (108, 10, 8),
    (132, 7, 4),
    (144, 16, 12),
    (156, 18, 15),
    (180, 14, 9),
)


def a_shop(**changes: int) -> list[ProductFacts]:
    """Eight products that differ as products do, and a ninth that differs as asked."""
    plain = [
        a_product(number, looked=looked, ordered=ordered, delivered=delivered)
        for number, (looked, ordered, delivered) in enumerate(SPREAD, 1)
    ]
    return [*plain, a_product(9, **changes)]  # type: ignore[arg-type]


def last(result: Result) -> Scored:
    return result.products[-1]


products = st.lists(
    st.builds(
        lambda number, shown, a, b, c, d, price, category: a_product(
            number,
            shown=shown,
            looked=int(shown * a),
            ordered=int(shown * a * b),
            delivered=int(shown * a * b * c),
            back=int(shown * a * b * c * d),
            price=price,
            margin=price * 0.3,
            category=category,
        ),
        st.integers(1, 10**6),
        st.integers(0, 20_000),
        *[st.floats(0, 1)] * 4,
        st.floats(1, 1e5),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda product: product.product_id,
)


@settings(deadline=None, max_examples=25)
@given(products)
def test_the_parts_add_up_to_the_logarithm_of_the_value(given_products: list[ProductFacts]) -> None:
    for one in score_products(FRAME, given_products).products:
        total = one.base + sum(part.contribution for part in one.parts)
        assert total == pytest.approx(one.log_value, abs=1e-9)
        assert log(one.value) == pytest.approx(one.log_value, abs=1e-9)
        product = 1000 * np.prod([part.factor for part in one.parts])
        assert one.value == pytest.approx(float(product), rel=1e-9)


def test_contributions_are_distances_from_the_average_product_of_the_shop() -> None:
    result = score_products(FRAME, a_shop(delivered=3))
    for step in ("click", "order", "delivered", "margin", "kept"):
        logs = [part.contribution for one in result.products for part in one.parts if part.step == step]
        assert sum(logs) == pytest.approx(0, abs=1e-9)


def test_the_ranking_key_is_the_mean_of_the_draws() -> None:
    """The mean of many draws of each rate, multiplied, within four standard errors of the key."""
    result = score_products(FRAME, a_shop(looked=300, ordered=40, delivered=30))
    one = last(result)
    generator = np.random.default_rng(1)
    value = np.full(200_000, 1000.0)
    for part in one.parts:
        if part.step == "margin":
            value *= part.factor
            continue
        a = part.successes + part.prior_mean * part.prior_strength
        b = part.trials - part.successes + (1 - part.prior_mean) * part.prior_strength
        rate = generator.beta(a, b, value.size)
        value *= 1 - rate * (750 + 375) / 750 if part.step == "kept" else rate
    assert abs(value.mean() - one.value) < 4 * value.std() / np.sqrt(value.size)
    assert one.low == pytest.approx(float(np.quantile(value, 0.1)), rel=0.05)
    assert one.high == pytest.approx(float(np.quantile(value, 0.9)), rel=0.05)
    assert one.careful == pytest.approx(float(np.quantile(value, 0.2)), rel=0.05)


def test_a_product_that_nobody_saw_shows_the_prior_of_its_shop_and_no_place() -> None:
    result = score_products(FRAME, a_shop(shown=0, looked=0, ordered=0, delivered=0, back=0))
    one = last(result)
    assert (one.percentile, one.band_low, one.verdict.advice) == (None, None, "thin")
    assert one.verdict.values == {"n": 0, "floor": FLOOR}
    for part in one.parts:
        if part.step != "margin":
            assert part.mean == pytest.approx(part.prior_mean, rel=1e-9)


def test_a_shop_without_data_gets_the_defaults_and_a_shop_without_products_nothing() -> None:
    alone = score_products(FRAME, [a_product(1, shown=0, looked=0, ordered=0, delivered=0, back=0)])
    assert {step: fits[0] for step, fits in alone.fits.items()} == {
        step: PRIORS[step] for step in ("click", "order", "delivered", "returned")
    }
    assert alone.middle is None
    assert score_products(FRAME, []) == Result((), {}, None)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"looked": 200}, {"looked": 100}),
        ({"ordered": 20, "delivered": 9}, {"ordered": 9, "delivered": 4}),
        ({"delivered": 11}, {"delivered": 4}),
        ({"back": 0}, {"back": 6}),
        ({"margin": 900}, {"margin": 500}),
    ],
)
def test_more_looks_orders_deliveries_and_margin_raise_it_and_returns_lower_it(
    better: dict[str, int], worse: dict[str, int]
) -> None:
    high, low = (last(score_products(FRAME, a_shop(**changes))) for changes in (better, worse))
    assert high.value > low.value


def test_another_product_with_the_same_counts_changes_no_order_and_the_same_counts_are_equal() -> None:
    result = score_products(FRAME, [a_product(number) for number in range(1, 8)])
    first = result.products[0]
    assert all(
        (one.value, one.low, one.percentile) == (first.value, first.low, first.percentile)
        for one in result.products
    )
    assert first.percentile == 50


def test_the_same_arguments_give_the_same_rows_and_another_seed_another_range() -> None:
    shop = a_shop(looked=300)
    assert score_products(FRAME, shop) == score_products(FRAME, shop)
    other = score_products(replace(FRAME, seed=8), shop)
    assert last(other).value == last(score_products(FRAME, shop)).value
    assert last(other).low != last(score_products(FRAME, shop)).low


@settings(deadline=None, max_examples=25)
@given(products)
def test_the_ledgers_form_comes_back_to_the_last_digit(given_products: list[ProductFacts]) -> None:
    assert [read(written(product)) for product in given_products] == given_products
    assert from_candidates(as_candidates(FRAME, given_products)) == (FRAME, given_products)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"looked": 600, "ordered": 90, "delivered": 80, "back": 2}, "score_promote"),
        ({"ordered": 60, "delivered": 12, "looked": 200}, "score_repair_delivered"),
        ({"ordered": 60, "delivered": 50, "looked": 200, "back": 24}, "score_repair_kept"),
        ({"shown": 40_000, "looked": 200, "ordered": 24, "delivered": 20}, "score_repair_click"),
        ({"looked": 1000, "ordered": 12}, "score_repair_order"),
        ({"shown": 20_000, "looked": 600, "ordered": 1, "delivered": 0, "back": 0}, "score_stop_low"),
        ({"margin": 25}, "score_sold_under_cost"),
        ({"ordered": 400, "looked": 900, "delivered": 300, "back": 290}, "score_returns_eat_margin"),
        ({}, "score_keep"),
    ],
)
def test_each_story_gets_its_advice(changes: dict[str, int], code: str) -> None:
    assert last(score_products(FRAME, a_shop(**changes))).verdict.reason_code == code


def test_a_flash_is_not_promoted_where_a_steady_seller_is() -> None:
    strong = {"looked": 190, "ordered": 22, "delivered": 18}
    steady = a_product(9, **strong, weekly=(3,) * 12)
    flash = a_product(9, **strong, weekly=(0,) * 11 + (36,))
    for product, advice in ((steady, "promote"), (flash, "keep")):
        one = last(score_products(FRAME, [*a_shop()[:-1], product]))
        assert (one.verdict.advice, one.key <= one.careful) == (advice, True)


def test_what_is_worse_only_by_chance_is_not_to_repair() -> None:
    one = last(score_products(FRAME, a_shop(ordered=3, delivered=1, back=0)))
    assert one.verdict.reason_code != "score_repair_delivered"


def test_without_impressions_the_value_is_per_visit_and_without_visits_per_order() -> None:
    visits = [replace(product, counts=product.counts[1:]) for product in a_shop(ordered=24, delivered=20)]
    result = score_products(replace(FRAME, basis="visits"), visits)
    assert [part.step for part in last(result).parts] == ["order", "delivered", "margin", "kept"]
    orders = [
        replace(product, n=200, counts=((product.counts[1][0], 200.0), *product.counts[2:]))
        for product in a_shop()
    ]
    result = score_products(replace(FRAME, basis="orders"), orders)
    assert [part.step for part in last(result).parts] == ["share", "delivered", "margin", "kept"]
    assert last(result).value == pytest.approx(exp(last(result).log_value))
