"""Shares corrected by what is known of some orders: by the question, or by codes (methods 3.3). Pure.

K = 6 pseudo-orders stand for the belief that 70 % of what is tracked as a channel came from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from attribution.credit.sharing import Documents, Shared, shared_of
from attribution.paths.rules import last_non_direct
from attribution.paths.touches import Floats, Ints, Paths, tally

PSEUDO_ORDERS: Final = 6.0
TRUST: Final = 0.7


def tracked(paths: Paths) -> Ints:
    """The channel that each order is tracked as: its last touch that is not a direct visit."""
    return paths.channels[np.flatnonzero(last_non_direct(paths))]


def beliefs(crossed: Floats, trust: float = TRUST, pseudo: float = PSEUDO_ORDERS) -> Floats:
    """M (…, k, k) from ``crossed`` (…, k, k): orders tracked as i whose customers named j. Rows add up to 1.

    What is not believed of the tracked channel is spread over the others as customers named them on the whole, one pseudo-order
    each: spread evenly, the distance to the truth at 200 orders is a fifth larger.
    """
    k = crossed.shape[-1]
    if k == 1:
        return np.ones(crossed.shape)
    others = np.broadcast_to(crossed.sum(axis=-2, keepdims=True) + 1.0, crossed.shape) * (1 - np.eye(k))
    prior = trust * np.eye(k) + (1 - trust) * others / others.sum(axis=-1, keepdims=True)
    return np.asarray(
        (crossed + pseudo * prior) / (crossed.sum(axis=-1, keepdims=True) + pseudo), dtype=np.float64
    )


def share_calibrated(
    paths: Paths, documents: Documents, groups: Ints, named: Ints, draws: Floats | None
) -> Shared:
    """Shares corrected by what is known of some orders: ``named`` is the channel of each path that its customer told, -1: none."""
    k, n = len(paths.names), len(paths)
    i = tracked(paths)
    per_path = tally(documents.path, documents.is_delivery, n)
    money = tally(documents.path, documents.cents, n)
    told = named >= 0
    one = np.zeros(n, dtype=np.int64)

    def tables(where: Ints, size: int) -> tuple[Floats, ...]:
        """Crossed counts, and what is told and not told of orders and money, by group."""
        crossed = tally(
            where[told] * k * k + i[told] * k + named[told], per_path[told], size * k * k
        ).reshape(size, k * k)
        sums = [
            tally(where[chosen] * k + channel[chosen], worth[chosen], size * k).reshape(size, k)
            for worth in (per_path, money)
            for chosen, channel in ((told, named), (~told, i))
        ]
        return crossed, *sums

    def corrected(found: Sequence[Floats]) -> tuple[Floats, Floats]:
        crossed, known, other, known_money, other_money = found
        m = beliefs(crossed.reshape(-1, k, k))
        return (
            known + np.einsum("bi,bij->bj", other, m),
            known_money + np.einsum("bi,bij->bj", other_money, m),
        )

    orders, cents = (sums[0] for sums in corrected(tables(one, 1)))
    if draws is None:
        return shared_of((orders, None), (cents, None), int(documents.cents.sum()))
    again = corrected([draws @ table for table in tables(groups, draws.shape[1])])
    return shared_of((orders, again[0]), (cents, again[1]), int(documents.cents.sum()))
