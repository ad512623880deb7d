"""Why net sales moved between two stretches of days. Pure.

Net = parcels delivered x revenue of one, less refunds. The difference is split without rest:
``(n1 - n0) b0`` by the number of parcels, ``n1 (b1 - b0)`` by what one holds, ``r0 - r1`` by refunds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from attribution.kpis.compute import Sums

SAME: Final = Decimal("0.005")
Direction = Literal["up", "down", "same", "first", "none"]
Cause = Literal["orders", "basket", "refunds", ""]


@dataclass(frozen=True, slots=True)
class Change:
    """``share`` is the relative change of net sales, 0 where there is nothing to divide by.

    ``channel`` moved net sales most in the same direction (None: no channel stands out), by ``channel_amount``.
    """

    direction: Direction
    share: Decimal = Decimal(0)
    cause: Cause = ""
    channel: str | None = None
    channel_amount: Decimal = Decimal(0)


def explain_change(
    now: Sums, before: Sums, by_channel: Mapping[str, tuple[Decimal, Decimal]] | None = None
) -> Change:
    """What moved; ``by_channel`` holds net sales now and before."""
    if now.net == 0 and before.net == 0:
        return Change("none")
    if before.net <= 0:
        return Change("first")
    difference = now.net - before.net
    share = difference / before.net
    if abs(share) < SAME:
        return Change("same", share)
    sign = 1 if difference > 0 else -1
    channel, amount = _channel(by_channel or {}, difference, sign)
    return Change("up" if sign > 0 else "down", share, _cause(now, before, sign), channel, amount)


def parts(now: Sums, before: Sums) -> dict[Cause, Decimal]:
    """The three parts; they sum to the difference of net sales."""
    old = before.revenue_delivered / before.delivered if before.delivered else Decimal(0)
    by_orders = (now.delivered - before.delivered) * old
    gross = now.revenue_delivered - before.revenue_delivered
    return {"orders": by_orders, "basket": gross - by_orders, "refunds": before.refunds - now.refunds}


def _cause(now: Sums, before: Sums, sign: int) -> Cause:
    found = parts(now, before)
    return max(found, key=lambda cause: sign * found[cause])


def _channel(
    by_channel: Mapping[str, tuple[Decimal, Decimal]], difference: Decimal, sign: int
) -> tuple[str | None, Decimal]:
    """The channel with the largest part in the direction of the change, when it explains half of it or more."""
    moves = {channel: now - before for channel, (now, before) in by_channel.items()}
    if len(moves) < 2:
        return None, Decimal(0)
    channel = max(sorted(moves), key=lambda one: sign * moves[one])
    if sign * moves[channel] * 2 < sign * difference:
        return None, Decimal(0)
    return channel, moves[channel]
