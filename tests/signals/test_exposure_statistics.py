"""What the rule and the sharing reach where the truth is known. ``docs/methods/exposure.md`` holds the figures."""

from __future__ import annotations

import numpy as np
import pytest

from tests.signals.exposure_figures import DOCUMENT, figures, section
from tests.signals.exposure_worlds import bandit, rates, staged

TESTS = 8_000


@pytest.mark.parametrize(
    ("usual", "promote_from", "promoted", "right", "stopped", "rightly", "undecided", "people"),
    [
        (0.10, 0.80, 0.38, 0.90, 0.48, 0.94, 0.14, 130),
        (0.10, 0.90, 0.32, 0.93, 0.47, 0.94, 0.21, 146),
        (0.03, 0.80, 0.30, 0.86, 0.35, 0.92, 0.35, 204),
        (0.03, 0.90, 0.20, 0.94, 0.35, 0.91, 0.45, 224),
    ],
)
def test_the_rule_reaches_the_published_table(
    usual: float,
    promote_from: float,
    promoted: float,
    right: float,
    stopped: float,
    rightly: float,
    undecided: float,
    people: float,
) -> None:
    """Within the error of two simulations of some thousand tests."""
    found = staged(usual, rates(usual, TESTS, 7), 8, promote_from)
    reached = (found.promoted, found.right, found.stopped, found.rightly_stopped, found.undecided)
    assert reached == pytest.approx((promoted, right, stopped, rightly, undecided), abs=0.03)
    assert found.people == pytest.approx(people, rel=0.03)


@pytest.mark.parametrize("usual", [0.10, 0.03])
def test_of_the_promoted_at_least_nine_of_ten_are_truly_above_average(usual: float) -> None:
    found = staged(usual, rates(usual, 10_000, 17), 18)
    assert found.right >= 0.90
    assert found.rightly_stopped >= 0.90


def test_an_average_product_is_promoted_one_time_in_five() -> None:
    """That is why the page says what a promotion is worth and not "90 % sure"."""
    found = staged(0.10, np.full(TESTS, 0.10), 8)
    assert found.promoted == pytest.approx(0.21, abs=0.03)


def test_where_products_differ_more_than_believed_the_promoted_are_right_more_often() -> None:
    assert staged(0.03, rates(0.03, TESTS, 7, 0.7), 8).right >= 0.93


def test_thompson_finds_the_best_of_eight_and_loses_less_than_sharing_evenly() -> None:
    best, regret = bandit(0.10, 300, 9)
    evenly_best, evenly_lost = bandit(0.10, 300, 9, is_thompson=False)
    assert best == pytest.approx(0.745, abs=0.07)
    assert best >= evenly_best - 0.05
    assert regret == pytest.approx(0.28, abs=0.05)
    assert regret < evenly_lost / 2


@pytest.mark.long
def test_the_document_holds_the_figures_that_the_simulation_gives() -> None:
    assert section(figures()) in DOCUMENT.read_text()
