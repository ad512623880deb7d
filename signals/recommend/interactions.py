"""Reading at night what recommenders are fitted on: delivered orders as baskets, and what is known of each product."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from django.db import connection

from shop_ai.lib.streams import streamed
from shop_ai.lib.tenancy import shop_scope
from signals.recommenders.interface import NOBODY, Interactions, ItemWords

HISTORY_DAYS: Final = 730
DESCRIPTION_KEPT: Final = 300

_PRODUCTS: Final = """
SELECT p.id, p.title, left(p.description, %(kept)s), coalesce(p.category_id, 0), p.price
FROM catalog_product p
WHERE p.shop_id = %(shop)s AND p.is_active AND NOT p.is_service AND p.parent_id IS NULL ORDER BY p.id
"""
# A line without customer is a buyer of its own; its id is negative, so that it is nobody's.
_LINES: Final = """
SELECT o.id, coalesce(o.customer_id, -o.id), o.delivered_on, coalesce(p.parent_id, p.id)
FROM catalog_order o
JOIN catalog_orderline l ON l.shop_id = o.shop_id AND l.order_id = o.id AND NOT l.is_service AND l.amount > 0
JOIN catalog_product p ON p.shop_id = l.shop_id AND p.id = l.product_id
WHERE o.shop_id = %(shop)s AND o.delivered_on BETWEEN %(since)s AND %(until)s AND o.kind = 'sale'
    AND o.parcel_state NOT IN ('refused', 'returned')
ORDER BY o.placed_at, o.id, l.position
"""


@dataclass(frozen=True, slots=True)
class Bought:
    """Everything that a night reads: the models' data, and of each basket its buyer and its day."""

    data: Interactions
    buyers: Sequence[int]
    days: Sequence[int]


def bought(shop_id: int, until: date) -> Bought:
    """The products that are sold, by id, and the delivered baskets of two years, oldest first; two statements."""
    since = until - timedelta(days=HISTORY_DAYS)
    values: dict[str, Any] = {"shop": shop_id, "since": since, "until": until, "kept": DESCRIPTION_KEPT}
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(_PRODUCTS, values)
        return _gathered(cursor.fetchall(), streamed(_LINES, values))


def _gathered(products: Sequence[Any], lines: Iterable[Any]) -> Bought:
    """The lines of an order stand together."""
    place = {row[0]: number for number, row in enumerate(products)}
    items, sizes, buyers, days = array("i"), array("q"), array("q"), array("i")
    known = ((order, buyer, day, place[product]) for order, buyer, day, product in lines if product in place)
    for _order, together in groupby(known, key=itemgetter(0)):
        held = list(together)
        items.extend(line[3] for line in held)
        sizes.append(len(held))
        buyers.append(held[0][1])
        days.append(held[0][2].toordinal())
    categories = {
        category: number for number, category in enumerate(sorted({row[3] for row in products} - {0}))
    }
    data = Interactions.flat(
        items,
        sizes,
        [row[0] for row in products],
        days=days,
        people=array("q", (max(buyer, NOBODY) for buyer in buyers)),
        categories=[categories.get(row[3], -1) for row in products],
        words=[_words(row) for row in products],
    )
    return Bought(data, buyers, days)


def _words(row: Sequence[Any]) -> ItemWords:
    _id, title, description, category, price = row
    tokens = [f"category:{category}"] if category else []
    if price:
        tokens.append(f"price:{math.floor(2 * math.log2(float(price)))}")
    return ItemWords(f"{title} {description}", tuple(tokens))
