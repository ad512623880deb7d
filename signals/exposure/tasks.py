"""What the schedule calls between two nights, and what follows when a person decided."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from catalog.outbox.services import handles
from signals.exposure.services import look_now, shops_in_test


@shared_task
def look_at_tests() -> None:
    """Ask for the looks of every shop that has an open test."""
    for shop_id in shops_in_test():
        look_at_shop.delay(shop_id)


@shared_task
def look_at_shop(shop_id: int) -> None:
    look_now(shop_id)


@handles("exposure")
def follow_choice(shop_id: int, _payload: dict[str, Any]) -> None:
    """Cells and shares after a person's word; safe to run twice."""
    look_now(shop_id)
