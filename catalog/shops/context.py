"""The shop as the rest of the code sees it: a frozen value, never the row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class ShopContext:
    """What a view, a task or a template needs to know of the shop it works for."""

    id: int
    uid: UUID
    slug: str
    name: str
    currency: str
    timezone: str
    language: str
    country: str
    is_simulated: bool
    inactive_after_days: int
    public_profile: dict[str, Any]
    role: str = ""

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)
