"""What an order keeps sealed: the person on the parcel, the note, and columns of its source without a field."""

from __future__ import annotations

from typing import Any

from catalog.orders.models import Order
from shop_ai.lib.sealing import ShopSeal

TABLE, COLUMN = "catalog_order", "personal"


def seal_order(seal: ShopSeal, uid: object, known: dict[str, Any]) -> bytes | None:
    """``known`` without its empty members, sealed; None when nothing is left."""
    kept = {name: value for name, value in known.items() if value}
    return seal.seal_json(TABLE, COLUMN, uid, kept) if kept else None


def open_order(seal: ShopSeal, order: Order) -> dict[str, Any]:
    """What was sealed; raises CannotOpen when the blob belongs to another order."""
    return seal.open_json(TABLE, COLUMN, order.uid, order.personal)
