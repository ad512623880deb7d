"""Reading the whole weeks that forecasts are made from: prepared days for shop and channels, orders for products."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from django.db import connection

from attribution.forecast.compute import HORIZONS
from attribution.forecast.model import Days, Weeks
from attribution.forecast.profile import WEEK, Stretch
from attribution.kpis.reach import known_until
from catalog.occasions.selectors import occasions_between
from catalog.orders.delivered import IS_DELIVERED
from shop_ai.lib.tenancy import local_setting

LONGEST: Final = 104
RECENT: Final = 26
MOST_PRODUCTS: Final = 200

REACH: Final = """
SELECT min(day) FILTER (WHERE delivered > 0), max(day) FILTER (WHERE delivered > 0)
FROM attribution_dailykpi WHERE shop_id = %(shop)s AND day <= %(until)s
"""
DAYS: Final = """
SELECT day, channel, delivered, product_revenue_delivered, basket_squares FROM attribution_dailykpi
WHERE shop_id = %(shop)s AND day BETWEEN %(first)s AND %(last)s AND delivered > 0
"""
# Variants count for their product. What a product brought in an order is squared by order, not by line.
PRODUCT: Final = "coalesce(p.parent_id, p.id)"
PRODUCTS: Final = f"""
WITH sold AS (
    SELECT {PRODUCT} AS product, o.id, (o.delivered_on - %(first)s) / 7 AS week, sum(l.amount) AS amount
    FROM catalog_order o
    JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id AND NOT l.is_service AND l.amount > 0
    JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id AND NOT p.is_service
    WHERE o.shop_id = %(shop)s AND {IS_DELIVERED} AND o.delivered_on BETWEEN %(first)s AND %(last)s
    GROUP BY 1, 2, 3
), lively AS (
    SELECT product FROM sold WHERE week >= %(recent)s GROUP BY 1 ORDER BY count(*) DESC, product LIMIT %(most)s
)
SELECT s.product, s.week, count(*), sum(s.amount), sum(s.amount * s.amount)
FROM sold s JOIN lively USING (product) GROUP BY 1, 2
"""
TITLES: Final = "SELECT id, title FROM catalog_product WHERE shop_id = %(shop)s AND id = ANY(%(ids)s)"


@dataclass(frozen=True, slots=True)
class Inputs:
    """Whole weeks until ``until``; ``keys`` of channels and products go with the rows of their weeks."""

    until: date
    days: Days
    shop: Weeks
    channels: tuple[str, ...]
    by_channel: Weeks
    products: tuple[tuple[int, str], ...]
    by_product: Weeks

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all that a forecast rests on."""
        digest = hashlib.sha256(
            repr((self.days.start, self.channels, self.products, self.days.stretches)).encode()
        )
        parts = [self.days.daily]
        for weeks in (self.shop, self.by_channel, self.by_product):
            parts += [weeks.counts, weeks.amounts, weeks.squares]
        for part in parts:
            digest.update(np.ascontiguousarray(part).tobytes())
        return digest.hexdigest()


def read_inputs(shop_id: int, currency: str, as_of: date) -> Inputs | None:
    """Everything for one shop in scope; None before its first delivered order has a whole week behind it."""
    ((begun, latest),) = _rows(REACH, {"shop": shop_id, "until": as_of})
    if begun is None:
        return None
    until = known_until(latest, as_of)
    first, weeks = _span(begun, until)
    if weeks < 1:
        return None
    last = first + timedelta(days=WEEK * weeks - 1)
    values: dict[str, Any] = {"shop": shop_id, "currency": currency, "first": first, "last": last}
    rows = _rows(DAYS, values)
    daily = np.zeros(WEEK * weeks)
    for day, _channel, delivered, _amount, _squares in rows:
        daily[(day - first).days] += delivered
    ahead = last + timedelta(days=WEEK * HORIZONS)
    stretches = tuple(
        Stretch(one.key, one.starts_on, one.ends_on) for one in occasions_between(shop_id, first, ahead)
    )
    channels, by_channel = _gather(
        ((channel, (day - first).days // WEEK, *sums) for day, channel, *sums in rows), weeks
    )
    products, by_product = _products(values, weeks)
    _all, whole = _gather((("", (day - first).days // WEEK, *sums) for day, _channel, *sums in rows), weeks)
    return Inputs(until, Days(first, daily, stretches), whole, channels, by_channel, products, by_product)


def _span(begun: date, until: date) -> tuple[date, int]:
    """The first Monday and how many whole weeks; the week of the first record is not whole unless it began it."""
    monday = begun + timedelta(days=-begun.weekday() % WEEK)
    end = until - timedelta(days=(until.weekday() + 1) % WEEK)  # the last Sunday
    weeks = ((end - monday).days + 1) // WEEK
    kept = min(max(weeks, 0), LONGEST)
    return end - timedelta(days=WEEK * kept - 1), kept


def _gather(rows: Any, weeks: int) -> tuple[tuple[Any, ...], Weeks]:
    """Rows ``(key, week, orders, amount, squares)`` as arrays in the order of the keys."""
    sums: dict[Any, Any] = defaultdict(lambda: np.zeros((3, weeks)))
    for key, week, *values in rows:
        sums[key][:, week] += [float(value) for value in values]
    keys = tuple(sorted(sums))
    cube = np.stack([sums[key] for key in keys]) if keys else np.zeros((0, 3, weeks))
    first = (cube[:, 0] > 0).argmax(axis=1) if keys else np.zeros(0, dtype=np.int64)
    return keys, Weeks(cube[:, 0], cube[:, 1], cube[:, 2], first)


def _products(values: dict[str, Any], weeks: int) -> tuple[tuple[tuple[int, str], ...], Weeks]:
    more = {"recent": max(0, weeks - RECENT), "most": MOST_PRODUCTS}
    with local_setting("enable_nestloop", "off"):  # see attribution.kpis.selectors
        rows = _rows(PRODUCTS, values | more)
    ids, found = _gather(rows, weeks)
    titles = dict(_rows(TITLES, {"shop": values["shop"], "ids": list(ids)}))
    return tuple((one, titles.get(one, "")) for one in ids), found


def _rows(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
