"""What visits and costs add to a code: how its link converts, and what is left of the margin after its discount.

Visits carry the code in their address (``?code=``), with or without consent. Costs are the shop's own; lines of products
without one are left out of the margin, and their share is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import connection

from catalog.codes.compute import normal_form
from catalog.codes.models import PlaylistCode
from catalog.codes.words import price_after
from catalog.landing.selectors import Good, goods_of, landing_of
from catalog.orders.delivered import IS_DELIVERED
from catalog.shops.context import ShopContext
from shop_ai.lib.figure import FLOOR
from shop_ai.lib.intervals import Interval, wilson
from shop_ai.lib.tenancy import shop_scope
from signals.scores.models import ProductCost

DAYS: Final = 30
VISITS: Final = """
SELECT code, day, count(*), count(*) FILTER (WHERE messages > 0) FROM signals_session
WHERE shop_id = %s AND day > %s::date AND day <= %s::date AND code <> '' GROUP BY 1, 2 ORDER BY 2 DESC
"""
ORDERS: Final = f"""
SELECT u.used_on, count(*), count(*) FILTER (WHERE {IS_DELIVERED})
FROM catalog_codeuse u JOIN catalog_order o ON o.shop_id = u.shop_id AND o.id = u.order_id
WHERE u.shop_id = %(shop)s AND u.code_id = %(code)s AND u.used_on > %(since)s::date AND u.used_on <= %(day)s::date
GROUP BY 1
"""
# A line is paid less its share of the order's discount; a variant costs what its product does unless it has its own.
MARGIN: Final = f"""
WITH lines AS (
    SELECT l.quantity, c.cost,
        l.amount * coalesce(1 - o.discount_amount / nullif(o.products_amount + o.services_amount, 0), 1) AS paid
    FROM catalog_codeuse u
    JOIN catalog_order o ON o.shop_id = u.shop_id AND o.id = u.order_id AND {IS_DELIVERED}
    JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id AND NOT l.is_service
    LEFT JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id
    LEFT JOIN LATERAL (
        SELECT x.cost FROM signals_productcost x WHERE x.shop_id = l.shop_id AND x.product_id IN (p.id, p.parent_id)
        ORDER BY x.product_id = p.id DESC LIMIT 1
    ) c ON true
    WHERE u.shop_id = %(shop)s AND u.code_id = %(code)s
)
SELECT round(coalesce(sum(paid), 0), 2), round(coalesce(sum(paid) FILTER (WHERE cost IS NOT NULL), 0), 2),
    round(coalesce(sum(paid - cost * quantity) FILTER (WHERE cost IS NOT NULL), 0), 2)
FROM lines
"""


@dataclass(frozen=True, slots=True)
class Day:
    """Visits and messages by the day they began, orders by the day of the use."""

    day: date
    visits: int = 0
    messages: int = 0
    orders: int = 0
    delivered: int = 0


@dataclass(frozen=True, slots=True)
class Conversion:
    """The last thirty days of a code's link, the days with something in them, newest first."""

    days: tuple[Day, ...]

    def total(self, name: str) -> int:
        return sum(getattr(day, name) for day in self.days)

    def share(self, name: str) -> Interval | None:
        """Of the visits; None under the floor, or when orders came without the link and are more than visits."""
        n, k = self.total("visits"), self.total(name)
        return wilson(k, n) if n >= FLOOR and k <= n else None


@dataclass(frozen=True, slots=True)
class Margin:
    """Of delivered orders with the code, after discounts and before refunds; ``covered`` is the part with a cost."""

    paid: Decimal
    covered: Decimal
    left: Decimal

    @property
    def share(self) -> Decimal | None:
        return (self.left / self.covered).quantize(Decimal("0.000001")) if self.covered else None

    @property
    def covered_share(self) -> Decimal | None:
        return (self.covered / self.paid).quantize(Decimal("0.000001")) if self.paid else None


@dataclass(frozen=True, slots=True)
class Left:
    """What one piece leaves at the price with the code."""

    good: Good
    price: Decimal
    cost: Decimal

    @property
    def amount(self) -> Decimal:
        return self.price - self.cost


def conversion(shop: ShopContext, code: PlaylistCode, today: date) -> Conversion:
    """Two queries; a visit's code counts however it was written."""
    since = today - timedelta(days=DAYS)
    values: dict[str, Any] = {"shop": shop.id, "code": code.pk, "currency": shop.currency}
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(VISITS, [shop.id, since, today])
        forms = {code.normalised, code.keyword_normalised} - {""}
        visits = [row for row in cursor.fetchall() if normal_form(row[0]) in forms]
        cursor.execute(ORDERS, values | {"since": since, "day": today})
        orders = {day: (count, delivered) for day, count, delivered in cursor.fetchall()}
    days = sorted({row[1] for row in visits} | set(orders), reverse=True)
    return Conversion(tuple(_day(day, visits, orders) for day in days))


def _day(day: date, visits: list[tuple[str, date, int, int]], orders: dict[date, tuple[int, int]]) -> Day:
    of_day = [row for row in visits if row[1] == day]
    return Day(day, sum(row[2] for row in of_day), sum(row[3] for row in of_day), *orders.get(day, (0, 0)))


def margin(shop: ShopContext, code: PlaylistCode) -> Margin:
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(MARGIN, {"shop": shop.id, "code": code.pk, "currency": shop.currency})
        return Margin(*cursor.fetchone())


def left_of_products(shop: ShopContext, code: PlaylistCode) -> list[Left]:
    """The code's products with a known cost at the price with the code, the one that leaves least first."""
    with shop_scope(shop.id):
        goods = goods_of(shop.id, landing_of(shop.id, code), code)
        wanted = [good.product_id for good in goods]
        costs = dict(ProductCost.objects.filter(product_id__in=wanted).values_list("product_id", "cost"))
    found = [
        Left(good, price_after(code, good.price) or good.price, costs[good.product_id])
        for good in goods
        if good.price is not None and good.product_id in costs
    ]
    return sorted(found, key=lambda one: one.amount)
