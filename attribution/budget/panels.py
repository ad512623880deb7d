"""The page of the budget as data: its lines, its chart, the what-if and sheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from attribution.budget import words
from attribution.budget.models import BudgetAdvice, BudgetLine
from attribution.budget.what_if import WhatIf
from catalog.shops.context import ShopContext
from shop_ai.lib.chart import Chart, Series
from shop_ai.lib.figure import Unit
from shop_ai.lib.listing import page_of
from shop_ai.lib.money import format_interval, format_number, format_share
from shop_ai.lib.table import PER_PAGE, Badge, Channel, Column, Pages, Row, Table


@dataclass(frozen=True, slots=True)
class Card:
    """One channel's advice: now, next week, and why; ``weeks`` are the rows behind it."""

    channel: Channel
    badge: Badge
    current: str
    advised: str
    change: str
    reason: str
    profit: str
    weeks: tuple[tuple[date, str, str], ...]


def cards(lines: Sequence[BudgetLine], currency: str) -> list[Card]:
    return [
        Card(
            channel=Channel(line.channel, line.shown_name),
            badge=words.action_badge(line),
            current=words.whole(line.current, currency),
            advised=words.whole(line.advised, currency),
            change=_change(line),
            reason=words.reason(line, currency),
            profit=words.profit_words(line),
            weeks=tuple(
                (date.fromisoformat(monday), words.whole(spend, currency), format_number(orders, 1))
                for monday, spend, orders in reversed(line.weekly)
            ),
        )
        for line in lines
    ]


def _change(line: BudgetLine) -> str:
    if not line.current or line.current == line.advised:
        return ""
    change = float(line.advised / line.current) - 1
    return ("+" if change > 0 else "−") + format_share(abs(change), 0)


def chart(shop: ShopContext, lines: Sequence[BudgetLine]) -> Chart:
    return Chart(
        key="budget",
        title=_("Now, next week, and where it leads"),
        kind="bar",
        labels=tuple(line.shown_name for line in lines),
        series=(
            Series(_("Now, a week"), tuple(float(line.current) for line in lines)),
            Series(_("Next week"), tuple(float(line.advised) for line in lines)),
            Series(_("In the end, if the figures hold"), tuple(float(line.target) for line in lines)),
        ),
        unit=Unit.MONEY,
        currency=shop.currency,
        label_heading=_("Channel"),
        csv_url=reverse("budget-csv", kwargs={"slug": shop.slug}),
    )


def sensitivity(shop: ShopContext, advice: BudgetAdvice, lines: Sequence[BudgetLine]) -> Table:
    """Where the money leads by three beliefs about how quickly a channel tires."""
    currency = advice.currency

    def cells(line: BudgetLine) -> tuple[Any, ...]:
        ranged = format_interval(
            words.whole(line.target_low, currency), words.whole(line.target_high, currency)
        )
        return (
            Channel(line.channel, line.shown_name),
            line.current,
            line.target_flat,
            line.target,
            ranged,
            line.target_steep,
            words.profit_words(line) or None,
        )

    return Table(
        key="sensitivity",
        title=_("How much the answer depends on one belief"),
        lead=_(
            "Nobody knows how quickly a channel tires. The advice assumes that four times the money brings twice the orders; a move is only advised when it would also be right if it brought one and a half times, or two and a half."
        ),
        columns=(
            Column("channel", _("Channel"), "channel"),
            Column("current", _("Now, a week"), "money", currency),
            Column("flat", _("If it tires quickly"), "money", currency),
            Column("target", _("As assumed"), "money", currency),
            Column("range", _("80% range, as assumed")),
            Column("steep", _("If it tires slowly"), "money", currency),
            Column("profit", _("Chance that it pays now")),
        ),
        rows=tuple(Row(cells(line)) for line in lines),
        pages=Pages(1, len(lines)),
        csv_url=reverse("budget-csv", kwargs={"slug": shop.slug}),
    )


def guess_table(now: WhatIf, asked: WhatIf, currency: str) -> Table:
    """The asked split beside the present one."""

    def ranged(orders: float, low: float, high: float) -> str:
        interval = format_interval(format_number(low, 1), format_number(high, 1))
        return f"{format_number(orders, 1)} ({interval})"

    rows = [
        Row(
            (
                new.name,
                old.amount,
                ranged(old.orders, old.low, old.high),
                new.amount,
                ranged(new.orders, new.low, new.high),
                Badge(_("Far beyond what was tried"), "warn", "circle-alert") if new.is_far else None,
            )
        )
        for old, new in zip(now.guesses, asked.guesses, strict=True)
    ]
    return Table(
        key="guess",
        title=_("What this split might bring"),
        lead=_("Delivered orders a week, by the rates of the last weeks; 80% ranges."),
        columns=(
            Column("channel", _("Channel")),
            Column("now", _("Now, a week"), "money", currency),
            Column("orders_now", _("Orders now")),
            Column("then", _("Your split"), "money", currency),
            Column("orders_then", _("Orders then")),
            Column("far", _("Note"), "state"),
        ),
        rows=tuple(rows),
        pages=Pages(1, len(rows)),
        totals=Row(
            (
                _("Together"),
                now.amount,
                ranged(now.orders, now.low, now.high),
                asked.amount,
                ranged(asked.orders, asked.low, asked.high),
                None,
            )
        ),
    )


def history_table(shop: ShopContext, found: Sequence[BudgetAdvice], given: Any) -> Table:
    """Earlier advice, each with the way to its decision."""
    page = min(page_of(given), max(1, -(-len(found) // PER_PAGE)))
    shown = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Table(
        key="history",
        title=_("Advice so far"),
        columns=(
            Column("week", _("Week from"), "day"),
            Column("advice", _("Advice")),
            Column("total", _("Spent a week then"), "money", shop.currency),
        ),
        rows=tuple(
            Row(
                (one.week, words.headline(one)[0], one.total),
                url=reverse("decision", kwargs={"slug": shop.slug, "uid": one.decision_uid}),
            )
            for one in shown
        ),
        pages=Pages(page, len(found)),
    )


HEADER: Final = (
    "channel", "name", "action", "reason", "now", "advised", "target", "target_low_80", "target_high_80",
    "target_at_0.3", "target_at_0.7", "orders", "weeks", "rate", "rate_low_80", "rate_high_80", "chance_that_it_pays",
)  # fmt: skip


def sheet(lines: Iterable[BudgetLine]) -> Iterable[tuple[Any, ...]]:
    for line in lines:
        yield (
            line.channel, line.shown_name, line.action, line.reason_code, line.current, line.advised,
            line.target, line.target_low, line.target_high, line.target_flat, line.target_steep, line.orders,
            line.weeks, line.rate, line.rate_low, line.rate_high, line.p_profit,
        )  # fmt: skip
