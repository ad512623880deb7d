"""Reads about the shop itself."""

from __future__ import annotations

from catalog.orders.models import Order


def has_orders(*, shop_id: int) -> bool:
    """Whether anything was counted by the shop's days yet."""
    return Order.objects.filter(shop_id=shop_id).exists()
