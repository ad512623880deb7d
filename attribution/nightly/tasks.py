"""The hourly tick, and one task a shop, so that a large shop does not hold up the others."""

from __future__ import annotations

from datetime import date, timedelta

from celery import shared_task
from django.utils import timezone

from attribution.nightly.selectors import due_nights
from attribution.nightly.services import run_night


@shared_task
def start_due_nights() -> None:
    """Ask for the night of every shop whose local clock has passed three."""
    for due in due_nights(timezone.now()):
        run_shop_night.delay(due.shop_id, due.slot.isoformat())


@shared_task
def run_shop_night(shop_id: int, slot: str) -> None:
    """The night before the morning of ``slot``, once however often this is called."""
    morning = date.fromisoformat(slot)
    run_night(shop_id, mode="incremental", as_of=morning - timedelta(days=1), slot=morning)
