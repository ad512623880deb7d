"""Finding at night which orders came through a playlist's page, in visits of people who agreed to be recognised."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db import connection

from shop_ai.lib.tenancy import shop_scope
from signals.playlist_results.sql import FIND_VISIT_ORDERS

# Events come at most 48 hours late from pages; an order may reach us days after its event.
LOOK_BACK: Final = timedelta(days=30)


def find_visit_orders(shop_id: int, as_of: date) -> int:
    """Tie orders to the playlist that their visitor saw last within a day before; returns how many are new or changed.

    Safe to run twice: an order has one playlist at most, and the same events give the same one.
    """
    with shop_scope(shop_id), connection.cursor() as cursor:
        cursor.execute(FIND_VISIT_ORDERS, {"shop": shop_id, "since": as_of - LOOK_BACK})
        return int(cursor.rowcount)
