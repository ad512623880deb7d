"""Opening hours: is somebody there now, and if not, when next. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Opening:
    """``is_known`` is False when the shop has not written its hours; ``next_at`` is a shop-local time."""

    is_known: bool
    is_open: bool
    closes_at: time | None
    next_at: datetime | None


def _span(hours: dict[str, list[str]], day: datetime) -> tuple[datetime, datetime] | None:
    """The opening span of that local day; None when closed or unreadable."""
    written = hours.get(WEEK[day.weekday()]) or []
    if len(written) != 2:
        return None
    try:
        first, last = (time.fromisoformat(part) for part in written)
    except ValueError:
        return None
    return day.replace(hour=first.hour, minute=first.minute, second=0, microsecond=0), day.replace(
        hour=last.hour, minute=last.minute, second=0, microsecond=0
    )


def opening(hours: dict[str, list[str]], now: datetime) -> Opening:
    """State at ``now`` (shop-local, aware) of hours written as ``{"sun": ["09:00", "18:00"], …}``."""
    spans = [_span(hours, now + timedelta(days=ahead)) for ahead in range(8)]
    known = [span for span in spans if span]
    today = spans[0]
    if today and today[0] <= now < today[1]:
        return Opening(True, True, today[1].time(), None)
    following = next((start for start, _end in known if start > now), None)
    return Opening(bool(known), False, None, following)
