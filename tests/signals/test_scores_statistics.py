"""What the method reaches on simulated shops whose truth is known. ``docs/methods/scores.md`` holds the figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.signals.score_figures import figures, section
from tests.signals.score_worlds import coverage, ranking, steady_against_flash

SIZES = (10, 40, 200, 1000)
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "methods" / "scores.md"


@pytest.mark.parametrize("orders", SIZES)
def test_ranges_cover_the_truth_as_often_as_they_say(orders: int) -> None:
    found = coverage(orders, shops=60)
    assert 0.87 <= found["lower10"] <= 0.93
    assert 0.87 <= found["range90"] <= 0.93


def test_at_200_orders_pooled_rates_rank_better_than_raw_wilson_and_counts() -> None:
    found = ranking(200, shops=60)
    assert found["pooled"] > max(found["raw"], found["wilson"]) + 0.02 > found["counts"]


def test_ten_orders_rank_fifty_products_hardly_at_all() -> None:
    """That is why the page says "not enough data" there."""
    assert ranking(10, shops=60)["pooled"] < 0.3


def test_excess_gini_tells_even_sellers_from_one_week_flashes() -> None:
    few, many = steady_against_flash(10, 8, 200), steady_against_flash(40, 8, 200)
    assert few["excess_gini"] > 0.90
    assert few["excess_gini"] > few["active_weeks"]
    assert many["excess_gini"] > 0.99


@pytest.mark.long
@pytest.mark.parametrize("orders", SIZES)
def test_over_300_shops_ranges_cover_between_87_and_93_percent(orders: int) -> None:
    found = coverage(orders, shops=300)
    assert 0.87 <= found["lower10"] <= 0.93
    assert 0.87 <= found["range90"] <= 0.93


@pytest.mark.long
def test_the_document_holds_the_figures_that_the_simulation_gives() -> None:
    assert section(figures()) in DOCUMENT.read_text()
