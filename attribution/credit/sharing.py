"""Shares of channels over many orders, with intervals by customers. Pure.

The shares of a rule add up to 1 over the channels, "" for what nothing is known of. Intervals draw the customers again, 500 times.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from attribution.credit.compute import Parts, parts_of, rounded
from attribution.credit.rules import ORDER_RULES
from attribution.paths.touches import Floats, Ints, Paths, tally

LEVEL: Final = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Documents:
    """Deliveries and refunds of a period: the path of each, its money in cents (refunds are negative), whether it is a delivery."""

    path: Ints
    cents: Ints
    is_delivery: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Shared:
    """Channels under one rule: orders in parts, cents, shares 0…1 and their bounds (k, 2), None where none were drawn."""

    orders: Floats
    cents: Ints
    shares: Floats
    bounds: Floats | None = None
    cents_bounds: Floats | None = None
    effects: Floats | None = None


def resampled(groups: int, replicates: int, seed: int) -> Floats:
    """How often each group is drawn in each replicate (replicates, groups): the customers' bootstrap."""
    chance = np.random.Generator(np.random.PCG64(seed))
    return chance.multinomial(groups, np.full(groups, 1 / groups), replicates).astype(np.float64)


def share_rules(paths: Paths, documents: Documents, groups: Ints, draws: Floats | None) -> dict[str, Shared]:
    """The rules that share each order by itself; ``groups`` is the group of customers of each path."""
    parts, k = parts_of(paths), len(paths.names)
    per_path = tally(documents.path, documents.is_delivery, len(paths))
    money = tally(documents.path, documents.cents, len(paths))
    total = int(documents.cents.sum())
    found = {}
    for at, rule in enumerate(ORDER_RULES):
        share = parts.shares[:, at]
        orders = _by_group(parts, share * per_path[parts.path], groups, k, draws)
        cents = _by_group(parts, share * money[parts.path], groups, k, draws)
        found[rule] = shared_of(orders, cents, total)
    return found


def _by_group(
    parts: Parts, worth: Floats, groups: Ints, k: int, draws: Floats | None
) -> tuple[Floats, Floats | None]:
    """Sums of the channels (k), and of each replicate (b, k)."""
    sums = tally(parts.channel, worth, k)
    if draws is None:
        return sums, None
    size = draws.shape[1]
    table = tally(groups[parts.path] * k + parts.channel, worth, size * k).reshape(size, k)
    return sums, draws @ table


def shared_of(
    orders: tuple[Floats, Floats | None], cents: tuple[Floats, Floats | None], total: int
) -> Shared:
    """Shares of orders; the money is rounded to cents that add up to the total."""
    sums, again = orders
    shares = sums / max(sums.sum(), 1e-300)
    whole = rounded(cents[0], total)
    if again is None or cents[1] is None:
        return Shared(sums, whole, shares)
    each = again / np.maximum(again.sum(axis=1, keepdims=True), 1e-300)
    return Shared(
        sums,
        whole,
        shares,
        np.percentile(each, LEVEL, axis=0).T,
        np.percentile(cents[1], LEVEL, axis=0).T,
    )
