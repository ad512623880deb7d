"""Channels by how evenly they bring delivered orders."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.table import Channel, Column, Pages, Row, Table
from signals.scores.models import ScoreRun
from signals.scores.words import steady_badge


def channels_table(shop: ShopContext, run: ScoreRun | None) -> Table | None:
    """A line a channel, as last night prepared it; None without a run."""
    found = run.facts.get("channels", []) if run else []
    if not found:
        return None
    return Table(
        key="channels",
        title=_("Channels"),
        lead=_("The same question by channel: which one brings delivered orders week after week."),
        columns=(
            Column("channel", _("Channel"), "channel"),
            Column("state", _("How it sells"), "state"),
            Column("weekly", _("Orders by week"), "code"),
            Column("orders", _("Delivered orders"), "number"),
            Column("steady", _("Steadiness"), "share"),
        ),
        rows=tuple(_row(one) for one in found),
        pages=Pages(1, len(found)),
    )


def _row(one: dict[str, Any]) -> Row:
    return Row(
        (
            Channel(one["channel"], channel_name(one["channel"])),
            steady_badge(one["steadiness"]),
            " ".join(map(str, one["weekly"])),
            sum(one["weekly"]),
            one["steadiness"],
        )
    )


def channel_facts(rows: list[tuple[Any, ...]], weeks: int) -> list[dict[str, Any]]:
    """Delivered orders by channel and week (rows: week back, channel, orders), with the steadiness of each channel.

    A channel is compared with even weeks: the shop's season is made of its channels.
    """
    from signals.scores.regular import steadiness

    counted: dict[str, list[int]] = defaultdict(lambda: [0] * weeks)
    for back, channel, orders in rows:
        counted[channel][weeks - 1 - back] += orders
    flat = (1 / max(weeks, 1),) * weeks
    found = []
    for channel, weekly in sorted(counted.items(), key=lambda item: (-sum(item[1]), item[0])):
        steady = steadiness(weekly, flat, [0.0] * weeks)
        found.append({"channel": channel, "weekly": weekly, "steadiness": steady.value})
    return found
