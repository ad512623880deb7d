"""What the schedule calls: an erasure whose worker died or gave up is taken up again."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from celery import shared_task
from django.utils import timezone

from catalog.shops.directory import all_shop_ids
from transparency.erasure.services import take_up_again

PATIENCE: Final = timedelta(minutes=10)


@shared_task
def take_up() -> None:
    """Wake a worker for every erasure that was asked for ten minutes ago and is not done."""
    now = timezone.now()
    for shop_id in all_shop_ids():
        take_up_again(shop_id, now, PATIENCE)
