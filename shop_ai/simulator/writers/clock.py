"""Seconds of the shop's day as moments, and ids made of the model's bytes."""

from __future__ import annotations

import hashlib
import uuid
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The shop's midnight in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def moment(start: datetime, seconds: float) -> datetime:
    return start + timedelta(seconds=float(seconds))


def event_id(raw: bytes, at: int) -> str:
    """The id of the ``at``-th event of a day: its 16 bytes as a version 4 UUID."""
    return str(uuid.UUID(bytes=raw[16 * at : 16 * at + 16], version=4))


def visitor(seed: int, customer: int, position: int | None) -> str:
    """32 hex digits for a customer on a day; with ``position`` None a lasting id, for those who agreed to one."""
    text = f"{seed}|{customer}|{'' if position is None else position}"
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
