"""Seeds of what is drawn by chance: the same shop, task, day and version always draw the same."""

from __future__ import annotations

import hashlib
from datetime import date


def seed_of(shop: object, task: str, day: date, version: str) -> int:
    """First 8 bytes of ``sha256(shop|task|date|version)``; ``shop`` is its id or uid."""
    digest = hashlib.sha256(f"{shop}|{task}|{day.isoformat()}|{version}".encode()).digest()
    return int.from_bytes(digest[:8], "big")
