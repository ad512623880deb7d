"""What delivered orders leave after the cost of their products: by channel, by campaign, or of the whole shop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from django.db import connection

from catalog.orders.delivered import IS_DELIVERED, REVENUE
from shop_ai.lib.tenancy import local_setting
from signals.scores.settings import settings_of

COST_KNOWN_FROM: Final = 0.8
By = Literal["shop", "channel", "campaign"]
KEYS: Final[dict[By, str]] = {"shop": "''", "channel": "o.channel", "campaign": "o.campaign"}
# Lines are summed by order first: an order of three lines brings its revenue once.
MARGINS: Final = f"""
WITH bought AS (
    SELECT {{key}} AS key, {REVENUE} AS revenue, coalesce(sum(l.amount), 0) AS amount,
           coalesce(sum(l.amount) FILTER (WHERE c.cost IS NOT NULL), 0) AS known,
           coalesce(sum(l.amount - l.quantity * c.cost) FILTER (WHERE c.cost IS NOT NULL), 0) AS margin
    FROM catalog_order o
    LEFT JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id AND NOT l.is_service
    LEFT JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id
    LEFT JOIN signals_productcost c ON c.shop_id = p.shop_id AND c.product_id = coalesce(p.parent_id, p.id)
    WHERE o.shop_id = %(shop)s AND {IS_DELIVERED} AND o.placed_on BETWEEN %(first)s AND %(last)s
      AND (%(names)s::text[] IS NULL OR {{key}} = ANY(%(names)s))
    GROUP BY o.id, 1, o.products_amount, o.services_amount, o.discount_amount
)
SELECT key, count(*), sum(revenue), sum(amount), sum(known), sum(margin) FROM bought GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Margin:
    """Of the delivered orders of a key: how many, what they brought, and what one leaves; all without refunds.

    ``is_assumed``: costs are known of less than four fifths of what was sold, so the shop's usual share stands in.
    """

    orders: int
    revenue: float
    each: float
    is_assumed: bool

    @property
    def total(self) -> float:
        return self.each * self.orders


def margins(
    shop_id: int, currency: str, first: date, last: date, *, by: By = "shop", names: list[str] | None = None
) -> dict[str, Margin]:
    """By key, for orders placed from ``first`` to ``last`` and delivered since; the shop must be in scope."""
    usual = float(settings_of(shop_id).margin_share)
    values = {"shop": shop_id, "currency": currency, "first": first, "last": last, "names": names}
    return {
        key: _margin(count, tuple(float(value) for value in sums), usual)
        for key, count, *sums in _rows(MARGINS.format(key=KEYS[by]), values)
    }


def _margin(count: int, sums: tuple[float, ...], usual: float) -> Margin:
    """A discount comes off the margin: what the lines would have left, less what was taken off them."""
    revenue, amount, known, margin = sums
    is_known = amount > 0 and known >= COST_KNOWN_FROM * amount
    share = margin / known if is_known else usual
    lines = amount or revenue  # a sheet without lines still sold something
    return Margin(count, revenue, round((revenue - lines * (1 - share)) / count, 2), not is_known)


def _rows(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    # Joins without nested loops: see attribution.kpis.selectors.
    with local_setting("enable_nestloop", "off"), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
