"""Reading when customers bought: one row a customer, in whole days, without anything that names them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from attribution.budget.margins import Margin, margins
from attribution.customer_value.compute import FEWEST, Floats, People, gathered
from attribution.kpis.reach import known_until
from catalog.orders.delivered import IS_DELIVERED

WEEK: Final = 7
LONGEST_HOLDOUT: Final = 39 * WEEK
SHORTEST_RECORDS: Final = 12 * WEEK
MARGIN_DAYS: Final = 365

LATEST: Final = (
    "SELECT max(delivered_on) FROM catalog_order WHERE shop_id = %(shop)s AND delivered_on <= %(until)s"
)
# Two orders on a day are one occasion, as in the model; the channel is that of the first.
HISTORIES: Final = f"""
SELECT (array_agg(DISTINCT o.delivered_on - %(zero)s::date)),
       (array_agg(o.channel ORDER BY o.delivered_on, o.id))[1]
FROM catalog_order o
WHERE o.shop_id = %(shop)s AND {IS_DELIVERED} AND o.customer_id IS NOT NULL AND o.delivered_on <= %(until)s
GROUP BY o.customer_id ORDER BY o.customer_id
"""
ZERO: Final = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Histories:
    """Of each customer the days of their orders (counted from 2000-01-01, ascending) and the first order's channel."""

    until: date
    days: list[NDArray[np.int64]]
    channels: list[str]
    margin: Margin | None
    inactive_after: int

    @property
    def fingerprint(self) -> str:
        digest = hashlib.sha256(
            repr((self.until.isocalendar()[:2], self.channels, self.margin, self.inactive_after)).encode()
        )
        for days in self.days:
            digest.update(days.tobytes() + b"|")
        return digest.hexdigest()

    @property
    def last(self) -> int:
        return (self.until - ZERO).days


def read_histories(shop_id: int, currency: str, inactive_after: int, as_of: date) -> Histories | None:
    """For the shop in scope; None without any delivered order."""
    ((latest,),) = _rows(LATEST, {"shop": shop_id, "until": as_of})
    if latest is None:
        return None
    until = known_until(latest, as_of)
    values = {"shop": shop_id, "currency": currency, "until": until, "zero": ZERO}
    rows = _rows(HISTORIES, values)
    days = [np.sort(np.array(found, dtype=np.int64)) for found, _channel in rows]
    since = until - timedelta(days=MARGIN_DAYS)
    margin = margins(shop_id, currency, since, until).get("")
    return Histories(until, days, [channel for _days, channel in rows], margin, inactive_after)


def summary(days: list[NDArray[np.int64]], last: int) -> tuple[Floats, Floats, Floats]:
    """Repeat orders x, age of the last tx and age of the customer T, in weeks, as known on day ``last``."""
    known = [found[found <= last] for found in days]
    known = [found for found in known if len(found)]
    x = np.array([len(found) - 1 for found in known], dtype=np.float64)
    tx = np.array([found[-1] - found[0] for found in known]) / WEEK
    age = np.array([last - found[0] for found in known]) / WEEK
    return x, tx, age


def people_of(days: list[NDArray[np.int64]], last: int) -> People:
    return gathered(*summary(days, last))


def split_for_holdout(found: Histories) -> tuple[People, float, float] | None:
    """The customers as known before the last third of the records (39 weeks at most), what came since, and the weeks.

    None when the records, or the customers known then, are too few.
    """
    if not found.days:
        return None
    reach = found.last - min(int(days[0]) for days in found.days)
    if reach < SHORTEST_RECORDS:
        return None
    length = min(reach // 3, LONGEST_HOLDOUT) // WEEK * WEEK
    cut = found.last - length
    early = [days for days in found.days if days[0] <= cut]
    if len(early) < FEWEST:
        return None
    came = sum(int((days > cut).sum()) for days in early)
    return people_of(early, cut), float(came), length / WEEK


def groups_of(found: Histories) -> dict[tuple[str, str], list[NDArray[np.int64]]]:
    """Customers by group: everybody, by segment, by number of orders, by the channel of their first order."""
    groups: dict[tuple[str, str], list[NDArray[np.int64]]] = {}
    for days, channel in zip(found.days, found.channels, strict=True):
        many = "3" if len(days) > 2 else str(len(days))
        for key in (("all", ""), ("segment", _segment(found, days)), ("orders", many), ("channel", channel)):
            groups.setdefault(key, []).append(days)
    return groups


def _segment(found: Histories, days: NDArray[np.int64]) -> str:
    """As the contract partitions those with an order: inactive, regular, else new."""
    if found.last - int(days[-1]) >= found.inactive_after:
        return "inactive"
    return "regular" if len(days) > 1 else "new"


def _rows(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
