"""What the schedule calls: letting go of what nobody looks at any more."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from catalog.keys.services import forget_answers
from catalog.limits.services import forget_old_counts
from catalog.people.services import forget_ended_sessions
from catalog.shops.directory import all_shop_ids


@shared_task(name="catalog.people.tasks.tidy")
def tidy() -> None:
    """Delete old counters, ended sessions and the stored answers of yesterday's retries, shop by shop."""
    now = timezone.now()
    forget_old_counts(now)
    forget_ended_sessions(now)
    for shop_id in all_shop_ids():
        forget_answers(shop_id, now)
