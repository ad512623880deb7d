"""What a group buys more or less than the shop's customers together, by theme, with intervals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import connection

from catalog.shops.context import ShopContext
from shop_ai.lib.intervals import Interval, wilson
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from signals.audience.hiding import may_show_part
from signals.audience.selectors import PLACED, values_of

COLUMNS: Final = {"who": "known.who", "wilaya": "known.wilaya", "channel": "known.channel"}
TASTES: Final = f"""{PLACED}, theme AS (
    SELECT DISTINCT o.customer_id, coalesce(m.category_id, p.category_id) AS category_id
    FROM o
    JOIN catalog_orderline l ON l.shop_id = %(shop)s AND l.order_id = o.id AND NOT l.is_service AND l.amount > 0
    JOIN catalog_product p ON p.shop_id = %(shop)s AND p.id = l.product_id AND NOT p.is_service
    LEFT JOIN catalog_product m ON m.shop_id = p.shop_id AND m.id = p.parent_id
    WHERE o.customer_id IS NOT NULL
)
SELECT c.name, c.uid::text, count(*) FILTER (WHERE {{column}} = %(value)s), count(*)
FROM theme JOIN known ON known.customer_id = theme.customer_id
JOIN catalog_category c ON c.shop_id = %(shop)s AND c.id = theme.category_id
GROUP BY 1, 2
UNION ALL
SELECT '', '', count(*) FILTER (WHERE {{column}} = %(value)s), count(*) FROM known
ORDER BY 4 DESC, 1
"""


@dataclass(frozen=True, slots=True)
class Taste:
    """A theme: the share of the group that bought it with its 95 % interval, beside the share of all customers.

    ``buyers`` and ``share`` are None where the count is too small to be shown.
    """

    name: str
    uid: str
    buyers: int | None
    share: Interval | None
    average: float

    @property
    def verdict(self) -> str:
        """ "more", "less", or "" while the average lies inside the interval."""
        if self.share is None or self.share.low <= self.average <= self.share.high:
            return ""
        return "more" if self.share.low > self.average else "less"


@dataclass(frozen=True, slots=True)
class Tastes:
    """``size`` customers of the group among ``customers``; None when the group itself is too small to be shown."""

    group: str
    size: int | None
    customers: int
    themes: tuple[Taste, ...]


def tastes(shop: ShopContext, period: Period, group: str) -> Tastes:
    """The themes that the customers of a group bought in the period; one query.

    ``group`` is "new", "returning", "wilaya:<slug>" or "channel:<slug>"; anything else is an empty group.
    """
    kind, _colon, value = group.partition(":") if ":" in group else ("who", "", group)
    column = COLUMNS.get(kind, COLUMNS["who"])
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(TASTES.format(column=column), values_of(shop, period) | {"value": value})
        rows = list(cursor.fetchall())
    size, everybody = next(((inside, whole) for _name, uid, inside, whole in rows if not uid), (0, 0))
    if not may_show_part(size, everybody):
        return Tastes(group, None, everybody, ())
    themes = [_taste(row, size, everybody) for row in rows if row[1]]
    return Tastes(group, size, everybody, tuple(one for one in themes if one is not None))


def _taste(row: tuple[str, str, int, int], size: int, everybody: int) -> Taste | None:
    """None for a theme that so few customers of the whole shop bought that its average says too much."""
    name, uid, inside, whole = row
    if not may_show_part(whole, whole):
        return None
    if not may_show_part(inside, whole):
        return Taste(name, uid, None, None, whole / everybody)
    return Taste(name, uid, inside, wilson(inside, size), whole / everybody)
