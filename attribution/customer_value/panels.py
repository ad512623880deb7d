"""The page of what customers may still buy, as data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from attribution.customer_value.models import ValueGroup, ValueRun
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.figure import Figure, Unit
from shop_ai.lib.money import format_interval, format_money, format_number, format_share
from shop_ai.lib.table import Column, Pages, Row, Table

FLOOR: Final = 30


def figures(shop: ShopContext, everybody: ValueGroup | None) -> list[Figure]:
    """Orders of all customers in 60 days and a year, and the year's margin."""
    if everybody is None:
        return []
    n = everybody.customers
    return [
        Figure(
            key="soon",
            label=_("Repeat orders in 60 days"),
            unit=Unit.COUNT,
            value=round(everybody.soon),
            low=round(everybody.soon_low),
            high=round(everybody.soon_high),
            n=n,
            definition=_(
                "Delivered orders that today's customers may place in the next 60 days, 80%% range. New customers come on top."
            ).replace("%%", "%"),
        ),
        Figure(
            key="year",
            label=_("Repeat orders in a year"),
            unit=Unit.COUNT,
            value=round(everybody.year),
            low=round(everybody.year_low),
            high=round(everybody.year_high),
            n=n,
            definition=_("The same over twelve months."),
        ),
        Figure(
            key="value",
            label=_("Their margin, in today's money"),
            unit=Unit.MONEY,
            currency=shop.currency,
            value=_whole(everybody.value),
            low=_whole(everybody.value_low),
            high=_whole(everybody.value_high),
            n=n,
            definition=_(
                "The year's repeat orders times what an order leaves after the cost of its products, later months counting less (15% a year)."
            ),
        ),
    ]


def _whole(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1))


def _names(by: str, key: str) -> str:
    if by == "channel":
        return channel_name(key)
    return str(
        {
            ("all", ""): _("All customers"),
            ("segment", "new"): _("New"),
            ("segment", "regular"): _("Regular"),
            ("segment", "inactive"): _("Inactive"),
            ("orders", "1"): _("One order so far"),
            ("orders", "2"): _("Two orders so far"),
            ("orders", "3"): _("Three orders or more"),
        }.get((by, key), key)
    )


def tables(shop: ShopContext, found: Sequence[ValueGroup]) -> list[Table]:
    """By segment, by number of orders and by the channel of the first order."""
    titles = {
        "segment": _("By segment"),
        "orders": _("By number of orders"),
        "channel": _("By the channel of the first order"),
    }
    return [_table(shop, by, title, [row for row in found if row.by == by]) for by, title in titles.items()]


def _table(shop: ShopContext, by: str, title: str, found: Sequence[ValueGroup]) -> Table:
    return Table(
        key=by,
        title=title,
        columns=(
            Column("name", _("Customers")),
            Column("n", _("How many"), "number"),
            Column("soon", _("Orders in 60 days")),
            Column("year", _("Orders in a year")),
            Column("each", _("Margin in a year, each, in the mean"), "money", shop.currency),
            Column("value", _("Margin in a year, together")),
        ),
        rows=tuple(Row(_cells(shop, row)) for row in found),
        pages=Pages(1, len(found)),
        csv_url=reverse("customer-value-csv", kwargs={"slug": shop.slug}),
    )


def _cells(shop: ShopContext, row: ValueGroup) -> tuple[Any, ...]:
    """Under thirty customers only the ranges are said."""
    is_thin = row.customers < FLOOR
    soon = _ranged(
        format_number(row.soon, 1), format_number(row.soon_low), format_number(row.soon_high), is_thin
    )
    year = _ranged(
        format_number(row.year, 1), format_number(row.year_low), format_number(row.year_high), is_thin
    )
    low, high = (format_money(_whole(amount), shop.currency) for amount in (row.value_low, row.value_high))
    value = _ranged(format_money(_whole(row.value), shop.currency), low, high, is_thin)
    each = None if is_thin else _whole(row.value / row.customers)
    return (_names(row.by, row.key), row.customers, soon, year, each, value)


def _ranged(value: str, low: str, high: str, is_thin: bool) -> str:
    interval = format_interval(low, high)
    return interval if is_thin else f"{value} ({interval})"


def holdout_words(run: ValueRun) -> str:
    """What the model would have said of the last part of the records, and what came."""
    found = run.holdout
    if not found or found.get("error") is None:
        return _("The records are too short to try this on their last part: twelve weeks are needed.")
    words = _(
        "Fitted on what came before, it expected %(expected)s repeat orders in the last %(weeks)s weeks; %(actual)s came (%(error)s). Were everybody to keep the pace so far, it would be %(naive)s."
    )
    error = found["error"]
    sign = "+" if error >= 0 else "−"
    return words % {
        "expected": format_number(found["expected"]),
        "weeks": format_number(found["weeks"]),
        "actual": format_number(found["actual"]),
        "error": sign + format_share(abs(error), 0),
        "naive": format_number(found["naive"]),
    }


def margin_words(shop: ShopContext, run: ValueRun) -> str:
    margin = run.facts.get("margin")
    if not margin:
        return ""
    each = format_money(round(margin["each"]), shop.currency)
    if margin["is_assumed"]:
        return _(
            "An order leaves %(each)s: by the margin set for scores, as costs are known of too few products."
        ) % {"each": each}
    return _("An order leaves %(each)s after the cost of its products.") % {"each": each}


HEADER: Final = (
    "by", "group", "name", "customers", "delivered_orders", "orders_60_days", "low_80", "high_80", "orders_year",
    "year_low_80", "year_high_80", "margin_year", "margin_low_80", "margin_high_80",
)  # fmt: skip


def sheet(found: Sequence[ValueGroup]) -> Iterable[tuple[Any, ...]]:
    for row in found:
        yield (
            row.by, row.key, _names(row.by, row.key), row.customers, row.delivered, row.soon, row.soon_low,
            row.soon_high, row.year, row.year_low, row.year_high, row.value, row.value_low, row.value_high,
        )  # fmt: skip
