"""What the schedule calls."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from signals.widget.renewing import changed_shops, renew_answers


@shared_task
def renew() -> None:
    """Have each shop whose answers are no longer right make them again."""
    for shop_id in changed_shops():
        renew_shop.apply_async((shop_id,), expires=15)


@shared_task
def renew_shop(shop_id: int) -> None:
    renew_answers(shop_id, timezone.now())
