"""What the schedule calls."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from catalog.shops.directory import all_shop_ids
from transparency.cases.late import escalate_late


@shared_task
def look_for_late() -> None:
    """Escalate the late cases of every shop: one small question a shop."""
    for shop_id in all_shop_ids():
        escalate_late(shop_id, timezone.now())
