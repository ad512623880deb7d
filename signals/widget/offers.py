"""Which choices a visitor is offered: a use, a budget, something to give – only those that change what is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db import connection

from shop_ai.lib.tenancy import shop_scope
from signals.recommend.filters import SHOWABLE

FEWEST: Final = 2  # fewer products are no choice
FEWEST_IN_BUDGET: Final = 3
MOST_USES: Final = 4
MOST_BUDGETS: Final = 3
QUARTERS: Final = (0.25, 0.5, 0.75)
ROUND: Final = (1, 2, 3, 5, 8)

# What the night prepared for everybody, and what stands on playlists that customers can see today.
POOL: Final = f"""
WITH shelf AS (
    SELECT coalesce(q.parent_id, q.id) AS id, l.use, l.use = 'to_give' OR l.theme = 'gifts' AS is_gift
    FROM catalog_playlist l
    JOIN catalog_playlistitem i ON i.shop_id = l.shop_id AND i.playlist_id = l.id
    JOIN catalog_product q ON q.shop_id = i.shop_id AND q.id = i.product_id
    WHERE l.shop_id = %(shop)s AND l.is_published AND NOT l.is_archived
        AND (l.starts_on IS NULL OR l.starts_on <= %(today)s) AND (l.ends_on IS NULL OR l.ends_on >= %(today)s)
), pool AS (
    SELECT i.product_id AS id
    FROM signals_recommendationrun r
    JOIN signals_recommendeditem i ON i.shop_id = r.shop_id AND i.run_id = r.id
    WHERE r.shop_id = %(shop)s AND r.is_current AND i.slot = 'home'
    UNION SELECT id FROM shelf
)
SELECT p.price, coalesce(array_agg(DISTINCT s.use) FILTER (WHERE s.use <> ''), '{{}}'), coalesce(bool_or(s.is_gift), false)
FROM pool JOIN catalog_product p ON p.shop_id = %(shop)s AND p.id = pool.id LEFT JOIN shelf s ON s.id = p.id
WHERE {SHOWABLE} GROUP BY p.id, p.price
"""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A product that may be shown: its price, and the uses of the playlists that it stands on."""

    price: Decimal | None
    uses: Sequence[str]
    is_gift: bool


@dataclass(frozen=True, slots=True)
class Offers:
    """The choices: uses as their codes, budgets as amounts of the shop's currency from small to large."""

    uses: tuple[str, ...] = ()
    budgets: tuple[Decimal, ...] = ()
    has_gifts: bool = False


NOTHING: Final = Offers()


def offers_of(shop_id: int, today: date) -> Offers:
    """The shop's offers on a day."""
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(POOL, {"shop": shop_id, "today": today})
        return offered([Shelved(*row) for row in cursor.fetchall()])


def offered(pool: Sequence[Shelved]) -> Offers:
    """The choices that leave something and leave something out."""
    gifts = sum(one.is_gift for one in pool)
    has_gifts = FEWEST <= gifts < len(pool)
    counts = Counter(use for one in pool for use in one.uses if not (has_gifts and use == "to_give"))
    uses = sorted(
        (use for use, n in counts.items() if FEWEST <= n < len(pool)), key=lambda use: (-counts[use], use)
    )
    return Offers(tuple(uses[:MOST_USES]), _budgets(pool), has_gifts)


def _budgets(pool: Sequence[Shelved]) -> tuple[Decimal, ...]:
    """Round amounts near the quarters of the prices; each keeps some products and leaves others out."""
    prices = sorted(one.price for one in pool if one.price)
    if len(prices) <= FEWEST_IN_BUDGET:
        return ()
    found = {_rounded(prices[int(len(prices) * quarter)]) for quarter in QUARTERS}
    fitting = [b for b in found if sum(p <= b for p in prices) >= FEWEST_IN_BUDGET and prices[-1] > b]
    return tuple(sorted(fitting)[:MOST_BUDGETS])


def _rounded(price: Decimal) -> Decimal:
    """The next amount above that people say: 1, 2, 3, 5 or 8 with zeros; at least 1."""
    unit = Decimal(10) ** max(price.adjusted(), 0)
    step = next((Decimal(one) for one in ROUND if one * unit >= price), Decimal(10))
    return step * unit
