"""How the forecasts would have done: from each of the last weeks, with what was known then, beside the mean of four weeks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from attribution.forecast.compute import (
    HIGH,
    HORIZONS,
    LOW,
    MIDDLE,
    WIDTHS,
    Ahead,
    Floats,
    Ints,
    Track,
    choose,
    counts_ahead,
)

ORIGINS: Final = 13
FEWEST_WEEKS: Final = 6
RIVAL_WEEKS: Final = 4
RIVAL_ERRORS: Final = 26
ENOUGH_TO_JUDGE: Final = 40
LARGEST_SERIES: Final = 40
WIDTH_WEEKS: Final = 26
FEW_SERIES: Final = 10
Z: Final = 1.2815515655446004


@dataclass(frozen=True, slots=True)
class Judged:
    """Of each series: forecasts compared, how many of them inside the band, and mean losses (pinball, both ways).

    ``actual`` is the mean of what came, so that losses can be read as shares of it; ``miss`` and ``rival_miss`` are mean
    absolute errors of the mean.
    """

    n: Ints
    inside: Ints
    rival_inside: Ints
    loss: Floats
    rival_loss: Floats
    miss: Floats
    rival_miss: Floats
    actual: Floats


def pinball(actual: Floats, ahead: Ahead) -> Floats:
    """Mean of the quantile losses at .1, .5 and .9 (Koenker & Bassett 1978); the shape of ``actual``."""
    found = np.zeros(np.shape(actual))
    for share, at in ((LOW, ahead.low), (MIDDLE, ahead.middle), (HIGH, ahead.high)):
        over = actual - at
        found += np.maximum(share * over, (share - 1) * over)
    return found / 3


def mean_of_four(values: Floats, week: int, horizons: int = HORIZONS) -> Ahead:
    """The rival: the mean of the four weeks before ``week``, give or take what it missed by in the half year before."""
    level = values[:, max(0, week - RIVAL_WEEKS) : week].mean(axis=1)
    since = max(RIVAL_WEEKS, week - RIVAL_ERRORS)
    errors = [values[:, at] - values[:, at - RIVAL_WEEKS : at].mean(axis=1) for at in range(since, week)]
    spread = np.sqrt(np.mean(np.square(errors), axis=0)) if len(errors) > 1 else np.sqrt(level)
    low, high = np.maximum(level - Z * spread, 0), level + Z * spread
    unknown = np.full(len(level), np.nan)
    grid = tuple(np.repeat(part[:, None], horizons, axis=1) for part in (level, low, level, high, unknown))
    return Ahead(*grid)


def origins_of(weeks: int, longest: int = ORIGINS) -> range:
    """The weeks from which the past is forecast: the last ones that still have a week after them."""
    return range(max(FEWEST_WEEKS, weeks - longest), weeks)


def judge(values: Floats, first: Ints, forecast: Callable[[int], Ahead], origins: range) -> Judged:
    """Compare ``forecast(week)`` and the rival with what came, over all origins and horizons.

    ``values``: series x weeks. A series is asked about once it has six weeks of its own.
    """
    series, weeks = values.shape
    sums = np.zeros((8, series))
    for origin in origins:
        horizons = min(HORIZONS, weeks - origin)
        asked = (first + FEWEST_WEEKS <= origin).astype(np.float64)
        actual = values[:, origin : origin + horizons]
        own, rival = _cut(forecast(origin), horizons), mean_of_four(values, origin, horizons)
        parts = (
            np.ones_like(actual),
            _is_inside(actual, own),
            _is_inside(actual, rival),
            pinball(actual, own),
            pinball(actual, rival),
            np.abs(actual - own.mean),
            np.abs(actual - rival.mean),
            actual,
        )
        sums += np.stack([part.sum(axis=1) for part in parts]) * asked
    n, inside, rival_inside, *means = sums
    loss, rival_loss, miss, rival_miss, actual_mean = (part / np.maximum(n, 1) for part in means)
    return Judged(
        n=n.astype(np.int64),
        inside=inside.astype(np.int64),
        rival_inside=rival_inside.astype(np.int64),
        loss=loss,
        rival_loss=rival_loss,
        miss=miss,
        rival_miss=rival_miss,
        actual=actual_mean,
    )


def _cut(ahead: Ahead, horizons: int) -> Ahead:
    parts = (ahead.mean, ahead.low, ahead.middle, ahead.high, ahead.none)
    return Ahead(*(part[:, :horizons] for part in parts))


def _is_inside(actual: Floats, ahead: Ahead) -> Floats:
    found: Floats = ((actual >= ahead.low - 1e-9) & (actual <= ahead.high + 1e-9)).astype(np.float64)
    return found


def widths(counts: Floats, first: Ints, track: Track, exposure: Floats) -> list[float]:
    """What to multiply the sizes by at each origin 0 … weeks: the width that lost least on what had come by then.

    Only forecasts whose week was over at the origin are asked, of the forty largest series and
    the half year before,, each as a share of its
    level. Under 40 of them the width is 1. ``exposure``: weeks and the coming ones.
    """
    weeks = counts.shape[1]
    largest = np.argsort(-counts.sum(axis=1), kind="stable")[:LARGEST_SERIES]
    level = np.maximum(counts[largest].mean(axis=1), 1.0)
    losses = np.zeros((weeks, len(WIDTHS)))  # by the week that was forecast
    asked = np.zeros(weeks)
    step = 2 if len(largest) > FEW_SERIES else 1
    for origin in range(max(FEWEST_WEEKS, weeks - WIDTH_WEEKS), weeks, step):
        horizons = min(HORIZONS, weeks - origin)
        known = (first[largest] + FEWEST_WEEKS <= origin)[:, None]
        chosen = choose(track, origin, largest)
        actual = counts[largest, origin : origin + horizons]
        for place, width in enumerate(WIDTHS):
            ahead = counts_ahead(chosen, exposure[origin : origin + horizons], width)
            lost = pinball(actual, ahead) / level[:, None] * known
            losses[origin : origin + horizons, place] += lost.sum(axis=0)
        asked[origin : origin + horizons] += known.sum()
    return [_width(losses[:week].sum(axis=0), asked[:week].sum()) for week in range(weeks + 1)]


def _width(losses: Floats, asked: float) -> float:
    return 1.0 if asked < ENOUGH_TO_JUDGE else WIDTHS[int(np.argmin(losses))]
