"""Taking over the marks of changed days, for whoever prepares rows from orders and refunds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from shop_ai.lib.tenancy import shop_scope

CLAIM = """
WITH claimed AS (DELETE FROM catalog_changemark WHERE shop_id = %s RETURNING day, customer_ref)
SELECT count(*),
       coalesce(array_agg(DISTINCT day), '{}'),
       coalesce(array_agg(DISTINCT customer_ref) FILTER (WHERE customer_ref <> 0), '{}')
FROM claimed
"""


@dataclass(frozen=True, slots=True)
class Marks:
    """What changed since the last claim: shop-local days, and customers by id (some may be gone by now)."""

    count: int
    days: tuple[date, ...]
    customer_ids: tuple[int, ...]


def claim_marks(shop_id: int) -> Marks:
    """Delete the shop's marks and return what they named.

    Claim first and read the orders after, in one transaction: a change that commits in between is seen by the
    reading and leaves its mark for the next claim, and a rollback gives the marks back.
    """
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(CLAIM, [shop_id])
        count, days, customer_ids = cursor.fetchone()
    return Marks(count=count, days=tuple(days), customer_ids=tuple(customer_ids))
