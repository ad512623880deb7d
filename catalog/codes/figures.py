"""What each code brought: uses, new customers, delivered revenue, discounts, leaks, and the rows behind."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import connection

from catalog.codes.compute import PLACES_TO_SEE, chance_of_as_many
from catalog.orders.delivered import IS_DELIVERED, REVENUE
from catalog.orders.wording import STAGE_SQL
from catalog.shops.context import ShopContext
from shop_ai.lib.figure import FLOOR
from shop_ai.lib.intervals import Interval, wilson
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope

# A sudden spread: so many uses in a week, and so unlikely after the four weeks before.
FEWEST_IN_A_BURST: Final = 10
BURST_CHANCE: Final = 0.001
WEEK: Final = timedelta(days=7)

# A use with its order as it stands now. A customer is new when none of their orders came before.
_FOUND: Final = f"""
found AS (
    SELECT u.*, o.uid AS order_uid, o.number, {STAGE_SQL} AS stage,
        coalesce({IS_DELIVERED}, false) AS is_delivered,
        CASE WHEN {IS_DELIVERED} THEN {REVENUE} ELSE 0 END AS revenue,
        coalesce(b.amount, 0) AS refunded,
        u.customer_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM catalog_order e WHERE e.shop_id = u.shop_id AND e.customer_id = u.customer_id
                AND e.kind = 'sale' AND e.order_state <> 'cancelled' AND e.placed_at < u.used_at
                AND e.id IS DISTINCT FROM u.order_id
        ) AS is_new
    FROM catalog_codeuse u
    LEFT JOIN catalog_order o ON o.shop_id = u.shop_id AND o.id = u.order_id
    LEFT JOIN LATERAL (
        SELECT sum(r.amount) AS amount FROM catalog_refund r
        WHERE r.shop_id = u.shop_id AND r.order_id = u.order_id AND r.currency = %(currency)s
    ) b ON true
    WHERE u.shop_id = %(shop)s AND (%(code)s::bigint IS NULL OR u.code_id = %(code)s)
        AND (%(first)s::date IS NULL OR u.used_on BETWEEN %(first)s AND %(last)s)
)"""
FIGURES: Final = f"""
WITH {_FOUND}
SELECT code_id, count(*) FILTER (WHERE state = 'counted'), count(*) FILTER (WHERE state = 'given_back'),
    count(*) FILTER (WHERE state = 'beyond'), count(*) FILTER (WHERE is_leak),
    count(*) FILTER (WHERE channel_seen = ANY(%(places)s)),
    count(DISTINCT customer_id) FILTER (WHERE is_new AND state <> 'given_back'),
    count(DISTINCT customer_id) FILTER (WHERE state <> 'given_back'), count(*) FILTER (WHERE is_delivered),
    coalesce(sum(revenue), 0), coalesce(sum(refunded), 0),
    coalesce(sum(discount) FILTER (WHERE state = 'counted'), 0), max(used_at),
    count(*) FILTER (WHERE used_on > %(week)s::date AND state <> 'given_back'),
    count(*) FILTER (WHERE used_on > %(month)s::date AND used_on <= %(week)s::date AND state <> 'given_back')
FROM found GROUP BY code_id
"""
ROWS: Final = f"""
WITH {_FOUND}
SELECT uid, used_at, used_on, state, reason, source, order_uid, number, stage, is_new, discount, channel_seen, is_leak,
    revenue - refunded AS net, reference
FROM found WHERE (%(only)s = '' OR %(only)s = 'leak' AND is_leak OR state = %(only)s)
ORDER BY used_at DESC, id DESC
"""


@dataclass(frozen=True, slots=True)
class Brought:
    """Of the uses in a period, whenever their orders arrive. ``seen`` uses say where the code was seen."""

    counted: int = 0
    given_back: int = 0
    beyond: int = 0
    leaks: int = 0
    seen: int = 0
    new_customers: int = 0
    customers: int = 0
    delivered: int = 0
    revenue: Decimal = Decimal(0)
    refunded: Decimal = Decimal(0)
    discount: Decimal = Decimal(0)
    last_used: datetime | None = None
    last_week: int = 0
    month_before: int = 0

    @property
    def net(self) -> Decimal:
        return self.revenue - self.refunded

    @property
    def leak(self) -> Interval | None:
        """Share of the uses with a known place that came from another; None under the floor."""
        return wilson(self.leaks, self.seen) if self.seen >= FLOOR else None

    @property
    def is_spreading(self) -> bool:
        """More uses in the last seven days than chance explains after the four weeks before."""
        expected = max(self.month_before / 4, 0.25)
        return (
            self.last_week >= FEWEST_IN_A_BURST and chance_of_as_many(self.last_week, expected) < BURST_CHANCE
        )


@dataclass(frozen=True, slots=True)
class UseRow:
    """One use with its order; ``net`` is delivered less refunded."""

    uid: uuid.UUID
    used_at: datetime
    used_on: date
    state: str
    reason: str
    source: str
    order_uid: uuid.UUID | None
    number: str | None
    stage: str | None
    is_new: bool
    discount: Decimal
    channel_seen: str
    is_leak: bool
    net: Decimal
    reference: str


def _values(shop: ShopContext, today: date, period: Period | None, code_id: int | None) -> dict[str, Any]:
    return {
        "shop": shop.id,
        "currency": shop.currency,
        "code": code_id,
        "first": period.start if period else None,
        "last": period.end if period else None,
        "places": sorted(PLACES_TO_SEE),
        "week": today - WEEK,
        "month": today - 5 * WEEK,
    }


def brought(
    shop: ShopContext, today: date, *, period: Period | None = None, code_id: int | None = None
) -> dict[int, Brought]:
    """By code id; a code without a use in the period is not in it. One query."""
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(FIGURES, _values(shop, today, period, code_id))
        return {row[0]: Brought(*row[1:]) for row in cursor.fetchall()}


def use_rows(
    shop: ShopContext, today: date, code_id: int, *, period: Period | None = None, only: str = ""
) -> list[UseRow]:
    """The uses that the figures count, newest first; ``only`` is a state or ``leak``."""
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(ROWS, _values(shop, today, period, code_id) | {"only": only})
        return [UseRow(*row) for row in cursor.fetchall()]
