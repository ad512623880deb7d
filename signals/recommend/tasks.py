"""What the schedule calls."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from catalog.shops.directory import all_shop_ids
from signals.recommend.sealing import forget_lists, seal_lists, shops_to_seal


@shared_task
def seal() -> None:
    """Seal what was served since the last time, shop by shop."""
    for shop_id in shops_to_seal():
        seal_shop.delay(shop_id)


@shared_task
def seal_shop(shop_id: int) -> None:
    seal_lists(shop_id, timezone.now())


@shared_task
def forget() -> None:
    """Let go of the lists whose time of keeping is over."""
    for shop_id in all_shop_ids():
        forget_lists(shop_id, timezone.now())
