"""What the schedule calls."""

from __future__ import annotations

from celery import shared_task

from signals.rollups import expiry


@shared_task
def expire() -> None:
    """Let go of what is kept no longer: folded inbox rows, yesterday's salts, old raw events."""
    expiry.forget_inbox()
    expiry.forget_salts()
    expiry.forget_events()
