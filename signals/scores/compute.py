"""Product scores: the value of 1,000 exposures, its range, and why, as parts that add up. Pure.

``V = 1000 * P(click) * P(order | click) * P(delivered | order) * margin * kept`` with
``kept = 1 - P(returned | delivered) * (margin + return cost) / margin``: a return takes the margin back and costs the way.
Rates are partially pooled (:mod:`signals.scores.rates`); being independent, their means multiply to the mean of ``V``,
which is the limit of the mean of its draws and the key of the ranking. The range comes from 2,000 seeded draws.
``ln V`` is a sum, so each factor's distance from the shop's average product is its exact contribution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from signals.scores.facts import STEPS, Frame, ProductFacts
from signals.scores.priors import (
    CAREFUL,
    DRAWS,
    FLOOR,
    HIGH,
    KEPT_AT_LEAST,
    LOW,
    PRIORS,
    RETURN_SHARE,
    Prior,
)
from signals.scores.rates import Posterior, fit_by_group, posterior
from signals.scores.regular import Steadiness, capped, season, steadiness
from signals.scores.verdicts import Measured, Verdict, judge

Floats = NDArray[np.float64]
_DIGITS = 12
# Products whose draws are held at once: of 2,000 draws each, 1.6 MB.
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Part:
    """One factor of the value.

    ``successes`` of ``trials`` are decayed counts; ``mean``, ``low``, ``high`` the rate with its 80 % range (of returns
    for the step "kept"); ``factor`` is what it multiplies by, ``contribution`` its logarithm less the shop's average.
    The step "margin" has an amount and no rate.
    """

    step: str
    factor: float
    contribution: float
    successes: float = 0.0
    trials: float = 0.0
    prior_mean: float = 0.0
    prior_strength: float = 0.0
    mean: float = 0.0
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Scored:
    """One product's score. ``percentile`` and its band are None under the floor; ``log_value`` is ``base`` plus the
    contributions of ``parts``; ``key`` orders promotion: the careful value capped by steadiness.
    """

    product_id: int
    n: int
    value: float
    low: float
    high: float
    careful: float
    generous: float
    key: float
    log_value: float
    base: float
    percentile: float | None
    band_low: float | None
    band_high: float | None
    parts: tuple[Part, ...]
    steady: Steadiness
    weekly: tuple[int, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Result:
    """All products in the order they came, what was fitted by step and category, and the shop's middle value."""

    products: tuple[Scored, ...]
    fits: dict[str, dict[int, Prior]]
    middle: float | None


@dataclass(frozen=True, slots=True)
class _Columns:
    """The products side by side: by step their posteriors, the prior's mean and strength, and the rates' mean, low and
    high; the factors in the order of the parts."""

    steps: tuple[str, ...]
    rates: dict[str, Posterior]
    priors: dict[str, tuple[Floats, Floats]]
    ranges: dict[str, tuple[Floats, Floats, Floats]]
    margin: Floats
    loss: Floats
    factors: Floats


def score_products(frame: Frame, products: Sequence[ProductFacts]) -> Result:
    """Score a shop's products; the answer depends on nothing but the arguments."""
    if not products:
        return Result((), {}, None)
    fits = _fits(frame, products)
    board = _board(frame, products, _columns(frame, products, fits))
    steady = _steadiness(frame, products)
    shown = tuple(_scored(board, row, product, steady[row]) for row, product in enumerate(products))
    return Result(shown, fits, board.middle if len(board.ranked) else None)


@dataclass(frozen=True, slots=True)
class _Board:
    """The products' values side by side: contributions by factor, quantiles of the draws, the sorted values of those
    above the floor, and the average product's factors."""

    columns: _Columns
    base: float
    contributions: Floats
    values: Floats
    spread: Floats
    ranked: Floats
    middle: float
    average: dict[str, float]


def _board(frame: Frame, products: Sequence[ProductFacts], columns: _Columns) -> _Board:
    enough = np.array([product.n >= FLOOR for product in products])
    logs = np.log(columns.factors)
    reference = logs[enough].mean(axis=0) if enough.any() else logs.mean(axis=0)
    base = float(np.log(1000) + reference.sum())
    contributions = np.round(logs - reference, _DIGITS) + 0.0  # no minus zero
    values = np.exp(base + contributions.sum(axis=1))
    average = dict(zip((*columns.steps, "margin", "kept"), np.exp(reference).tolist(), strict=True))
    spread = _spread(frame.seed, columns, len(products))
    ranked = np.sort(values[enough])
    middle = float(np.median(ranked)) if len(ranked) else 0.0
    return _Board(columns, base, contributions, values, spread, ranked, middle, average)


def _fits(frame: Frame, products: Sequence[ProductFacts]) -> dict[str, dict[int, Prior]]:
    groups = np.array([product.category for product in products], dtype=np.int64)
    found = {}
    for at, step in enumerate((*STEPS[frame.basis], "returned")):
        counts = np.array([product.counts[at] for product in products])
        found[step] = fit_by_group(counts[:, 0], counts[:, 1], groups, PRIORS[step])
    return found


def _columns(frame: Frame, products: Sequence[ProductFacts], fits: dict[str, dict[int, Prior]]) -> _Columns:
    steps = STEPS[frame.basis]
    rates: dict[str, Posterior] = {}
    priors: dict[str, tuple[Floats, Floats]] = {}
    for at, step in enumerate((*steps, "returned")):
        chosen = [fits[step][product.category] for product in products]
        priors[step] = (np.array([p.mean for p in chosen]), np.array([p.strength for p in chosen]))
        counts = np.array([product.counts[at] for product in products])
        rates[step] = posterior(counts[:, 0], counts[:, 1], *priors[step])
    margin = np.array([product.margin for product in products])
    cost = np.array([_return_cost(frame, product) for product in products])
    loss = (margin + cost) / margin
    kept = np.maximum(KEPT_AT_LEAST, 1 - rates["returned"].mean * loss)
    factors = np.column_stack([*(rates[step].mean for step in steps), margin, kept])
    ranges = {step: (rate.mean, rate.quantile(LOW), rate.quantile(HIGH)) for step, rate in rates.items()}
    return _Columns(steps, rates, priors, ranges, margin, loss, factors)


def _return_cost(frame: Frame, product: ProductFacts) -> float:
    return product.price * RETURN_SHARE if frame.return_cost is None else frame.return_cost


def _spread(seed: int, columns: _Columns, n: int) -> Floats:
    """Per product the quantiles 10, 20, 80 and 90 % of ``V`` over the draws.

    Every product draws from the same seed: equal products get equal ranges, another product changes nobody's, and
    products without data share one set of draws.
    """
    order = (*columns.steps, "returned")
    a = np.column_stack([columns.rates[step].a for step in order])
    b = np.column_stack([columns.rates[step].b for step in order])
    found = np.empty((n, 4))
    values = np.empty((min(n, AT_ONCE), DRAWS))
    last: tuple[bytes, Floats] = (b"", np.empty(0))
    memory: dict[bytes, Floats] = {}
    for row in range(n):
        key = a[row].tobytes() + b[row].tobytes()
        drawn = last[1] if key == last[0] else memory.get(key)
        if drawn is None:
            generator = np.random.Generator(np.random.PCG64(seed))
            drawn = generator.beta(a[row][:, None], b[row][:, None], size=(len(order), DRAWS))
            if len(memory) < 64:
                memory[key] = drawn
        last = (key, drawn)
        kept = np.maximum(KEPT_AT_LEAST, 1 - drawn[-1] * columns.loss[row])
        values[row % AT_ONCE] = 1000 * columns.margin[row] * drawn[:-1].prod(axis=0) * kept
        done = row % AT_ONCE + 1
        if done == AT_ONCE or row == n - 1:
            found[row + 1 - done : row + 1] = np.quantile(
                values[:done], [LOW, CAREFUL, 1 - CAREFUL, HIGH], axis=1
            ).T
    return found


def _steadiness(frame: Frame, products: Sequence[ProductFacts]) -> list[Steadiness]:
    """Each product over the weeks since it is sold, against the shop's season and the middle of those that sold."""
    weeks = len(frame.shop_weeks)
    selling = [product.weekly for product in products if sum(product.weekly) > 0]
    middle = [
        float(np.median([weekly[-back] for weekly in selling if len(weekly) >= back] or [0]))
        for back in range(weeks, 0, -1)
    ]
    return [
        steadiness(
            product.weekly,
            season(frame.shop_weeks[weeks - len(product.weekly) :]),
            middle[-len(product.weekly) :],
        )
        if product.weekly
        else Steadiness(None, 0, 0, 0)
        for product in products
    ]


def _percentiles(ranked: Floats, *values: float) -> tuple[float, ...]:
    """Where the values stand among the shop's, 0…100; ties count half."""
    below, up_to = np.searchsorted(ranked, values, "left"), np.searchsorted(ranked, values, "right")
    return tuple((100 * (below + up_to) / 2 / len(ranked)).tolist())


def _scored(board: _Board, row: int, product: ProductFacts, steady: Steadiness) -> Scored:
    low, careful, generous, high = (_rounded(value) for value in board.spread[row])
    parts = _parts(board, row, product)
    key = _rounded(capped(careful, steady.value))
    exact = float(board.values[row])
    value = _rounded(exact)
    measured = Measured(product.n, product.price, value, key, generous, board.middle, board.average)
    place = _percentiles(board.ranked, exact, low, high) if product.n >= FLOOR else (None, None, None)
    return Scored(
        product_id=product.product_id,
        n=product.n,
        value=value,
        low=low,
        high=high,
        careful=careful,
        generous=generous,
        key=key,
        log_value=float(board.base + board.contributions[row].sum()),
        base=board.base,
        percentile=place[0],
        band_low=place[1],
        band_high=place[2],
        parts=parts,
        steady=steady,
        weekly=product.weekly,
        verdict=judge(measured, {part.step: part for part in parts}),
    )


def _rounded(value: float) -> float:
    """To twelve significant digits: what differs after them is another processor, not another score."""
    return float(f"{value:.{_DIGITS}g}")


def _parts(board: _Board, row: int, product: ProductFacts) -> tuple[Part, ...]:
    """The factors in their order: the rates, then the margin, then what is kept after returns."""
    columns, last = board.columns, len(board.columns.steps)
    effect = [
        (_rounded(factor), contribution)
        for factor, contribution in zip(
            columns.factors[row].tolist(), board.contributions[row].tolist(), strict=True
        )
    ]
    rates = [
        _rate_part(columns, row, (step, step), product.counts[at], effect[at])
        for at, step in enumerate(columns.steps)
    ]
    kept = _rate_part(columns, row, ("kept", "returned"), product.counts[last], effect[last + 1])
    return (*rates, Part("margin", *effect[last]), kept)


def _rate_part(
    columns: _Columns,
    row: int,
    names: tuple[str, str],
    counts: tuple[float, float],
    effect: tuple[float, float],
) -> Part:
    """The part called ``names[0]``, whose rate is ``names[1]``."""
    (mean, strength), rates = columns.priors[names[1]], columns.ranges[names[1]]
    return Part(
        names[0],
        *effect,
        *counts,
        *(_rounded(float(column[row])) for column in (mean, strength, *rates)),
    )
