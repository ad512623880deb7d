"""Simulated shops with known truth, for the statistical tests of the scores. Every world is made from its seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from shop_ai.lib.intervals import wilson
from signals.scores.priors import PRIORS
from signals.scores.rates import Posterior, fit_prior, posterior

Floats = NDArray[np.float64]
PRODUCTS = 50
MEAN, CV = 0.02, 0.5
Z80 = 1.2815515655446004


@dataclass(frozen=True, slots=True)
class World:
    """A shop: each product's true rate of orders per visit, its visits and its orders."""

    truth: Floats
    visits: Floats
    orders: Floats


def a_world(orders: int, seed: int) -> World:
    """A shop of 50 products with about ``orders`` orders; true rates are Beta with mean .02 and CV .5, visits uneven."""
    generator = np.random.Generator(np.random.PCG64([orders, seed]))
    strength = (1 - MEAN) / (MEAN * CV**2) - 1
    truth = generator.beta(MEAN * strength, (1 - MEAN) * strength, PRODUCTS)
    interest = generator.lognormal(0, 0.8, PRODUCTS)
    visits = generator.poisson(orders / MEAN * interest / interest.sum())
    return World(truth, visits.astype(float), generator.binomial(visits, truth).astype(float))


def believed(world: World) -> Posterior:
    """What the shop believes of its products' rates after looking at its counts."""
    prior = fit_prior(world.orders, world.visits, PRIORS["order"])
    ones = np.ones(PRODUCTS)
    return posterior(world.orders, world.visits, prior.mean * ones, prior.strength * ones)


def coverage(orders: int, shops: int) -> dict[str, float]:
    """Share of products whose true rate lies above the 10 % bound, and inside the 90 % and the 80 % range."""
    hits = {"lower10": 0, "range90": 0, "range80": 0}
    for seed in range(shops):
        world = a_world(orders, seed)
        rates = believed(world)
        q05, q10, q90, q95 = (rates.quantile(share) for share in (0.05, 0.10, 0.90, 0.95))
        hits["lower10"] += int((world.truth >= q10).sum())
        hits["range90"] += int(((world.truth >= q05) & (world.truth <= q95)).sum())
        hits["range80"] += int(((world.truth >= q10) & (world.truth <= q90)).sum())
    return {name: count / (shops * PRODUCTS) for name, count in hits.items()}


def _wilson_bounds(world: World) -> Floats:
    return np.array(
        [
            wilson(int(s), int(n), Z80).low if n else 0.0
            for s, n in zip(world.orders, world.visits, strict=True)
        ]
    )


def ranking(orders: int, shops: int) -> dict[str, float]:
    """Mean Spearman correlation with the truth of four rankings: pooled mean, raw rate, Wilson bound, plain counts."""
    found: dict[str, list[float]] = {"pooled": [], "raw": [], "wilson": [], "counts": []}
    for seed in range(shops):
        world = a_world(orders, seed)
        keys = {
            "pooled": believed(world).mean,
            "raw": world.orders / np.maximum(world.visits, 1),
            "wilson": _wilson_bounds(world),
            "counts": world.orders,
        }
        for name, key in keys.items():
            rho = float(spearmanr(key, world.truth)[0])
            found[name].append(0.0 if np.isnan(rho) else rho)
    return {name: float(np.mean(rhos)) for name, rhos in found.items()}


def steady_against_flash(orders: int, weeks: int, items: int) -> dict[str, float]:
    """AUC of telling even sellers from sellers with 60 % in one week, by excess Gini and by two plain statistics."""
    from signals.scores.regular import excess_gini

    generator = np.random.Generator(np.random.PCG64([orders, weeks]))
    flat = (1 / weeks,) * weeks
    even = generator.multinomial(orders, flat, items)
    flash_shares = np.full(weeks, 0.4 / (weeks - 1))
    flash_shares[weeks // 2] = 0.6
    flash = generator.multinomial(orders, flash_shares, items)
    statistics: dict[str, Callable[[NDArray[np.int64]], float]] = {
        "excess_gini": lambda y: excess_gini(y.tolist(), flat),
        "largest_week": lambda y: float(y.max() / y.sum()),
        "active_weeks": lambda y: -float((y > 0).mean()),
    }
    return {
        name: _auc(np.array([of(y) for y in even]), np.array([of(y) for y in flash]))
        for name, of in statistics.items()
    }


def _auc(lower: Floats, higher: Floats) -> float:
    """P(a flash scores higher than an even seller), ties half."""
    above = (higher[:, None] > lower[None, :]).mean()
    ties = (higher[:, None] == lower[None, :]).mean()
    return float(above + ties / 2)
