"""Shapley values by coalitions, exact: every subset of at most twelve channels is weighed (Shapley 1953)."""

from __future__ import annotations

from math import factorial

import numpy as np

from attribution.paths.touches import Floats, Paths, tally

MOST_CHANNELS = 12


def observed_coalitions(paths: Paths, worth: Floats) -> Floats:
    """``worth`` (n, orders or money) of the paths by the exact set of their channels, as an array of 2^k subsets.

    Bit ``i`` of a subset's number stands for channel ``i``; raises ValueError beyond twelve channels.
    """
    if len(paths.names) > MOST_CHANNELS:
        raise ValueError(
            f"{len(paths.names)} channels; every coalition of {MOST_CHANNELS} at most is weighed"
        )
    bits = np.left_shift(1, paths.channels)
    sets = np.bitwise_or.reduceat(bits, paths.starts) if len(paths) else bits
    return tally(sets, worth, 2 ** len(paths.names))


def within(observed: Floats) -> Floats:
    """v(S): what the coalition S and all its parts brought (the zeta transform over subsets)."""
    total = observed.astype(np.float64).copy()
    size = 1
    while size < len(total):
        pairs = total.reshape(-1, 2, size)
        pairs[:, 1, :] += pairs[:, 0, :]
        size *= 2
    return total


def shapley_values(worth: Floats) -> Floats:
    """Each player's value in any game: ``worth`` holds v(S) of the 2^k subsets, v(nobody) = 0."""
    k = len(worth).bit_length() - 1
    subsets = np.arange(len(worth))
    sizes = np.array([int(number).bit_count() for number in subsets])
    weights = np.array([factorial(s) * factorial(k - s - 1) / factorial(k) for s in range(k)])
    values = np.zeros(k)
    for player in range(k):
        without = subsets[(subsets >> player) & 1 == 0]
        gains = worth[without | (1 << player)] - worth[without]
        values[player] = float(gains @ weights[sizes[without]])
    return values
