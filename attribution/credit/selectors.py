"""Reading credit: the prepared shares, the entries behind them, and the way to one order. A constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet, Sum

from attribution.credit.bands import Band, bands
from attribution.credit.models import CreditEntry, CreditRun, CreditShare, Journey
from attribution.credit.rules import ORDER_RULES, PATH_RULES, UNATTRIBUTED
from catalog.orders.models import Order
from shop_ai.lib.tenancy import shop_scope

SAME: Final = 1e-9  # shares nearer to each other than this are one


@dataclass(frozen=True, slots=True)
class Report:
    """The shares of one period and window: by rule, by channel; ``facts`` as the night noted them."""

    days: int
    window: int
    as_of: date
    computed_at: datetime
    leading_window: int
    leading_rule: str
    decision_uid: UUID | None
    facts: dict[str, Any]
    shares: dict[str, dict[str, CreditShare]] = field(default_factory=dict)

    @property
    def orders(self) -> int:
        return int(self.facts.get("orders", 0))

    @property
    def net(self) -> Decimal:
        return Decimal(self.facts.get("net", "0"))

    @property
    def rules(self) -> tuple[str, ...]:
        """Those that there are shares of."""
        return tuple(self.shares)

    @property
    def channels(self) -> list[str]:
        """By their largest share under any rule, what is not attributed last."""
        most: dict[str, float] = defaultdict(float)
        for found in self.shares.values():
            for channel, row in found.items():
                most[channel] = max(most[channel], row.share)
        return sorted(most, key=lambda channel: (channel == UNATTRIBUTED, -most[channel], channel))

    @property
    def bands(self) -> dict[str, Band]:
        """Over the rules that look at ways only; what customers say is no rule."""
        return bands(
            {
                rule: {channel: row.share for channel, row in found.items()}
                for rule, found in self.shares.items()
                if rule in PATH_RULES
            }
        )

    @property
    def flipping(self) -> list[str]:
        found = self.bands
        return [channel for channel in self.channels if found.get(channel) and found[channel].flips]

    def places_of(self, channel: str) -> set[int]:
        """Every place, from 1, that a rule on ways gives a channel among those that are known; equal shares share one."""
        return {
            1
            + sum(
                row.share > _share_in(found, channel) + SAME for c, row in found.items() if c != UNATTRIBUTED
            )
            for rule, found in self.shares.items()
            if rule in PATH_RULES
        }


def _share_in(found: Mapping[str, CreditShare], channel: str) -> float:
    return found[channel].share if channel in found else 0.0


def last_run(shop_id: int) -> CreditRun | None:
    with shop_scope(shop_id):
        found: CreditRun | None = CreditRun.objects.first()
    return found


def report(shop_id: int, run: CreditRun, *, days: int, window: int) -> Report:
    """The prepared shares of one period under one window, rules in the order of the pages."""
    with shop_scope(shop_id):
        rows = list(CreditShare.objects.filter(days=days, window=window))
    return _report(run, days, window, rows)


def reports(shop_id: int, run: CreditRun, *, days: int) -> list[Report]:
    """The same of every window, the shortest first."""
    by_window: dict[int, list[CreditShare]] = defaultdict(list)
    with shop_scope(shop_id):
        for row in CreditShare.objects.filter(days=days):
            by_window[row.window].append(row)
    return [_report(run, days, window, by_window[window]) for window in sorted(by_window)]


def _report(run: CreditRun, days: int, window: int, rows: list[CreditShare]) -> Report:
    shares: dict[str, dict[str, CreditShare]] = {}
    for rule in (*PATH_RULES, "question", "codes"):
        found = {row.channel: row for row in rows if row.rule == rule}
        if found:
            shares[rule] = found
    return Report(
        days=days,
        window=window,
        as_of=run.as_of,
        computed_at=run.computed_at,
        leading_window=run.window,
        leading_rule=run.rule,
        decision_uid=run.decision_uid,
        facts=run.facts.get("periods", {}).get(str(days), {}),
        shares=shares,
    )


def entries(
    shop_id: int, *, first: date, last: date, channel: str | None = None, kind: str = ""
) -> QuerySet[CreditEntry]:
    """Entries dated in the period, newest first; of one channel, of one kind."""
    with shop_scope(shop_id):
        rows: QuerySet[CreditEntry] = CreditEntry.objects.filter(day__range=(first, last))
        if channel is not None:
            rows = rows.filter(channel=channel)
        if kind:
            rows = rows.filter(kind=kind)
        return rows.select_related("order").order_by("-day", "-pk")


def entries_sum(rows: QuerySet[CreditEntry], rule: str) -> Decimal:
    return Decimal(rows.order_by().aggregate(found=Sum(rule))["found"] or 0)


def taken_back(shop_id: int, since: date) -> dict[str, Any]:
    """Orders whose credit was taken back on or after a day, and how much under an even share."""
    with shop_scope(shop_id):
        rows = CreditEntry.objects.filter(kind="withdrawn", entered_on__gte=since, order__isnull=False)
        orders = rows.order_by().values("order").distinct().count()
        return {"orders": orders, "amount": -entries_sum(rows, "linear")}


@dataclass(frozen=True, slots=True)
class OrderCredit:
    """One order: its journey and every entry of it, in the order in which they were written."""

    order: Order
    journey: Journey | None
    entries: list[CreditEntry]

    @property
    def sums(self) -> dict[str, dict[str, Decimal]]:
        """What stands now: by channel, by rule; channels at zero under every rule are left out."""
        found: dict[str, dict[str, Decimal]] = defaultdict(lambda: dict.fromkeys(ORDER_RULES, Decimal(0)))
        for entry in self.entries:
            for rule in ORDER_RULES:
                found[entry.channel][rule] += getattr(entry, rule)
        return {channel: row for channel, row in sorted(found.items()) if any(row.values())}

    @property
    def net(self) -> Decimal:
        return sum((entry.linear for entry in self.entries), Decimal(0))


def order_credit(shop_id: int, uid: UUID) -> OrderCredit | None:
    """None when the shop has no such order."""
    with shop_scope(shop_id):
        order = Order.objects.filter(uid=uid).first()
        if order is None:
            return None
        journey = Journey.objects.filter(order=order).first()
        rows = list(CreditEntry.objects.filter(order=order).order_by("pk"))
    return OrderCredit(order, journey, rows)
