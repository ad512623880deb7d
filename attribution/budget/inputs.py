"""Reading weeks of spend and of delivered orders by channel, and what an order leaves."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db import connection

from attribution.budget.compute import CURRENT_WEEKS
from attribution.budget.margins import margins
from attribution.budget.response import Spent, as_candidate
from attribution.credit.models import CreditShare
from attribution.credit.rules import DEFAULT_PERIOD, DEFAULT_WINDOW, QUESTION
from attribution.kpis.reach import known_until
from catalog.orders.delivered import IS_DELIVERED
from transparency.ledger.chain import canonical

WEEK: Final = 7
WEEKS: Final = 26
RIPE_WEEKS: Final = 2
"""Parcels of younger weeks may still be on their way: their orders are not held against their spend."""

LATEST: Final = "SELECT max(day) FROM catalog_spendday WHERE shop_id = %(shop)s AND day <= %(until)s"
SPEND: Final = """
SELECT channel, (day - %(first)s) / 7, sum(shop_amount), count(*) FILTER (WHERE shop_amount IS NULL)
FROM catalog_spendday WHERE shop_id = %(shop)s AND channel <> '' AND day BETWEEN %(first)s AND %(last)s GROUP BY 1, 2
"""
# By the day of placing: that is when the money had its effect.
ORDERS: Final = f"""
SELECT o.channel, (o.placed_on - %(first)s) / 7, count(*)
FROM catalog_order o WHERE o.shop_id = %(shop)s AND {IS_DELIVERED} AND o.channel = ANY(%(channels)s)
  AND o.placed_on BETWEEN %(first)s AND %(last)s GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Inputs:
    """``week`` is the Monday that the advice is for; ``mondays`` those of the weeks read.

    ``assumed``: channels whose margin is the shop's usual share, for want of costs. ``basis`` tells how orders were told to
    channels: "question" by what customers said, or "order" for the channel written on the order. ``unconverted``:
    days of spend left out because no rate of their currency is known.
    """

    week: date
    until: date
    mondays: tuple[date, ...]
    channels: tuple[Spent, ...]
    assumed: tuple[str, ...]
    basis: str
    unconverted: int

    @property
    def fingerprint(self) -> str:
        rows = {"week": self.week.isoformat(), "channels": [as_candidate(one) for one in self.channels]}
        return hashlib.sha256(canonical(rows).encode()).hexdigest()


def read_inputs(shop_id: int, currency: str, as_of: date) -> Inputs | None:
    """Everything for the shop in scope; None without any spend on a channel."""
    ((latest,),) = _rows(LATEST, {"shop": shop_id, "until": as_of})
    if latest is None:
        return None
    until = known_until(latest, as_of)
    end = until - timedelta(days=(until.weekday() + 1) % WEEK)  # the last Sunday
    first = end - timedelta(days=WEEK * WEEKS - 1)
    values = {"shop": shop_id, "currency": currency, "first": first, "last": end}
    spend, unconverted = _weekly_spend(values)
    if not spend:
        return None
    names = sorted(spend)
    values["channels"] = names
    orders = _weekly_orders(values)
    factors = _calibration(names, orders)
    each, assumed = _margins(shop_id, values)
    begun = _begun(spend)
    ripe = slice(begun, WEEKS - RIPE_WEEKS)
    channels = tuple(
        Spent(
            channel=name,
            spend=tuple(spend[name][ripe]),
            orders=tuple(round(count * factors.get(name, 1.0), 6) for count in orders[name][ripe]),
            latest=tuple(spend[name][-CURRENT_WEEKS:]),
            margin=each.get(name),
        )
        for name in names
    )
    mondays = tuple(first + timedelta(days=WEEK * at) for at in range(begun, max(begun, WEEKS - RIPE_WEEKS)))
    basis = QUESTION if factors else "order"
    return Inputs(end + timedelta(days=1), until, mondays, channels, assumed, basis, unconverted)


def _begun(spend: Mapping[str, list[float]]) -> int:
    """The first week in which anything was spent."""
    return next((at for at in range(WEEKS) if any(weeks[at] > 0 for weeks in spend.values())), WEEKS)


def _weekly_spend(values: dict[str, Any]) -> tuple[dict[str, list[float]], int]:
    found: dict[str, list[float]] = defaultdict(lambda: [0.0] * WEEKS)
    unconverted = 0
    for channel, week, amount, unknown in _rows(SPEND, values):
        found[channel][week] += float(amount or 0)
        unconverted += unknown
    return {channel: weeks for channel, weeks in found.items() if any(weeks)}, unconverted


def _weekly_orders(values: dict[str, Any]) -> dict[str, list[int]]:
    orders: dict[str, list[int]] = {name: [0] * WEEKS for name in values["channels"]}
    for channel, week, count in _rows(ORDERS, values):
        orders[channel][week] += count
    return orders


def _calibration(names: list[str], orders: Mapping[str, list[int]]) -> dict[str, float]:
    """By channel: what customers' answers make of an order that names it; empty while they say too little.

    The calibrated shares are of the credit's own period; their ratio to the shares of the orders' channels corrects
    the weeks.
    """
    rows = CreditShare.objects.filter(
        rule=QUESTION, days=DEFAULT_PERIOD, window=DEFAULT_WINDOW, channel__in=names
    )
    shares = dict(rows.values_list("channel", "share"))
    plain = {name: sum(orders[name]) for name in names}
    both = [name for name in names if shares.get(name) and plain[name]]
    if not both:
        return {}
    scale = sum(plain[name] for name in both) / sum(shares[name] for name in both)
    return {name: shares[name] * scale / plain[name] for name in both}


def _margins(shop_id: int, values: dict[str, Any]) -> tuple[dict[str, float], tuple[str, ...]]:
    """What a delivered order leaves before adverts, by channel; one without any order yet is taken for the others."""
    names: list[str] = values["channels"]
    known = margins(shop_id, values["currency"], values["first"], values["last"], by="channel", names=names)
    each = {name: one.each for name, one in known.items()}
    if each:
        mean = round(sum(each.values()) / len(each), 2)
        each |= {name: mean for name in names if name not in each}
    return each, tuple(sorted(name for name, one in known.items() if one.is_assumed))


def _rows(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
