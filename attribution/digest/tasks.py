"""The hourly tick of letters, and one task a shop."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from attribution.digest.reminders import send_due_reminders
from attribution.digest.selectors import awake_shops
from attribution.digest.services import send_due_letters


@shared_task
def start_due_letters() -> None:
    """Ask every shop where it is day whether letters are due."""
    for shop_id in awake_shops(timezone.now()):
        send_shop_letters.delay(shop_id)


@shared_task
def send_shop_letters(shop_id: int) -> None:
    """Send what is due, each letter once however often this is called."""
    now = timezone.now()
    send_due_letters(shop_id, now)
    send_due_reminders(shop_id, now)
