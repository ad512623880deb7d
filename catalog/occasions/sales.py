"""The shop's sales around an occasion beside those around the last one, day by day from its first day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from catalog.occasions.selectors import Occasion, earlier
from catalog.orders.delivered import IS_SALE, REVENUE
from catalog.shops.context import ShopContext
from shop_ai.lib.period import last_complete_day
from shop_ai.lib.tenancy import shop_scope

LEAD: Final = 14
TAIL: Final = 7

SALES: Final = f"""
SELECT o.placed_on, count(*), sum({REVENUE})
FROM catalog_order o
WHERE o.shop_id = %(shop)s AND {IS_SALE} AND o.order_state <> 'cancelled'
  AND (o.placed_on BETWEEN %(from_now)s AND %(to_now)s OR o.placed_on BETWEEN %(from_then)s AND %(to_then)s)
GROUP BY 1
"""
REACH: Final = "SELECT min(placed_on), max(placed_on) FROM catalog_order WHERE shop_id = %s AND kind = 'sale'"


@dataclass(frozen=True, slots=True)
class Sold:
    """Orders placed and not cancelled on a day, and what they ordered."""

    orders: int = 0
    amount: Decimal = Decimal(0)

    def __add__(self, other: Sold) -> Sold:
        return Sold(self.orders + other.orders, self.amount + other.amount)


@dataclass(frozen=True, slots=True)
class AlignedDay:
    """Day ``k`` counts from 1 on the occasion's first day (0 and below: before it); None where nothing is known."""

    k: int
    day: date
    day_then: date
    now: Sold | None
    then: Sold | None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of both: sums over the days known on both sides, and how many these are."""

    days: int
    now: Sold
    then: Sold

    @property
    def change(self) -> float | None:
        """Relative change of what was ordered; None when there was nothing then."""
        return float(self.now.amount / self.then.amount - 1) if self.then.amount else None


@dataclass(frozen=True, slots=True)
class Comparison:
    occasion: Occasion
    last_time: Occasion
    days: tuple[AlignedDay, ...]

    @property
    def is_comparable(self) -> bool:
        return any(day.now is not None and day.then is not None for day in self.days)

    @property
    def before(self) -> Part:
        return self._part([day for day in self.days if day.k < 1])

    @property
    def during(self) -> Part:
        return self._part([day for day in self.days if 1 <= day.k <= self.occasion.length])

    @property
    def after(self) -> Part:
        return self._part([day for day in self.days if day.k > self.occasion.length])

    @staticmethod
    def _part(days: list[AlignedDay]) -> Part:
        both = [(day.now, day.then) for day in days if day.now is not None and day.then is not None]
        now = sum((one for one, _other in both), Sold())
        return Part(len(both), now, sum((other for _one, other in both), Sold()))


def comparison(shop: ShopContext, occasion: Occasion) -> Comparison:
    """The two weeks before an occasion, its days and the week after, beside the same days of the last one."""
    last_time = earlier(shop.id, occasion)
    offsets = range(-LEAD, occasion.length + TAIL)
    values: dict[str, Any] = {
        "shop": shop.id,
        "currency": shop.currency,
        "from_now": occasion.starts_on + timedelta(days=offsets[0]),
        "to_now": occasion.starts_on + timedelta(days=offsets[-1]),
        "from_then": last_time.starts_on + timedelta(days=offsets[0]),
        "to_then": last_time.starts_on + timedelta(days=offsets[-1]),
    }
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(REACH, [shop.id])
        ((first, last),) = cursor.fetchall()
        cursor.execute(SALES, values)
        sold = {day: Sold(orders, amount) for day, orders, amount in cursor.fetchall()}
    until = min(last, last_complete_day(timezone.now(), shop.zone)) if last else None

    def known(day: date) -> Sold | None:
        """A day without orders is a zero inside the shop's records and unknown outside them."""
        is_inside = first is not None and until is not None and first <= day <= until
        return sold.get(day, Sold()) if is_inside else None

    days = []
    for offset in offsets:
        now = occasion.starts_on + timedelta(days=offset)
        then = last_time.starts_on + timedelta(days=offset)
        days.append(AlignedDay(offset + 1, now, then, known(now), known(then)))
    return Comparison(occasion, last_time, tuple(days))
