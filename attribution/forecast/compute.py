"""Weekly counts ahead: a negative binomial around an exponentially weighted level, and sums of money on top of it.

Formulas: methods 3.7 (NB-EWMA). Pure numpy and scipy; only nightly work imports this. Arrays are series x weeks, oldest
first; counts are of whole weeks, money is in the shop's currency, bands hold 80 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammaincinv, gammaln

VERSION: Final = "forecast-1"
HORIZONS: Final = 4
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
PACES: Final = np.array([0.03, 0.07, 0.15, 0.25, 0.4])
SIZES: Final = np.array([2.0, 4.0, 8.0, 16.0, 64.0])
SIZE_PRIOR: Final = np.array([-0.6, -0.1, 0.0, -0.1, -0.6])
PRIOR_WEEKS: Final = 2
FIRST_WEEKS: Final = 4
"""A series' own first weeks give its prior level where no other series can."""
MEMORY: Final = 0.94
"""What a week's surprise still weighs a week later: a season of closed doors must not widen the bands for a year."""
WIDTHS: Final = (0.5, 1.0, 2.0, 4.0)
"""By how much the size k may be off for a whole shop; its own past errors tell, see ``backtest.widths``."""
TINY: Final = 1e-9
BASKET_DECAY: Final = 0.93
BASKET_PRIOR: Final = 5.0

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Track:
    """The filter after every week: ``levels`` is (weeks + 1) x series x paces, ``seen`` (weeks + 1) x series.

    ``fits`` is the log-likelihood of the weeks so far, (weeks + 1) x series x paces x sizes. Row t is what was known
    before week t, so one pass serves every origin of the back-test.
    """

    levels: Floats
    seen: Ints
    fits: Floats


@dataclass(frozen=True, slots=True)
class Chosen:
    """Of each series at one origin: the level of an ordinary week, the pace alpha and the size k, weeks seen."""

    level: Floats
    pace: Floats
    size: Floats
    seen: Ints


@dataclass(frozen=True, slots=True)
class Ahead:
    """Series x horizons: mean, 80 % band, middle, and the chance of none."""

    mean: Floats
    low: Floats
    middle: Floats
    high: Floats
    none: Floats


def follow(counts: Floats, exposure: Floats, first: Ints, prior: Floats) -> Track:
    """Run the filter over all weeks of all series at once.

    ``counts``: series x weeks; ``exposure``: what the calendar makes of each week (1: an ordinary one, 0: closed, which
    teaches nothing); ``first``: each series' first known week; ``prior``: its level before, worth two weeks.
    """
    series, weeks = counts.shape
    is_open, shares = exposure > 0, np.where(exposure > 0, exposure, 1.0)
    levels = np.empty((weeks + 1, series, len(PACES)))
    fits = np.zeros((weeks + 1, series, len(PACES), len(SIZES)))
    seen = np.zeros((weeks + 1, series), dtype=np.int64)
    levels[0] = np.maximum(prior, TINY)[:, None]
    for week in range(weeks):
        known = (week >= first) & is_open[week]
        count, share = counts[:, week], shares[week]
        fit = _log_chance(count[:, None, None], (levels[week] * share)[:, :, None], SIZES)
        fits[week + 1] = np.where(known[:, None, None], MEMORY * fits[week] + fit, fits[week])
        # The first week meets a prior worth two: the plain mean of three, until the pace is the faster of the two.
        gain = np.maximum(PACES, 1.0 / (seen[week][:, None] + PRIOR_WEEKS + 1))
        moved = levels[week] + gain * ((count / share)[:, None] - levels[week])
        levels[week + 1] = np.where(known[:, None], np.maximum(moved, TINY), levels[week])
        seen[week + 1] = seen[week] + known
    return Track(levels, seen, fits)


def _log_chance(count: Floats, mean: Floats, size: Floats) -> Floats:
    """Log-probability of a count under NB(size, mean)."""
    both = size + mean
    found: Floats = (
        gammaln(count + size)
        - gammaln(size)
        - gammaln(count + 1)
        + size * np.log(size / both)
        + count * np.log(mean / both)
    )
    return found


def choose(track: Track, week: int, series: NDArray[np.intp] | None = None) -> Chosen:
    """The likeliest pace and size of each series (or of those named) from the weeks before ``week``.

    Sizes lean to the middle one.
    """
    rows = np.arange(track.levels.shape[1]) if series is None else series
    scores = track.fits[week][rows] + SIZE_PRIOR
    best = scores.reshape(len(scores), -1).argmax(axis=1)
    pace, size = np.divmod(best, len(SIZES))
    return Chosen(track.levels[week][rows, pace], PACES[pace], SIZES[size], track.seen[week][rows])


def sizes_ahead(chosen: Chosen, horizons: int = HORIZONS) -> Floats:
    """Size k_j by horizon j, series x horizons: ``1/k_j = 1/k + c/neff + (j-1) alpha² c``, ``c = 1/m + 1/k``.

    ``neff = min(n, (2 - alpha) / alpha)``: what the level itself is unsure of, and how it may move meanwhile.
    """
    c = 1 / np.maximum(chosen.level, TINY) + 1 / chosen.size
    effective = np.minimum(np.maximum(chosen.seen, 1), (2 - chosen.pace) / chosen.pace)
    step = np.arange(horizons)
    inverse = (1 / chosen.size + c / effective)[:, None] + step * (chosen.pace**2 * c)[:, None]
    found: Floats = 1 / inverse
    return found


def counts_ahead(chosen: Chosen, exposure: Floats, width: float = 1.0) -> Ahead:
    """The coming weeks of each series; ``exposure``: one a horizon; ``width`` multiplies the size k."""
    mean = np.maximum(chosen.level[:, None] * exposure, TINY)
    size = sizes_ahead(chosen, mean.shape[1]) * width
    chance = size / (size + mean)
    middle = quantile(MIDDLE, size, chance)
    low = np.minimum(_nearest(LOW, size, chance), middle)
    high = np.maximum(_nearest(HIGH, size, chance, is_upper=True), middle)
    return Ahead(mean, low, middle, high, chance**size)


def _nearest(share: float, size: Floats, chance: Floats, *, is_upper: bool = False) -> Floats:
    """The whole number whose tail is nearest to the share: the usual quantile of small counts holds far more than 80 %."""
    at = quantile(share, size, chance)
    over, under = _below(at, size, chance), _below(at - 1, size, chance)
    if is_upper:
        return np.where(np.abs(under - share) < np.abs(over - share), np.maximum(at - 1, 0), at)
    return np.where(np.abs(over - share) < np.abs(under - share), at + 1, at)


def _below(count: Floats, size: Floats, chance: Floats) -> Floats:
    """``P(X <= count)`` of the negative binomial: the regularised incomplete beta function."""
    found: Floats = np.where(count < 0, 0.0, betainc(size, np.maximum(count, 0) + 1, chance))
    return found


def quantile(share: float, size: Floats, chance: Floats) -> Floats:
    """The smallest count with ``P(X <= count) >= share``, by halving; several times quicker here than scipy's."""
    mean = size * (1 - chance) / chance
    low = np.full(np.shape(mean), -1.0)
    high = np.ceil(mean + 3 * np.sqrt(mean / chance) + 1)  # Cantelli: at most .1 lies three deviations above
    for _step in range(int(np.ceil(np.log2(high.max() + 2)))):
        middle = np.floor((low + high) / 2)
        is_enough = _below(middle, size, chance) >= share
        low, high = np.where(is_enough, low, middle), np.where(is_enough, middle, high)
    found: Floats = high
    return found


@dataclass(frozen=True, slots=True)
class Basket:
    """Of each series: the mean amount an order, its variance, and how many orders (recent ones weigh more) it rests on."""

    mean: Floats
    variance: Floats
    orders: Floats


def baskets(counts: Floats, amounts: Floats, squares: Floats, week: int) -> Basket:
    """Amounts an order from the weeks before ``week``, older weeks weighing .93 a week less, drawn to the mean of all.

    ``amounts`` and ``squares``: sums, and sums of squares, of the orders' amounts; series x weeks.
    """
    weights = BASKET_DECAY ** np.arange(week - 1, -1, -1.0)
    orders, total, square = (part[:, :week] @ weights for part in (counts, amounts, squares))
    everybody = max(orders.sum(), TINY)
    own, mixed = orders + BASKET_PRIOR, BASKET_PRIOR / everybody
    mean = (total + total.sum() * mixed) / own
    second = (square + square.sum() * mixed) / own
    return Basket(mean, np.maximum(second - mean**2, 0.0), own)


def money_ahead(orders: Ahead, sizes: Floats, basket: Basket) -> Ahead:
    """Revenue of the coming weeks: as many orders as ``orders`` says, each worth a basket.

    Mean ``m b``; variance ``m v + (m + m²/k) b² + m² v / n``, the last for a basket that is itself an estimate. The band
    is a gamma's of these moments where any order comes, with the chance of none apart.
    """
    m, b, v = orders.mean, basket.mean[:, None], basket.variance[:, None]
    mean = m * b
    variance = m * v + (m + m**2 / sizes) * b**2 + m**2 * v / basket.orders[:, None]
    some = np.maximum(1 - orders.none, TINY)
    mean_some = np.maximum(mean / some, TINY)
    variance_some = np.maximum((variance + mean**2) / some - mean_some**2, TINY)
    shape, scale = mean_some**2 / variance_some, variance_some / mean_some

    def at(share: float) -> Floats:
        inside = np.clip((share - orders.none) / some, 0.0, 1.0)
        found: Floats = np.where(share <= orders.none, 0.0, gammaincinv(shape, inside) * scale)
        return found

    return Ahead(mean, at(LOW), at(MIDDLE), at(HIGH), orders.none)


def prior_levels(counts: Floats, exposure: Floats, first: Ints, *, is_pooled: bool) -> Floats:
    """Each series' level before its first week: the mean of first weeks of all series when pooled, else of its own."""
    weeks = np.arange(counts.shape[1])
    is_early = (weeks >= first[:, None]) & (weeks < first[:, None] + FIRST_WEEKS)
    shares = np.broadcast_to(exposure, counts.shape)
    is_early &= shares > 0
    sums, spans = (counts * is_early).sum(axis=1), (shares * is_early).sum(axis=1)
    if is_pooled:
        return np.full(len(counts), sums.sum() / max(spans.sum(), TINY))
    found: Floats = sums / np.maximum(spans, TINY)
    return found
