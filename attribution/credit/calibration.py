"""Shares corrected by what is known of some orders: by the question, or by codes (methods 3.3). Pure.

K = 6 pseudo-orders stand for the belief that 70 % of what is tracked as a channel came from it.

Codes tell most of the channels whose customers like to use them. How readily those of each channel do is learnt from the orders
whose customers were asked as well; an order with a code then counts as many as it stands for.
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


def readiness(used: Floats, asked: Floats, pseudo: float = PSEUDO_ORDERS) -> Floats:
    """P (…, k): how many of a channel's customers use a code; ``used`` of the ``asked`` (…, k) who named the channel did.

    K pseudo-orders stand for the shop's own average. Without answers it is the same for every channel.
    """
    average = (used.sum(axis=-1, keepdims=True) + 1.0) / (asked.sum(axis=-1, keepdims=True) + 2.0)
    return np.asarray((used + pseudo * average) / (asked + pseudo), dtype=np.float64)


def beliefs_beyond_codes(crossed: Floats, ready: Floats) -> Floats:
    """M (…, k, k) of the orders without a code, from those with one (``crossed``) and the :func:`readiness` (…, k).

    By Bayes: with a code, P(j | tracked as i) is in proportion to all such orders times the readiness of j; without one, times
    what is left of it. The orders with a code keep their number, so that the prior keeps its weight.
    """
    stands_for = crossed / ready[..., None, :]
    total, weighed = (some.sum(axis=(-2, -1), keepdims=True) for some in (crossed, stands_for))
    scale = np.divide(total, weighed, out=np.ones_like(total), where=weighed > 0)
    m = beliefs(stands_for * scale) * (1 - ready)[..., None, :]
    return np.asarray(m / m.sum(axis=-1, keepdims=True), dtype=np.float64)


def share_calibrated(
    paths: Paths,
    documents: Documents,
    groups: Ints,
    named: Ints,
    draws: Floats | None,
    *,
    recorded: Ints | None = None,
    asked: Ints | None = None,
) -> Shared:
    """Shares corrected by what is known of some orders: ``named`` is the channel of each path that its customer told, -1: none.

    ``recorded`` is what each path is tracked as, by default :func:`tracked`. ``asked`` is given where ``named`` comes from
    codes: the channel that the customer named when asked, -1: none.
    """
    k, n = len(paths.names), len(paths)
    i = tracked(paths) if recorded is None else recorded
    answers = np.full(n, -1, dtype=np.int64) if asked is None else asked
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
        uses = [
            tally(where[chosen] * k + answers[chosen], per_path[chosen], size * k).reshape(size, k)
            for chosen in ((answers >= 0) & told, answers >= 0)
        ]
        return crossed, *sums, *uses

    def corrected(found: Sequence[Floats]) -> tuple[Floats, Floats]:
        crossed, known, other, known_money, other_money, used, answered = found
        m = beliefs(crossed.reshape(-1, k, k))
        if asked is not None:
            m = beliefs_beyond_codes(crossed.reshape(-1, k, k), readiness(used, answered))
        return (
            known + np.einsum("bi,bij->bj", other, m),
            known_money + np.einsum("bi,bij->bj", other_money, m),
        )

    orders, cents = (sums[0] for sums in corrected(tables(one, 1)))
    if draws is None:
        return shared_of((orders, None), (cents, None), int(documents.cents.sum()))
    again = corrected([draws @ table for table in tables(groups, draws.shape[1])])
    return shared_of((orders, again[0]), (cents, again[1]), int(documents.cents.sum()))
