"""Reading prepared recommendations."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection

from shop_ai.lib.tenancy import shop_scope

# Stock, price and visibility are read now, not last night: what sold out at noon is not shown after noon.
SERVED = """
SELECT p.sku, p.title, p.price, p.image_url, p.page_url, i.rank, i.reason_code, i.reason_values,
       r.decision_uid, r.computed_at, p.uid, p.id
FROM signals_recommendationrun r
JOIN signals_recommendeditem i ON i.shop_id = r.shop_id AND i.run_id = r.id
JOIN catalog_product p ON p.shop_id = i.shop_id AND p.id = i.product_id
LEFT JOIN signals_merchantchoice m ON m.shop_id = p.shop_id AND m.product_id = p.id
WHERE r.shop_id = %(shop)s AND r.is_current AND i.slot = 'home' AND p.is_active
  AND (p.stock IS NULL OR p.stock > 0) AND p.sku <> %(sku)s AND coalesce(m.choice, '') <> 'hide'
  AND NOT EXISTS (
      SELECT 1 FROM transparency_automationswitch s
      WHERE s.shop_id = r.shop_id AND s.automation IN ('best_sellers', 'all') AND NOT s.is_on)
ORDER BY i.rank LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Served:
    """One recommended product, ready to be worded."""

    sku: str
    title: str
    price: Decimal | None
    image_url: str
    page_url: str
    rank: int
    reason_code: str
    reason_values: dict[str, Any]
    decision_uid: UUID | None
    computed_at: datetime
    product_uid: UUID
    product_id: int
    given_id: str = ""  # of a product in test, whose visitors are counted by it

    @property
    def recommendation_id(self) -> str:
        if self.given_id:
            return self.given_id
        return f"{self.decision_uid.hex if self.decision_uid else 'none'}-{self.rank}"


def recommended(shop_id: int, *, sku: str = "", limit: int = 6) -> list[Served]:
    """At most ``limit`` products to show, best first, without ``sku`` itself; one query."""
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(SERVED, {"shop": shop_id, "sku": sku, "limit": limit})
        # Django's cursors hand jsonb over as text.
        return [Served(*(*row[:7], json.loads(row[7]), *row[8:])) for row in cursor.fetchall()]
