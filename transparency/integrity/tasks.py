"""What the schedule calls: one task a shop."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from catalog.shops.directory import all_shop_ids
from transparency.integrity.services import check_ledger


@shared_task
def check_ledgers() -> None:
    """Ask for the check of every shop's ledger."""
    for shop_id in all_shop_ids():
        check_shop.delay(shop_id)


@shared_task
def check_shop(shop_id: int) -> None:
    now = timezone.now()
    check_ledger(shop_id, now, now.date())
