"""What a code tells of an order that says nothing of its channel itself; what the order said is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from catalog.channels.arriving import ORDER
from catalog.channels.models import ChannelSaid
from catalog.channels.selectors import campaign_of
from catalog.codes.models import PlaylistCode
from catalog.orders.models import Order


def said_channels(order_ids: Sequence[int]) -> dict[int, str]:
    """By order: the channel that it named before a rule or a code spoke for it; other orders are not in it."""
    keys = [str(pk) for pk in order_ids]
    rows = ChannelSaid.objects.filter(kind=ORDER, row_key__in=keys).values_list("row_key", "channel")
    return {int(key): channel for key, channel in rows}


def tell_orders(told: Iterable[tuple[Any, PlaylistCode]]) -> int:
    """Write the code's channel on orders without one, and its campaign on those without one either; how many."""
    silent = [(order, code) for order, code in told if code.channel and not order.channel]
    ChannelSaid.objects.bulk_create(
        (
            ChannelSaid(
                shop_id=order.shop_id, kind=ORDER, row_key=str(order.pk), channel="", campaign=order.campaign
            )
            for order, _code in silent
        ),
        ignore_conflicts=True,
    )
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for order, code in silent:
        places[code.channel, order.campaign or code.campaign].append(order.pk)
    for (channel, campaign), orders in places.items():
        name = campaign_of(silent[0][0].shop_id, campaign) if campaign else ""
        Order.objects.filter(pk__in=orders).update(channel=channel, campaign=name)
    return len(silent)
