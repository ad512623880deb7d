"""Orders placed in a period, by where they stand now and how long the open ones have waited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from catalog.orders.wording import STAGE_SQL, STAGES
from catalog.shops.context import ShopContext
from shop_ai.lib.period import Period
from shop_ai.lib.table import Badge
from shop_ai.lib.tenancy import shop_scope

OPEN = ("to_confirm", "confirmed", "shipped")

COUNTS = f"""
SELECT {STAGE_SQL} AS stage, count(*), min(o.placed_on)
FROM catalog_order o
WHERE o.shop_id = %(shop)s AND o.kind = 'sale' AND o.placed_on BETWEEN %(start)s AND %(end)s
  AND (%(channel)s::text IS NULL OR o.channel = %(channel)s)
GROUP BY 1"""


@dataclass(frozen=True, slots=True)
class Stage:
    badge: Badge
    count: int
    share: float
    detail: str
    url: str


def pipeline(shop: ShopContext, period: Period, channel: str | None) -> list[Stage]:
    """The stages in their order, each with its share of the orders placed; empty stages of the end are kept."""
    values: dict[str, Any] = {
        "shop": shop.id,
        "start": period.start,
        "end": period.end,
        "channel": channel,
    }
    with shop_scope(shop.id), connection.cursor() as cursor:
        cursor.execute(COUNTS, values)
        found = {stage: (count, oldest) for stage, count, oldest in cursor.fetchall()}
    total = sum(count for count, _oldest in found.values())
    today = timezone.now().astimezone(shop.zone).date()
    orders = reverse("orders", kwargs={"slug": shop.slug})
    where = f"from={period.start}&to={period.end}" + (f"&channel={channel}" if channel else "")
    return [
        Stage(
            badge=badge,
            count=found.get(code, (0, None))[0],
            share=found.get(code, (0, None))[0] / total if total else 0.0,
            detail=_waiting(code, found.get(code, (0, None))[1], today),
            url=f"{orders}?stage={code}&{where}",
        )
        for code, badge in STAGES.items()
        if code != "adjustment"
    ]


def _waiting(code: str, oldest: date | None, today: date) -> str:
    if code not in OPEN or oldest is None:
        return ""
    days = (today - oldest).days
    return ngettext("the oldest for %(n)s day", "the oldest for %(n)s days", days) % {"n": days}
