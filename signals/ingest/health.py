"""How well the collection does, and what it does not hear of yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.db.models import Q, Sum
from django.utils import timezone

from shop_ai.lib.tenancy import shop_scope
from signals.rollups.models import DailySignal

LOOK_BACK = timedelta(days=30)
# What a shop's pages should say, in the order in which it pays to bring it.
WANTED = ("view", "add_to_cart", "begin_checkout", "message", "search", "save", "completion")
# Below this share of views with a product, most product pages do not say which product they show.
FEW_PRODUCTS = 0.2

WAITING = """
SELECT count(*), min(received_at),
    (SELECT max(occurred_at) FROM signals_event WHERE shop_id = %(shop)s AND occurred_at >= %(since)s)
FROM signals_inboxevent WHERE shop_id = %(shop)s AND NOT is_folded
"""
TAIL_REACH = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Health:
    """``last_at``: the newest counted event of two weeks; ``waiting`` events since ``waits_since`` are not counted yet."""

    last_at: datetime | None
    waiting: int
    waits_since: datetime | None
    missing: tuple[str, ...]

    @property
    def is_behind(self) -> bool:
        """Whether counting stands still: what arrived over five minutes ago is not counted."""
        return self.waits_since is not None and timezone.now() - self.waits_since > timedelta(minutes=5)


def health(shop_id: int, today: date) -> Health:
    """The state of the collection now, with what was not heard of in the 30 days up to ``today``."""
    with shop_scope(shop_id):
        with connection.cursor() as cursor:
            cursor.execute(WAITING, {"shop": shop_id, "since": timezone.now() - TAIL_REACH})
            waiting, since, last_at = cursor.fetchone()
        return Health(last_at, waiting, since, _missing(today))


def _missing(today: date) -> tuple[str, ...]:
    """The wanted types that never came, ``product`` when views seldom name one, ``campaign`` when no link is tagged."""
    found = {
        row["type"]: row
        for row in DailySignal.objects.filter(day__gt=today - LOOK_BACK, day__lte=today)
        .values("type")
        .annotate(
            total=Sum("count"),
            named=Sum("count", filter=Q(product_ref__gt=0), default=0),
            led=Sum("count", filter=~Q(channel__in=("direct", "referral", "")), default=0),
        )
    }
    gaps = [name for name in WANTED if name not in found]
    views = found.get("view")
    if views and views["named"] < FEW_PRODUCTS * views["total"]:
        gaps.append("product")
    if views and not views["led"]:
        gaps.append("campaign")
    return tuple(gaps)
