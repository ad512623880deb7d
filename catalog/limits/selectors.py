"""How long somebody who was refused has to wait."""

from __future__ import annotations

import math
from datetime import datetime

from catalog.limits.models import GuessBucket
from catalog.limits.services import HOUR, MOST_IN_A_ROW, Bucket


def seconds_to_wait(place: Bucket, now: datetime) -> int:
    """Seconds until the next guess may be tried, at least one; an hour when only a mail link helps."""
    row = GuessBucket.objects.filter(key=place.key).first()
    if row is None:
        return 1
    if place.slowing and row.in_a_row >= MOST_IN_A_ROW:
        return int(HOUR.total_seconds())
    ends = [row.next_at] if place.slowing else []
    recent = sorted(at for at in row.recent if at > now - HOUR)
    if len(recent) >= place.per_hour:
        ends.append(recent[-place.per_hour] + HOUR)
    return max([1, *(math.ceil((end - now).total_seconds()) for end in ends)])
