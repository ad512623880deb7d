"""One value per customer for each measure, and the groups that customers belong to. SQL only; the shop in scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db import connection

WINDOW_DAYS: Final = 90
LONGEST_WAIT_HOURS: Final = 72

# Who is compared: everybody who ordered in the window or before it, with what is stored of them. Names are not read.
CUSTOMERS: Final = """
SELECT c.id, c.wilaya, c.language, min(o.placed_on) >= %(start)s, avg(o.products_amount)::float
FROM catalog_customer c JOIN catalog_order o ON o.shop_id = c.shop_id AND o.customer_id = c.id
WHERE c.shop_id = %(shop)s AND c.erased_at IS NULL AND o.kind = 'sale' AND o.placed_on <= %(end)s
GROUP BY c.id ORDER BY c.id"""

_ORDERS: Final = """o.shop_id = %(shop)s AND o.kind = 'sale' AND o.placed_on BETWEEN %(start)s AND %(end)s
AND o.customer_id IS NOT NULL"""

MEASURES: Final[dict[str, str]] = {
    # Of what the products cost, the share that was taken off.
    "discount": f"""SELECT o.customer_id, (sum(o.discount_amount) / sum(o.products_amount))::float
FROM catalog_order o WHERE {_ORDERS} AND o.products_amount > 0 GROUP BY 1 ORDER BY 1""",
    # Offered a discount at least once, of everybody who could have been.
    "offered": """SELECT m.customer_id, (EXISTS (
    SELECT 1 FROM signals_segmentassignment a JOIN signals_segmentcampaign g
    ON g.shop_id = a.shop_id AND g.id = a.campaign_id
    WHERE a.shop_id = m.shop_id AND a.customer_id = m.customer_id AND NOT a.is_held AND g.discount > 0
    AND g.starts_on BETWEEN %(start)s AND %(end)s))::int::float
FROM signals_segmentmember m WHERE m.shop_id = %(shop)s AND EXISTS (
    SELECT 1 FROM signals_segmentcampaign g WHERE g.shop_id = m.shop_id AND g.discount > 0
    AND g.starts_on BETWEEN %(start)s AND %(end)s) ORDER BY 1""",
    # Held out of a campaign: drawn by chance, so no group should be more often.
    "held_out": """SELECT a.customer_id, avg(a.is_held::int)::float
FROM signals_segmentassignment a JOIN signals_segmentcampaign g ON g.shop_id = a.shop_id AND g.id = a.campaign_id
WHERE a.shop_id = %(shop)s AND g.starts_on BETWEEN %(start)s AND %(end)s GROUP BY 1 ORDER BY 1""",
    # Hours until somebody answered, the longest wait capped: a forgotten message would weigh more than all others.
    "first_reply": """SELECT customer_id, avg(least(extract(epoch FROM first_reply_at - started_at) / 3600,
    %(longest)s))::float
FROM catalog_conversation WHERE shop_id = %(shop)s AND customer_id IS NOT NULL AND first_reply_at IS NOT NULL
AND started_on BETWEEN %(start)s AND %(end)s GROUP BY 1 ORDER BY 1""",
    # Days from the order to the door.
    "delivery": f"""SELECT o.customer_id, avg(o.delivered_on - o.placed_on)::float FROM catalog_order o
WHERE {_ORDERS} AND o.delivered_on >= o.placed_on AND o.delivery_date_known AND o.delivered_at IS NOT NULL
GROUP BY 1 ORDER BY 1""",
    # Advertising money behind a customer's orders: what the channel of each order cost per order.
    "budget": f"""WITH cost AS (
    SELECT channel, sum(shop_amount) AS amount FROM catalog_spendday
    WHERE shop_id = %(shop)s AND day BETWEEN %(start)s AND %(end)s AND shop_amount IS NOT NULL GROUP BY 1),
brought AS (SELECT o.channel, count(*) AS orders FROM catalog_order o WHERE {_ORDERS} GROUP BY 1)
SELECT o.customer_id, avg(coalesce(cost.amount / brought.orders, 0))::float
FROM catalog_order o JOIN brought ON brought.channel = o.channel LEFT JOIN cost ON cost.channel = o.channel
WHERE {_ORDERS} AND EXISTS (SELECT 1 FROM cost) GROUP BY 1 ORDER BY 1""",
}

# Products: how much each is shown in the prepared lists (1 / log2(1 + rank)) for each order that it had.
EXPOSURE: Final = """
SELECT p.id, p.price::float, (coalesce(sum(1 / log(2, 1 + i.rank)), 0) / (1 + (
    SELECT count(*) FROM catalog_orderline l JOIN catalog_order o ON o.shop_id = l.shop_id AND o.id = l.order_id
    WHERE l.shop_id = p.shop_id AND l.product_id = p.id AND o.placed_on BETWEEN %(start)s AND %(end)s)))::float
FROM catalog_product p JOIN signals_recommendationrun r ON r.shop_id = p.shop_id AND r.is_current
LEFT JOIN signals_recommendeditem i ON i.shop_id = r.shop_id AND i.run_id = r.id AND i.product_id = p.id AND i.rank > 0
WHERE p.shop_id = %(shop)s AND p.is_active AND NOT p.is_service AND p.parent_id IS NULL AND p.price > 0
GROUP BY p.shop_id, p.id ORDER BY p.id"""

GROUPINGS: Final = ("wilaya", "language", "age", "price_band")
BANDS: Final = ("low", "middle", "high")


@dataclass(frozen=True, slots=True)
class Rows:
    """Labels of each grouping by customer; values of each measure by customer; and the products' own."""

    labels: dict[str, dict[int, str]]
    values: dict[str, list[tuple[int, float]]]
    product_labels: dict[int, str]
    product_values: list[tuple[int, float]]

    @property
    def customers(self) -> int:
        return len(self.labels["age"])


def bands(amounts: Iterable[tuple[int, float]]) -> dict[int, str]:
    """Thirds by amount: the cheapest third is ``low``. Equal amounts fall into the same third."""
    known = list(amounts)
    ordered = sorted(amount for _ref, amount in known)
    if not ordered:
        return {}
    cuts = [ordered[len(ordered) * third // 3] for third in (1, 2)]
    return {ref: BANDS[sum(amount >= cut for cut in cuts)] for ref, amount in known}


def read(shop_id: int, start: date, end: date) -> Rows:
    """Everything that an audit compares, in eight queries."""
    given = {"shop": shop_id, "start": start, "end": end, "longest": LONGEST_WAIT_HOURS}
    people = _rows(CUSTOMERS, given)
    products = _rows(EXPOSURE, given)
    labels = {
        "wilaya": {ref: wilaya for ref, wilaya, *_more in people if wilaya},
        "language": {ref: language for ref, _wilaya, language, *_more in people if language},
        "age": {ref: "new" if is_new else "known" for ref, _w, _l, is_new, _a in people},
        "price_band": bands((ref, amount) for ref, *_more, amount in people),
    }
    return Rows(
        labels=labels,
        values={name: _rows(sql, given) for name, sql in MEASURES.items()},
        product_labels=bands((ref, price) for ref, price, _shown in products),
        product_values=[(ref, shown) for ref, _price, shown in products],
    )


def _rows(sql: str, given: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())
