"""Who ordered in a period and who visited, by group, counted by the database; nothing is hidden here yet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db import connection

from catalog.orders.delivered import IS_DELIVERED, IS_SALE
from catalog.shops.context import ShopContext
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope

# A customer belongs to one group of each kind: that of the last order of the period. So groups add up to the whole.
PLACED: Final = f"""
WITH o AS (
    SELECT o.id, o.customer_id, o.channel, o.wilaya, o.placed_at, {IS_DELIVERED} AS is_delivered,
           o.products_amount - o.discount_amount AS amount
    FROM catalog_order o
    WHERE o.shop_id = %(shop)s AND {IS_SALE} AND o.placed_on BETWEEN %(first)s AND %(last)s
), last AS (
    SELECT DISTINCT ON (o.customer_id) o.customer_id, o.channel,
           coalesce(nullif(o.wilaya, ''), c.wilaya) AS wilaya
    FROM o JOIN catalog_customer c ON c.shop_id = %(shop)s AND c.id = o.customer_id
    ORDER BY o.customer_id, o.placed_at DESC, o.id DESC
), known AS (
    SELECT last.*, CASE WHEN EXISTS (
        SELECT 1 FROM catalog_order p WHERE p.shop_id = %(shop)s AND p.customer_id = last.customer_id
            AND p.kind = 'sale' AND p.placed_on < %(first)s) THEN 'returning' ELSE 'new' END AS who
    FROM last
)
"""
GROUPS: Final = f"""{PLACED}, person AS (
    SELECT known.customer_id, known.wilaya, known.channel, known.who, count(*) AS orders,
           count(*) FILTER (WHERE o.is_delivered) AS delivered,
           coalesce(sum(o.amount) FILTER (WHERE o.is_delivered), 0) AS amount,
           coalesce(sum(o.amount * o.amount) FILTER (WHERE o.is_delivered), 0) AS squares
    FROM known JOIN o ON o.customer_id = known.customer_id
    GROUP BY 1, 2, 3, 4
)
SELECT CASE grouping(wilaya, channel, who) WHEN 3 THEN 'wilaya' WHEN 5 THEN 'channel' WHEN 6 THEN 'who' ELSE 'all' END,
       coalesce(wilaya, channel, who, ''), count(*), sum(orders)::bigint, sum(delivered)::bigint, sum(amount),
       sum(squares)
FROM person GROUP BY GROUPING SETS ((wilaya), (channel), (who), ())
"""
NAMELESS: Final = f"""
SELECT count(*) FROM catalog_order o
WHERE o.shop_id = %(shop)s AND {IS_SALE} AND o.placed_on BETWEEN %(first)s AND %(last)s AND o.customer_id IS NULL
"""
VISITORS: Final = """
SELECT CASE grouping(device, language) WHEN 1 THEN 'device' WHEN 2 THEN 'language' ELSE 'all' END,
       coalesce(device, language, ''), count(DISTINCT visitor), count(*)
FROM (
    SELECT visitor, device, split_part(lower(language), '-', 1) AS language FROM signals_session
    WHERE shop_id = %(shop)s AND day BETWEEN %(first)s AND %(last)s
) s GROUP BY GROUPING SETS ((device), (language), ())
"""
MOMENTS: Final = """
SELECT extract(dow FROM day)::int, hour, sum(count)::bigint FROM signals_dailymoment
WHERE shop_id = %(shop)s AND type = 'view' AND day BETWEEN %(first)s AND %(last)s GROUP BY 1, 2
"""
# Midnight to the microsecond is how a sheet that keeps days only comes in: such an order has no hour.
ORDER_HOURS: Final = f"""
SELECT extract(dow FROM at)::int, extract(hour FROM at)::int, count(DISTINCT who)
FROM (
    SELECT o.placed_at AT TIME ZONE %(zone)s AS at, coalesce(o.customer_id, -o.id) AS who FROM catalog_order o
    WHERE o.shop_id = %(shop)s AND {IS_SALE} AND o.placed_on BETWEEN %(first)s AND %(last)s
) placed WHERE at::time <> '00:00' GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Group:
    """Customers of one group with their orders of the period; ``amount`` and ``squares`` are of those delivered."""

    key: str
    customers: int
    orders: int
    delivered: int
    amount: Decimal
    squares: Decimal

    def __add__(self, other: Group) -> Group:
        return Group(
            self.key,
            self.customers + other.customers,
            self.orders + other.orders,
            self.delivered + other.delivered,
            self.amount + other.amount,
            self.squares + other.squares,
        )


@dataclass(frozen=True, slots=True)
class Visits:
    """Distinct visitors and sessions of one group; without consent a visitor is new every day."""

    key: str
    visitors: int
    sessions: int


@dataclass(frozen=True, slots=True)
class Audience:
    """Everything the page counts of orders and visits. ``nameless`` are orders without a customer."""

    total: Group
    nameless: int
    groups: dict[str, list[Group]]
    visits: dict[str, list[Visits]]


EMPTY: Final = Group("", 0, 0, 0, Decimal(0), Decimal(0))


def values_of(shop: ShopContext, period: Period) -> dict[str, Any]:
    return {
        "shop": shop.id,
        "currency": shop.currency,
        "zone": shop.timezone,
        "first": period.start,
        "last": period.end,
    }


def audience(shop: ShopContext, period: Period) -> Audience:
    """Groups by wilaya, channel and new or returning, and visits by device and language; three queries."""
    values = values_of(shop, period)
    with shop_scope(shop.id):
        rows = [(kind, Group(*rest)) for kind, *rest in _rows(GROUPS, values)]
        ((nameless,),) = _rows(NAMELESS, values)
        visits = [(kind, Visits(*rest)) for kind, *rest in _rows(VISITORS, values)]
    return Audience(
        total=next((group for kind, group in rows if kind == "all" and group.customers), EMPTY),
        nameless=nameless,
        groups={kind: [group for one, group in rows if one == kind] for kind in ("wilaya", "channel", "who")},
        visits={kind: [one for found, one in visits if found == kind] for kind in ("device", "language")},
    )


def moments(shop: ShopContext, period: Period, heat: str) -> dict[tuple[int, int], int]:
    """Page views, or customers who ordered, by (day of the week, hour) of the shop's clock; Sunday is 0."""
    sql = ORDER_HOURS if heat == "orders" else MOMENTS
    with shop_scope(shop.id):
        return {(day, hour): count for day, hour, count in _rows(sql, values_of(shop, period))}


def _rows(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
