"""What the pages of the KPIs show besides figures: charts, the table by channel, one sentence on what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from attribution.kpis.compute import Row, Sums
from attribution.kpis.selectors import KpiDay
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.chart import Chart, Series
from shop_ai.lib.figure import Unit
from shop_ai.lib.money import format_share, format_times
from shop_ai.lib.period import week_key
from shop_ai.lib.table import Channel, Column, Empty, Pages, Table
from shop_ai.lib.table import Row as TableRow

DAYS_DRAWN_ONE_BY_ONE = 92


def _buckets(days: Sequence[KpiDay]) -> list[tuple[str, Sums]]:
    """Days, or weeks when there are too many days to draw, each with its sums."""
    if len(days) <= DAYS_DRAWN_ONE_BY_ONE:
        return [(f"{day.day:%d/%m}", day.sums) for day in days]
    weeks: dict[str, tuple[date, Sums]] = {}
    for day in days:
        key = week_key(day.day)
        first, sums = weeks.get(key, (day.day, Sums()))
        weeks[key] = (first, sums + day.sums)
    return [(f"{first:%d/%m/%y}", sums) for first, sums in weeks.values()]


def _heading(days: Sequence[KpiDay]) -> str:
    return _("Day") if len(days) <= DAYS_DRAWN_ONE_BY_ONE else _("Week from")


def revenue_chart(shop: ShopContext, days: Sequence[KpiDay], csv_url: str) -> Chart:
    """Ordered, delivered and net, by day or week."""
    buckets = _buckets(days)
    lines: list[tuple[str, Callable[[Sums], Decimal]]] = [
        (_("Ordered"), lambda sums: sums.revenue_ordered),
        (_("Delivered"), lambda sums: sums.revenue_delivered),
        (_("Net of refunds"), lambda sums: sums.net),
    ]
    return Chart(
        key="revenue",
        title=_("Sales over time"),
        kind="line",
        labels=tuple(label for label, _sums in buckets),
        label_heading=_heading(days),
        series=tuple(
            Series(name, tuple(float(read(sums)) for _label, sums in buckets)) for name, read in lines
        ),
        unit=Unit.MONEY,
        currency=shop.currency,
        csv_url=csv_url,
    )


def orders_chart(days: Sequence[KpiDay], csv_url: str) -> Chart:
    """Orders placed, by what became of them so far."""
    buckets = _buckets(days)
    bars: list[tuple[str, Callable[[Sums], int]]] = [
        (_("Placed"), lambda sums: sums.placed),
        (_("Delivered"), lambda sums: sums.delivered),
        (_("Refused"), lambda sums: sums.refused),
    ]
    return Chart(
        key="orders",
        title=_("Orders over time"),
        kind="bar",
        labels=tuple(label for label, _sums in buckets),
        label_heading=_heading(days),
        series=tuple(
            Series(name, tuple(float(read(sums)) for _label, sums in buckets)) for name, read in bars
        ),
        csv_url=csv_url,
    )


def repurchase_chart(months: Sequence[tuple[str, Row]], csv_url: str) -> Chart:
    """Repurchase within 60 days by month of the first order, with its interval."""
    figs = [row.repurchase[60].estimate for _label, row in months]

    def read(which: str) -> tuple[float | None, ...]:
        values = [getattr(fig, which) if fig.value is not None else None for fig in figs]
        return tuple(None if value is None else float(value) for value in values)

    return Chart(
        key="repurchase",
        title=_("Customers who buy again within 60 days"),
        kind="line",
        labels=tuple(label for label, _row in months),
        label_heading=_("Month of the first order"),
        series=(Series(_("Buy again"), read("value"), low=read("low"), high=read("high")),),
        unit=Unit.SHARE,
        summary=_(
            "By the month of their first delivered order. Months with fewer than 30 new customers are left out."
        ),
        csv_url=csv_url,
    )


def channel_table(shop: ShopContext, total: Row, rows: Sequence[Row], csv_url: str) -> Table:
    """The figures of each channel; sums add up to the last row."""
    columns = (
        Column("channel", _("Channel"), "channel"),
        Column("placed", _("Orders"), "number"),
        Column("delivered", _("Delivered"), "number"),
        Column("net", _("Net sales"), "money", currency=shop.currency),
        Column("basket", _("Average basket"), "money", currency=shop.currency),
        Column("refused", _("Refused"), "share"),
        Column("again", _("Buy again, 60 days"), "share"),
    )
    return Table(
        key="channels",
        title=_("By channel"),
        lead=_("A dash: not enough data (fewer than 30)."),
        columns=columns,
        rows=tuple(TableRow((Channel(row.key, channel_name(row.key)), *_cells(row))) for row in rows),
        totals=TableRow((Channel("", _("All channels")), *_cells(total))) if rows else None,
        pages=Pages(1, len(rows)),
        csv_url=csv_url,
        empty=Empty(text=_("Bring your orders: each channel gets its line.")),
    )


def _cells(row: Row) -> tuple[object, ...]:
    return (
        row.sums.placed,
        row.sums.delivered,
        row.sums.net,
        row.average_basket.value,
        row.refused.value,
        row.repurchase[60].estimate.value,
    )


def what_changed(current: Row, previous: Row) -> str:
    """One sentence: net sales against the period before, and whether orders or basket moved them."""
    now, before = current.sums.net, previous.sums.net
    if before <= 0 or current.sums.delivered == 0:
        return ""
    change = (now - before) / before
    times = format_times(change)
    amount = times or format_share(abs(change), 0)
    if abs(change) < Decimal("0.005"):
        return _("Net sales are the same as in the period before.")
    orders = _relative(current.sums.delivered, previous.sums.delivered)
    basket = _relative(_mean(current.sums), _mean(previous.sums))
    by_orders = abs(orders) >= abs(basket)
    if change > 0:
        reason = (
            _("mostly because more orders were delivered")
            if by_orders
            else _("mostly because baskets are larger")
        )
        text = (
            _("Net sales are %(amount)s those of the period before, %(reason)s.")
            if times
            else _("Net sales are %(amount)s above the period before, %(reason)s.")
        )
    else:
        reason = (
            _("mostly because fewer orders were delivered")
            if by_orders
            else _("mostly because baskets are smaller")
        )
        text = _("Net sales are %(amount)s below the period before, %(reason)s.")
    return text % {"amount": amount, "reason": reason}


def _mean(sums: Sums) -> float:
    return float(sums.product_revenue_delivered) / sums.delivered if sums.delivered else 0.0


def _relative(now: float, before: float) -> float:
    return (now - before) / before if before else 0.0
