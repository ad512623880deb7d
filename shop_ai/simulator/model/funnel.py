"""Small generators for statistical tests: a shop's products and their counts in one call, truth included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from shop_ai.simulator.model.plan import Floats, Ints, Rng


@dataclass(frozen=True, slots=True)
class Funnel:
    """Counts of ``products`` products with the true rate of each step.

    ``trials[name]`` and ``hits[name]`` are whole numbers, ``truth[name]`` the rate they were drawn with; the names
    are the steps: ``click`` (of impressions), ``order`` (of clicks), ``delivered`` (of orders), ``returned`` (of
    delivered orders).
    """

    trials: dict[str, Ints]
    hits: dict[str, Ints]
    truth: dict[str, Floats]


# Means of methods.md 1.1; spread: coefficient of variation between products.
STEPS: Final[dict[str, float]] = {"click": 0.03, "order": 0.02, "delivered": 0.70, "returned": 0.08}
SPREAD: Final = 0.7
MOST_SPREAD_SHARE: Final = 0.6


def beta_rates(rng: Rng, mean: float, spread: float, count: int) -> Floats:
    """True rates from the Beta of this mean and coefficient of variation (cut where a Beta cannot reach it)."""
    widest = MOST_SPREAD_SHARE * np.sqrt((1 - mean) / mean)
    strength = (1 - mean) / (mean * min(spread, widest) ** 2) - 1
    return rng.beta(mean * strength, (1 - mean) * strength, count)


def draw_funnel(
    rng: Rng,
    *,
    products: int = 50,
    orders: float = 200.0,
    spread: float = SPREAD,
    means: dict[str, float] | None = None,
) -> Funnel:
    """Binomial counts of a shop with about ``orders`` orders in all.

    Clicks are shared by a log-normal popularity; impressions follow from the mean click rate. The counts of a step
    are the trials of the next, as in the shop.
    """
    rate = STEPS | (means or {})
    truth = {name: beta_rates(rng, mean, spread, products) for name, mean in rate.items()}
    popular = rng.lognormal(0, 0.5, products)
    exposures = rng.poisson(orders / rate["order"] / rate["click"] * popular / popular.sum())
    trials: dict[str, Ints] = {}
    hits: dict[str, Ints] = {}
    left = np.asarray(exposures, np.int64)
    for name in STEPS:
        trials[name] = left
        hits[name] = left = np.asarray(rng.binomial(left, truth[name]), np.int64)
    return Funnel(trials, hits, truth)


@dataclass(frozen=True, slots=True)
class Searches:
    """Counts of ``terms`` by week (rows: terms, columns: weeks, the last is the current one) and which truly rise."""

    counts: Ints
    rising: np.ndarray


def draw_searches(
    rng: Rng,
    *,
    terms: int = 2000,
    weeks: int = 7,
    searches: float = 20_000.0,
    rising: float = 0.02,
    factor: float = 3.0,
    overdispersion: float = 0.3,
) -> Searches:
    """Weekly counts of search terms, Zipf and overdispersed: variance = mean + overdispersion · mean².

    ``searches`` is the mean of a week over all terms. A share ``rising`` of them grows by ``factor`` in the last week
    (see methods.md 1.5).
    """
    weight = 1.0 / np.arange(1, terms + 1)
    means = np.repeat((searches * weight / weight.sum())[:, None], weeks, axis=1)
    rises = rng.random(terms) < rising
    means[rises, -1] *= factor
    if overdispersion:
        means = rng.gamma(1 / overdispersion, means * overdispersion)
    return Searches(np.asarray(rng.poisson(means), np.int64), rises)


def draw_weekly_sales(rng: Rng, *, weeks: int = 8, orders: int = 40, peak: float = 0.0) -> Ints:
    """Units by week: evenly, or with a share ``peak`` in one of the weeks (see methods.md 1.4)."""
    shares = np.full(weeks, (1 - peak) / max(weeks - 1, 1) if peak else 1 / weeks)
    if peak:
        shares[rng.integers(0, weeks)] = peak
    return np.asarray(rng.multinomial(orders, shares / shares.sum()), np.int64)
