"""Orders that customers may still place: BG/NBD, for trade without a contract, and what a group's may be worth.

Formulas: Fader, Hardie & Lee 2005, "Counting your customers" the easy way; methods 4. Pure numpy and scipy; only nightly
work imports this. Time is in weeks since a customer's first order: x repeat orders (by days), tx the age of the last, T
the age of the customer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import betaln, gammaln, hyp2f1

VERSION: Final = "value-1"
FEWEST: Final = 10
INDIVIDUAL_FROM: Final = 100
"""Under so many customers the fit is drawn to the prior, and nothing is said of a single one."""
PRIOR_MEANS: Final = (0.3, 5.0, 0.8, 2.5)
PRIOR_SPREAD: Final = 0.7
DRAWS: Final = 200
SOON_WEEKS: Final = 60 / 7
YEAR_WEEKS: Final = 52
DISCOUNT: Final = 0.15
LOW, HIGH = 0.1, 0.9

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class People:
    """Customers alike are counted together: ``x``, ``tx``, ``T`` (weeks), and how many they are."""

    x: Floats
    tx: Floats
    age: Floats
    count: Floats

    @property
    def n(self) -> int:
        return int(self.count.sum())


def gathered(x: Floats, tx: Floats, age: Floats) -> People:
    """One row for customers with the same history, in order: the fit asks each history once."""
    rows, count = np.unique(np.column_stack([x, tx, age]).astype(np.float64), axis=0, return_counts=True)
    # Each column by itself in memory: sums over strided ones differ in the last place, and replays would too.
    repeats, last, known = (np.ascontiguousarray(rows[:, place]) for place in range(3))
    return People(repeats, last, known, count.astype(np.float64))


@dataclass(frozen=True, slots=True)
class Fit:
    """``r`` and ``alpha``: how quickly people buy and how much they differ; ``a`` and ``b``: the chance to leave after each.

    ``method`` is "mle" or "map"; ``spread`` the covariance of the logs of the four, by the curve's own bend.
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float
    method: str
    spread: Floats

    @property
    def logs(self) -> Floats:
        return np.log([self.r, self.alpha, self.a, self.b])


def log_likelihood(logs: Floats, people: People) -> float:
    """Of all customers at ``exp(logs)`` = r, alpha, a, b."""
    r, alpha, a, b = np.exp(logs)
    x, tx, age = people.x, people.tx, people.age
    stays = -(r + x) * np.log(alpha + age)
    left = np.log(a) - np.log(b + np.maximum(x, 1) - 1) - (r + x) * np.log(alpha + tx)
    either = np.where(x > 0, np.logaddexp(stays, left), stays)
    each = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + x) - betaln(a, b) + either
    return float(people.count @ each)


def fit(people: People, *, is_drawn: bool | None = None) -> Fit:
    """The likeliest parameters; under a hundred customers (or when told) drawn to the prior. ValueError under ten."""
    if people.n < FEWEST:
        raise ValueError(f"{people.n} customers are too few to be fitted")
    drawn = people.n < INDIVIDUAL_FROM if is_drawn is None else is_drawn
    centre = np.log(PRIOR_MEANS)

    def loss(logs: Floats) -> float:
        pull = 0.5 * float(((logs - centre) ** 2).sum()) / PRIOR_SPREAD**2 if drawn else 0.0
        return pull - log_likelihood(logs, people)

    # Far from any shop the likelihood is flat; the bounds keep the search where numbers stay numbers.
    found = minimize(
        loss, centre, method="L-BFGS-B", bounds=[(-7, 9)] * 4, options={"ftol": 1e-13, "gtol": 1e-9}
    )
    r, alpha, a, b = (float(value) for value in np.exp(found.x))
    return Fit(
        r, alpha, a, b, log_likelihood(found.x, people), "map" if drawn else "mle", _spread(loss, found.x)
    )


def _spread(loss: object, at: Floats, step: float = 1e-3) -> Floats:
    """The inverse of the bend of the loss (Laplace), by differences; directions without bend get the prior's spread."""
    assert callable(loss)
    size, bend = len(at), np.empty((len(at), len(at)))
    moves = np.eye(size) * step
    for i in range(size):
        for j in range(i, size):
            corners = [
                (one * two) * loss(at + one * moves[i] + two * moves[j]) for one in (1, -1) for two in (1, -1)
            ]
            bend[i, j] = bend[j, i] = sum(corners) / (4 * step**2)
    values, axes = np.linalg.eigh(bend)
    widths = 1 / np.maximum(values, 1 / PRIOR_SPREAD**2)
    found: Floats = (axes * widths) @ axes.T
    return found


def expected(logs: Floats, people: People, weeks: float) -> Floats:
    """Orders of each history in the next ``weeks``, given the past (equation 10 of the paper)."""
    r, alpha, a, b = np.exp(logs)
    x, age = people.x, people.age
    series = hyp2f1(r + x, b + x, a + b + x - 1, weeks / (alpha + age + weeks))
    grows = 1 - ((alpha + age) / (alpha + age + weeks)) ** (r + x) * series
    found: Floats = (a + b + x - 1) / (a - 1) * grows * still_there(logs, people)
    return found


def still_there(logs: Floats, people: People) -> Floats:
    """The chance that a customer has not gone for good; nobody goes before a first repeat order."""
    r, alpha, a, b = np.exp(logs)
    x, tx, age = people.x, people.tx, people.age
    left = np.where(x > 0, a / (b + np.maximum(x, 1) - 1) * ((alpha + age) / (alpha + tx)) ** (r + x), 0.0)
    found: Floats = 1 / (1 + left)
    return found


def chance_variance(logs: Floats, people: People, weeks: float) -> float:
    """How much a group's orders vary by the chance of each customer, the parameters being known.

    With e expected and p still there: ``e + e² / p / (r + x) + e² (1 - p) / p``, a mixture of gone and of a gamma's pace.
    """
    e, p = expected(logs, people, weeks), still_there(logs, people)
    each = e + e**2 / p / (np.exp(logs[0]) + people.x) + e**2 * (1 - p) / p
    return float(people.count @ each)


def drawn_logs(found: Fit, seed: int, draws: int = DRAWS) -> Floats:
    """Parameters that the data leave possible, draws x 4. The first row is the fit itself."""
    generator = np.random.Generator(np.random.PCG64(seed))
    values, axes = np.linalg.eigh(found.spread)
    noise = generator.standard_normal((draws, 4)) * np.sqrt(np.maximum(values, 0))
    return np.vstack([found.logs, found.logs + noise @ axes.T])


@dataclass(frozen=True, slots=True)
class Expected:
    """Of a group of customers: orders to come with the 80 % range that holds their own chance too."""

    orders: float
    low: float
    high: float


def group_orders(logs: Floats, people: People, weeks: float, seed: int) -> Expected:
    """``logs``: draws x 4, the fit first. Each draw's sum is a mean; what comes varies around it by chance."""
    sums = np.array([float(people.count @ expected(row, people, weeks)) for row in logs])
    sums = sums[np.isfinite(sums)]
    generator = np.random.Generator(np.random.PCG64(seed))
    noise = np.sqrt(chance_variance(logs[0], people, weeks)) * generator.standard_normal(len(sums) - 1)
    low, high = np.quantile(np.maximum(sums[1:] + noise, 0), [LOW, HIGH])
    return Expected(float(sums[0]), float(np.floor(low)), float(np.ceil(high)))


def discounted(orders_by_month: Floats) -> float:
    """A year's orders as if all came today, at 15 % a year; ``orders_by_month``: twelve."""
    months = np.arange(len(orders_by_month)) + 0.5
    return float((orders_by_month * (1 + DISCOUNT) ** (-months / 12)).sum())


@dataclass(frozen=True, slots=True)
class Holdout:
    """The model fitted on the first part of the records against what the rest brought."""

    weeks: float
    customers: int
    expected: float
    actual: float
    naive: float

    @property
    def error(self) -> float | None:
        """Relative: -.12 is an eighth too few."""
        return self.expected / self.actual - 1 if self.actual else None


def held_out(early: People, came: float, weeks: float) -> Holdout:
    """``early``: the customers as known then; ``came``: what they ordered since. Naive: each keeps the pace so far."""
    found = fit(early)
    foretold = float(early.count @ expected(found.logs, early, weeks))
    naive = float(early.count @ (early.x / np.maximum(early.age, 1.0))) * weeks
    return Holdout(weeks, early.n, foretold, came, naive)
