"""Rules that share one path's end among its touches: each gives every touch a weight, and a path's weights add up to 1.

``shapley`` is the path formula of Zhao, Mahboobi and Bagheri (arXiv 1804.05327): with v(S) = ends of the paths whose channels
lie within S, a channel's Shapley value is the sum over paths of 1 / (distinct channels), which is an equal split. See
:mod:`attribution.paths.shapley` for the same by coalitions.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from attribution.paths.touches import Floats, Paths

HALF_LIFE_DAYS = 7.0
ENDS = 0.4  # of a position-based credit, to the first and to the last touch each

Rule = Callable[[Paths], Floats]


def first(paths: Paths) -> Floats:
    weights = np.zeros(len(paths.channels))
    weights[paths.starts] = 1.0
    return weights


def last(paths: Paths) -> Floats:
    weights = np.zeros(len(paths.channels))
    weights[paths.starts + paths.lengths - 1] = 1.0
    return weights


def last_non_direct(paths: Paths) -> Floats:
    """The last touch that is not a direct visit; the last one of a path of nothing else."""
    at = np.where(paths.is_direct, -1, np.arange(len(paths.channels)))
    found = np.maximum.reduceat(at, paths.starts) if len(paths) else at
    ends = paths.starts + paths.lengths - 1
    weights = np.zeros(len(paths.channels))
    weights[np.where(found >= 0, found, ends)] = 1.0
    return weights


def linear(paths: Paths) -> Floats:
    return np.repeat(1.0 / paths.lengths, paths.lengths)


def position(paths: Paths) -> Floats:
    """40 % to the first touch, 40 % to the last, 20 % to those between; two touches share equally."""
    between = np.where(paths.lengths > 2, (1 - 2 * ENDS) / np.maximum(paths.lengths - 2, 1), 0.0)
    end = np.where(paths.lengths > 2, ENDS, 1.0 / np.minimum(paths.lengths, 2))
    weights = np.repeat(between, paths.lengths)
    weights[paths.starts] = end
    weights[paths.starts + paths.lengths - 1] = end
    return weights


def time_decay(paths: Paths) -> Floats:
    """Half the weight every seven days before the end; ages count from the youngest touch, which changes no share."""
    if not len(paths):
        return np.zeros(0)
    youngest = np.minimum.reduceat(paths.ages, paths.starts)
    weights = np.exp2(-(paths.ages - np.repeat(youngest, paths.lengths)) / HALF_LIFE_DAYS)
    return np.asarray(weights / np.repeat(np.add.reduceat(weights, paths.starts), paths.lengths))


def shapley(paths: Paths) -> Floats:
    """An equal share to each distinct channel, given to its first touch."""
    pairs = paths.rows * max(len(paths.names), 1) + paths.channels
    _, at = np.unique(pairs, return_index=True)
    weights = np.zeros(len(paths.channels))
    weights[at] = 1.0
    distinct = np.add.reduceat(weights, paths.starts) if len(paths) else weights
    return np.asarray(weights / np.repeat(distinct, paths.lengths))


RULES: dict[str, Rule] = {
    "first": first,
    "last": last,
    "last_non_direct": last_non_direct,
    "linear": linear,
    "position": position,
    "time_decay": time_decay,
    "shapley": shapley,
}
