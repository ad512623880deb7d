"""What the schedule calls."""

from __future__ import annotations

from celery import shared_task

from signals.rollups import services


@shared_task
def expire() -> None:
    """Let go of what is kept no longer: folded inbox rows, yesterday's salts, old months of raw events."""
    services.forget_inbox()
    services.forget_salts()
    services.forget_events()
