"""What each channel or campaign cost and brought in a period. A constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final, Literal

from django.db.models import Count, Sum

from attribution.channel_costs.compute import Brings, Line
from attribution.kpis.models import DailyKpi, DailyKpiBy
from catalog.conversations.models import Conversation
from catalog.spend.selectors import spent_on
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope

By = Literal["channel", "campaign"]
BY: Final[tuple[By, ...]] = ("channel", "campaign")


def channel_costs(shop_id: int, period: Period, by: By = "channel") -> list[Line]:
    """One line a channel or campaign that cost or brought anything, the dearest first; the unattributed one last.

    The lines add up to the period: nothing is dropped, what has no key stands under "".
    """
    sums: dict[str, Brings] = defaultdict(Brings)
    with shop_scope(shop_id):
        for spent in spent_on(shop_id, period):
            sums[getattr(spent, by)] += Brings(
                spend=spent.amount, spread=spent.spread, without_rate=spent.without_rate
            )
        for key, count in _conversations(period, by):
            sums[key] += Brings(conversations=count)
        for row in _orders(period, by):
            sums[row["key_"]] += Brings(
                placed=row["placed_"], delivered=row["delivered_"], net=row["revenue_"] - row["refunds_"]
            )
    lines = [Line(key, brings) for key, brings in sums.items() if brings or not key]
    if not any(not line.key for line in lines):
        lines.append(Line("", Brings()))
    return sorted(lines, key=_dearest_first)


def _dearest_first(line: Line) -> tuple[bool, Any, Any, str]:
    return not line.key, -line.sums.spend, -line.sums.net, line.key


def _conversations(period: Period, by: By) -> list[tuple[str, int]]:
    """Qualified conversations that began in the period."""
    began = Conversation.objects.filter(started_on__range=(period.start, period.end), is_qualified=True)
    return list(began.values_list(by).annotate(count=Count("pk")).order_by(by))


def _orders(period: Period, by: By) -> list[dict[str, Any]]:
    if by == "channel":
        days, key = DailyKpi.objects.all(), "channel"
    else:
        days, key = DailyKpiBy.objects.filter(dimension="campaign"), "key"
    rows = days.filter(day__range=(period.start, period.end)).values(key)
    summed = rows.annotate(
        placed_=Sum("placed"),
        delivered_=Sum("delivered"),
        revenue_=Sum("revenue_delivered"),
        refunds_=Sum("refunds"),
    ).order_by(key)
    return [row | {"key_": row[key]} for row in summed]
