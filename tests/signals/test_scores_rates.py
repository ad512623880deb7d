"""Pooled rates: the prior without data, the raw rate with much, and nothing lost in between."""

from __future__ import annotations

from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from shop_ai.lib.intervals import wilson
from signals.scores.priors import PRIORS, Prior, default_prior
from signals.scores.rates import fit_by_group, fit_prior, log_posterior, posterior

counts = st.lists(
    st.tuples(st.integers(0, 400), st.integers(0, 4000)).map(lambda pair: (min(pair), max(pair))),
    min_size=1,
    max_size=12,
)


def arrays(pairs: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([s for s, _n in pairs], float), np.array([n for _s, n in pairs], float)


def mean_of(s: float, n: float, prior: Prior) -> float:
    one = posterior(np.array([s]), np.array([n]), np.array([prior.mean]), np.array([prior.strength]))
    return float(one.mean[0])


@pytest.mark.parametrize("step", list(PRIORS))
def test_without_a_trial_the_answer_is_the_prior(step: str) -> None:
    prior = PRIORS[step]
    assert fit_prior(np.zeros(5), np.zeros(5), prior) == prior
    assert mean_of(0, 0, prior) == pytest.approx(prior.mean, abs=1e-15)


def test_the_prior_is_worth_two_events() -> None:
    assert default_prior(0.02) == Prior(0.02, 100)
    assert mean_of(3, 100, Prior(0.02, 100)) == pytest.approx(5 / 200)


@given(st.integers(0, 500), st.integers(1, 500), st.floats(0.001, 0.9), st.floats(1, 1000))
def test_one_more_success_never_lowers_the_rate(s: int, more: int, mean: float, strength: float) -> None:
    n, prior = float(s + more), Prior(mean, strength)
    assert mean_of(s, n, prior) < mean_of(s + 1, n, prior) < 1


@settings(deadline=None, max_examples=40)
@given(counts, st.integers(0, 11))
def test_one_more_order_lifts_its_product_also_when_the_prior_is_fitted_again(
    pairs: list[tuple[int, int]], which: int
) -> None:
    at = which % len(pairs)
    s, n = arrays(pairs)
    n[at] += 1
    more = s.copy()
    more[at] += 1
    before, after = fit_prior(s, n, PRIORS["order"]), fit_prior(more, n, PRIORS["order"])
    assert mean_of(more[at], n[at], after) > mean_of(s[at], n[at], before) - 1e-6


@settings(deadline=None, max_examples=30)
@given(counts)
def test_the_fit_stands_at_the_top(pairs: list[tuple[int, int]]) -> None:
    """No mean or strength of a fine grid does better."""
    s, n = arrays(pairs)
    prior = PRIORS["order"]
    found = fit_prior(s, n, prior)
    top = log_posterior(found.mean, found.strength, s, n, prior)
    for mean in np.geomspace(0.0005, 0.9, 40):
        for strength in np.geomspace(0.5, 1e5, 40):
            assert log_posterior(float(mean), float(strength), s, n, prior) <= top + 1e-4


@settings(deadline=None, max_examples=30)
@given(counts)
def test_the_order_of_the_products_does_not_matter(pairs: list[tuple[int, int]]) -> None:
    s, n = arrays(pairs)
    forward, backward = fit_prior(s, n, PRIORS["click"]), fit_prior(s[::-1], n[::-1], PRIORS["click"])
    assert forward.mean == pytest.approx(backward.mean, rel=1e-3)


def test_with_a_million_times_the_data_the_rate_is_the_raw_one() -> None:
    s, n = np.array([3.0, 40.0, 7.0]) * 1e6, np.array([100.0, 900.0, 350.0]) * 1e6
    prior = fit_prior(s, n, PRIORS["order"])
    rates = posterior(s, n, np.full(3, prior.mean), np.full(3, prior.strength))
    assert rates.mean == pytest.approx(s / n, rel=1e-6)
    assert rates.quantile(0.9) - rates.quantile(0.1) == pytest.approx(np.zeros(3), abs=1e-3)


def test_a_category_without_data_takes_the_prior_of_its_shop() -> None:
    s, n = np.array([20.0, 10.0, 0.0]), np.array([400.0, 300.0, 0.0])
    fits = fit_by_group(s, n, np.array([1, 1, 2]), PRIORS["order"])
    assert fits[2] == fits[0]
    assert fits[1].mean > PRIORS["order"].mean


def test_the_slope_of_the_loss_is_right() -> None:
    from signals.scores.rates import _loss

    s, n, prior = np.array([3.0, 0.0, 9.0]), np.array([50.0, 20.0, 80.0]), PRIORS["click"]
    at = np.array([log(0.05 / 0.95), log(30.0)])
    _value, slope = _loss(at, s, n, prior)
    for axis in (0, 1):
        step = np.zeros(2)
        step[axis] = 1e-6
        numeric = (_loss(at + step, s, n, prior)[0] - _loss(at - step, s, n, prior)[0]) / 2e-6
        assert slope[axis] == pytest.approx(numeric, rel=1e-6)


# proportion_confint(s, n, alpha=0.2, method="wilson") of statsmodels 0.15.0.
STATSMODELS = {
    (3, 40): (0.0368337385468104, 0.14669024447490364),
    (0, 7): (0.0, 0.1900374059553338),
    (39, 40): (0.9200401635538998, 0.9924918554218313),
    (250, 1000): (0.23287115456903346, 0.2679486861531148),
}


@pytest.mark.parametrize(("s", "n"), list(STATSMODELS))
def test_wilsons_bounds_are_those_of_statsmodels_and_scipy(s: int, n: int) -> None:
    found = wilson(s, n, 1.2815515655446004)
    scipys = binomtest(s, n).proportion_ci(0.8, method="wilson")
    assert (found.low, found.high) == pytest.approx(STATSMODELS[s, n], abs=1e-12)
    assert (found.low, found.high) == pytest.approx((scipys.low, scipys.high), abs=1e-12)
