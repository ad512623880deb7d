"""Sessions of a period, from their daily sums."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from shop_ai.lib.intervals import Interval, wilson
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from signals.sessions.counting import SUMMED
from signals.sessions.models import DailySession

FLOOR = 30


@dataclass(frozen=True, slots=True)
class Sessions:
    """Sessions that began in a period, under one key (a channel, a device or a day). ``seconds`` were visible.

    ``knows_orders``: the shop's own server reports orders with their visitors. Orders that arrive otherwise cannot
    be tied to a session, and a conversion without them would be wrong.
    """

    key: Any
    sessions: int
    bounces: int
    with_product: int
    with_cart: int
    with_message: int
    with_checkout: int
    with_order: int
    pages: int
    seconds: Decimal
    knows_orders: bool

    def share(self, part: int) -> Interval | None:
        """The share of the sessions with its 95 % interval (Wilson); None under 30 sessions."""
        return wilson(part, self.sessions) if self.sessions >= FLOOR else None

    @property
    def bounce(self) -> Interval | None:
        """Of one page with nothing done on it."""
        return self.share(self.bounces)

    @property
    def conversion(self) -> Interval | None:
        """With an order; None where orders are not known."""
        return self.share(self.with_order) if self.knows_orders else None


def sessions_by(shop_id: int, period: Period, key: str = "channel") -> tuple[Sessions, ...]:
    """Sessions of the period by ``channel``, ``device`` or ``day``, most first (days in their order)."""
    if key not in {"channel", "device", "day"}:
        raise ValueError(f"sessions are not kept by {key}")
    with shop_scope(shop_id):
        days = DailySession.objects.filter(day__range=(period.start, period.end), sessions__gt=0)
        rows = list(days.values(key).annotate(**{f"total_{name}": Sum(name) for name in SUMMED}))
    knows_orders = any(row["total_with_order"] for row in rows)
    found = [_sessions(row, key, knows_orders=knows_orders) for row in rows]
    return tuple(sorted(found, key=lambda one: one.key if key == "day" else (-one.sessions, one.key)))


def _sessions(row: dict[str, Any], key: str, *, knows_orders: bool) -> Sessions:
    sums: dict[str, Any] = {name: row[f"total_{name}"] for name in SUMMED}
    return Sessions(**({"key": row[key], "knows_orders": knows_orders} | sums))


DAILY = ("day", "channel", "device", *SUMMED)


def daily_sessions(shop_id: int, period: Period) -> list[dict[str, Any]]:
    """The rows behind the sums: a day, channel and device each, with every count of ``SUMMED``."""
    with shop_scope(shop_id):
        days = DailySession.objects.filter(day__range=(period.start, period.end), sessions__gt=0)
        return list(days.order_by("day", "channel", "device").values(*DAILY))
