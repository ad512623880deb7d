"""Shares by the Markov chain of the period's journeys, with the visits that led to no order. Pure."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from attribution.credit.rules import UNATTRIBUTED
from attribution.credit.sharing import Documents, Shared, shared_of
from attribution.paths.markov import best_order, count, effects_of, flat, removal_effects, removal_effects_2
from attribution.paths.touches import Floats, Ints, Paths, tally

LARGEST_CHAIN: Final = 40  # channels up to which a chain is resampled


def share_markov(
    paths: Paths, documents: Documents, groups: Ints, nulls: Paths | None, draws: Floats | None
) -> tuple[Shared, int]:
    """The chain's shares of the orders of which something is known, and its order; the others stay unattributed.

    ``nulls`` are visits that led to no order, under the same names as ``paths`` or more at their end.
    """
    k = len(paths.names)
    per_path = tally(documents.path, documents.is_delivery, len(paths))
    money = tally(documents.path, documents.cents, len(paths))
    known = _is_known(paths)
    # Where only refunds are left of the period, the money still follows the ways by which it came.
    won = paths_with(paths.take(known), per_path[known] if per_path[known].any() else np.ones(known.sum()))
    effects, order = _effects(won, nulls)
    split = effects[:k] / max(effects.sum(), 1e-300)

    def spread(sums: Floats, whole: Floats) -> Floats:
        """What is known by the chain, and the rest to the channel ""."""
        return np.asarray(sums[..., None] * split + _rest(paths, whole - sums))

    orders = spread(np.asarray(per_path[known].sum()), np.asarray(per_path.sum()))
    cents = spread(np.asarray(money[known].sum()), np.asarray(money.sum()))
    total = int(documents.cents.sum())
    if draws is None or len(effects) > LARGEST_CHAIN or order == 2:
        return _with_effects(shared_of((orders, None), (cents, None), total), effects[:k]), order
    again = _effects_again(won, groups[known], nulls, draws)
    splits = again[:, :k] / np.maximum(again.sum(axis=1, keepdims=True), 1e-300)
    sums = [
        [draws @ tally(groups[chosen], worth[chosen], draws.shape[1]) for chosen in (known, ~known)]
        for worth in (per_path, money)
    ]
    orders_again, cents_again = (near[:, None] * splits + _rest(paths, far) for near, far in sums)
    shared = shared_of((orders, orders_again), (cents, cents_again), total)
    return _with_effects(shared, effects[:k]), order


def _is_known(paths: Paths) -> NDArray[np.bool_]:
    """Whether a path names a channel at all."""
    nowhere = np.array([name == UNATTRIBUTED for name in paths.names], dtype=bool)
    return ~nowhere[paths.channels[paths.starts]]


def _rest(paths: Paths, amounts: Floats) -> Floats:
    """The amounts given to the channel "", in the last dimension."""
    nowhere = np.array([name == UNATTRIBUTED for name in paths.names], dtype=np.float64)
    return np.asarray(amounts[..., None] * nowhere)


def paths_with(paths: Paths, conversions: Floats) -> Paths:
    return Paths(
        paths.names, paths.channels, paths.lengths, paths.ages, conversions, conversions, paths.nulls
    )


def _effects(won: Paths, nulls: Paths | None) -> tuple[Floats, int]:
    order = best_order(won)
    if order == 2:
        return removal_effects_2(won if nulls is None else joined(won, nulls)), order
    chain = count(won)
    return removal_effects(chain if nulls is None else chain.plus(count(nulls))), order


def joined(paths: Paths, more: Paths) -> Paths:
    """Both together, under the names of ``more``, which begin with those of ``paths``."""
    pairs = ("channels", "lengths", "ages", "conversions", "values", "nulls")
    return Paths(more.names, *(np.concatenate([getattr(paths, name), getattr(more, name)]) for name in pairs))


def _effects_again(won: Paths, groups: Ints, nulls: Paths | None, draws: Floats) -> Floats:
    """Removal effects of every replicate (b, k): the orders of customers are drawn again, visits without order stay."""
    k = len(won.names) if nulls is None else len(nulls.names)
    table = np.zeros((draws.shape[1], 3 * k + k * k))
    rows, ends = won.rows, won.starts + won.lengths - 1
    inner = np.ones(len(won.channels), dtype=bool)
    inner[ends] = False
    at = np.flatnonzero(inner)
    np.add.at(table, (groups, won.channels[won.starts]), won.conversions)
    cells = k + won.channels[at] * k + won.channels[at + 1] if len(at) else at
    np.add.at(table, (groups[rows[at]], cells), won.conversions[rows[at]])
    np.add.at(table, (groups, k + k * k + won.channels[ends]), won.conversions)
    again = draws @ table
    return effects_of(again if nulls is None else again + flat(count(nulls)), k)


def _with_effects(shared: Shared, effects: Floats) -> Shared:
    return Shared(shared.orders, shared.cents, shared.shares, shared.bounds, shared.cents_bounds, effects)
