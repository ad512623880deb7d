"""The night's work: which order followed, who wrote, and words whose time is over."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import connection

from catalog.conversations.compute import DAYS_TO_ORDER
from catalog.conversations.forgetting import forget_old_texts
from shop_ai.lib.tenancy import shop_scope

_PEOPLE: Final = """
UPDATE catalog_conversation c SET customer_id = k.id FROM catalog_customer k
WHERE c.shop_id = %(shop)s AND c.customer_id IS NULL AND c.phone_index <> ''
  AND k.shop_id = c.shop_id AND k.phone_index = c.phone_index
"""
# The first order of the same customer from the conversation on; of two conversations the later one has it.
_ORDERS: Final = """
WITH found AS (
    SELECT DISTINCT ON (o.id) c.id AS talk, o.id AS sale, o.order_state
    FROM catalog_conversation c
    JOIN LATERAL (
        SELECT o.id, o.order_state FROM catalog_order o
        WHERE o.shop_id = c.shop_id AND o.customer_id = c.customer_id AND o.kind = 'sale'
          AND o.placed_at >= c.started_at AND o.placed_on <= c.started_on + %(days)s
        ORDER BY o.placed_at, o.id LIMIT 1
    ) o ON true
    WHERE c.shop_id = %(shop)s AND c.order_id IS NULL AND c.customer_id IS NOT NULL AND c.outcome = 'open'
      AND NOT EXISTS (SELECT FROM catalog_conversation t WHERE t.shop_id = c.shop_id AND t.order_id = o.id)
    ORDER BY o.id, c.started_at DESC, c.id DESC
)
UPDATE catalog_conversation c SET order_id = f.sale,
    outcome = CASE WHEN f.order_state = 'cancelled' THEN c.outcome ELSE 'ordered' END
FROM found f WHERE c.shop_id = %(shop)s AND c.id = f.talk
"""


# The night ties them again when the orders come back, so nothing is lost by letting go.
_LET_GO: Final = (
    """UPDATE catalog_heardanswer h SET order_id = NULL, order_number = o.number FROM catalog_order o
    WHERE h.shop_id = %(shop)s AND o.shop_id = h.shop_id AND o.id = h.order_id AND o.created_import_id = %(batch)s""",
    """UPDATE catalog_conversation c SET order_id = NULL, outcome = 'open' FROM catalog_order o
    WHERE c.shop_id = %(shop)s AND o.shop_id = c.shop_id AND o.id = c.order_id AND o.created_import_id = %(batch)s""",
    """UPDATE catalog_heardanswer h SET customer_id = NULL FROM catalog_customer k
    WHERE h.shop_id = %(shop)s AND k.shop_id = h.shop_id AND k.id = h.customer_id
      AND k.created_import_id = %(batch)s""",
    """UPDATE catalog_conversation c SET customer_id = NULL FROM catalog_customer k
    WHERE c.shop_id = %(shop)s AND k.shop_id = c.shop_id AND k.id = c.customer_id
      AND k.created_import_id = %(batch)s""",
)


def let_go_of_import(shop_id: int, batch_id: int) -> None:
    """Untie conversations and answers from what an import brought, so that it can be taken back."""
    with shop_scope(shop_id), connection.cursor() as cursor:
        for statement in _LET_GO:
            cursor.execute(statement, {"shop": shop_id, "batch": batch_id})


def link_conversations(shop_id: int) -> tuple[int, int]:
    """Tie conversations to the customer with their phone and to the order that followed within 14 days.

    ``updated_at`` stays as it is: this follows from what people brought and is no change of theirs.
    """
    asked = {"shop": shop_id, "days": DAYS_TO_ORDER}
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(_PEOPLE, asked)
        people = cursor.rowcount
        cursor.execute(_ORDERS, asked)
        return people, cursor.rowcount


def settle_conversations(shop_id: int, now: datetime) -> dict[str, int]:
    """Everything that the night does for conversations; safe to repeat."""
    people, orders = link_conversations(shop_id)
    return {"people": people, "orders": orders, "forgotten": forget_old_texts(shop_id, now)}
