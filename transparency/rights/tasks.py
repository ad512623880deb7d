"""What the schedule calls: one task a shop."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from catalog.shops.directory import all_shop_ids, shop_by_id
from transparency.rights.daily import look_after


@shared_task
def look_after_all() -> None:
    """Ask for the daily look at every shop's requests."""
    for shop_id in all_shop_ids():
        look_after_shop.delay(shop_id)


@shared_task
def look_after_shop(shop_id: int) -> None:
    shop = shop_by_id(shop_id)
    if shop is not None:
        look_after(shop, timezone.now())
