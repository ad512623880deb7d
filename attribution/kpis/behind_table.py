"""The rows behind a figure as a list and as a sheet, with the total that they add up to."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from attribution.kpis.asked import Asked
from attribution.kpis.behind import BehindRow, rows_behind, total_behind
from attribution.kpis.selectors import kpi_series
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.figure import Unit
from shop_ai.lib.money import format_money, format_number
from shop_ai.lib.table import Channel, Column, Empty, Pages, Row, Table

SHEET_PAGE = 5000
MONEY = {
    "revenue_ordered",
    "revenue_confirmed",
    "revenue_delivered",
    "product_revenue_delivered",
    "refunds",
    "product_refunds",
    "net",
    "average_basket",
    "received",
    "received_net",
    "spend",
}
# Figures whose rows no prepared sum of orders adds up.
SUMMED_HERE = {"spend", "conversations", "conversations_sold"}
PEOPLE = {"repurchase_30", "repurchase_60"}
# The page of a row, by its kind: the name of its address and of the parameter.
PAGES = {
    "order": ("order", "uid"),
    "customer": ("customer", "uid"),
    "spend": ("spend-entry", "uid"),
    "conversation": ("conversation", "uid"),
}


def figure_words(figure: str) -> str:
    """What the rows are, as a title."""
    return {
        "placed": _("Orders placed"),
        "cancelled": _("Orders cancelled before shipping"),
        "confirmed": _("Orders confirmed"),
        "shipped": _("Orders shipped"),
        "refused": _("Parcels refused"),
        "delivered": _("Orders delivered"),
        "returned": _("Orders returned after delivery"),
        "adjustments": _("Adjustments: documents without value"),
        "credit_notes": _("Credit notes"),
        "other_currency": _("Documents in another currency"),
        "revenue_ordered": _("Ordered revenue"),
        "revenue_confirmed": _("Confirmed revenue"),
        "revenue_delivered": _("Delivered revenue"),
        "product_revenue_delivered": _("Delivered product revenue"),
        "refunds": _("Refunds"),
        "product_refunds": _("Refunds of products"),
        "net": _("Net sales: deliveries and refunds"),
        "average_basket": _("Average basket: delivered orders"),
        "received": _("Money received"),
        "received_net": _("Money received, less what was given back"),
        "spend": _("Spend"),
        "conversations": _("Qualified conversations"),
        "conversations_sold": _("Qualified conversations with an order"),
        "repurchase_30": _("Customers by their first delivered order"),
        "repurchase_60": _("Customers by their first delivered order"),
    }[figure]


def unit_of(figure: str) -> Unit:
    return Unit.MONEY if figure in MONEY else Unit.COUNT


def total_of(shop: ShopContext, figure: str, wanted: Asked) -> str:
    """What all rows of the period add up to, from the prepared sums: written, or empty for people."""
    if figure in PEOPLE:
        return ""
    total: Decimal | int
    if wanted.narrowed or figure in SUMMED_HERE:
        total = total_behind(shop.id, figure, **_asked(wanted))
    else:
        name = "product_revenue_delivered" if figure == "average_basket" else figure
        days = kpi_series(shop.id, period=wanted.period, channel=wanted.channel)
        total = sum((getattr(day.sums, name) for day in days), Decimal(0))
    return format_money(total, shop.currency) if figure in MONEY else format_number(total)


def _asked(wanted: Asked) -> dict[str, Any]:
    return {
        "period": wanted.period,
        "channel": wanted.channel,
        "by": wanted.narrowed,
        "as_of": wanted.as_of,
    }


def _columns(shop: ShopContext, figure: str) -> tuple[Column, ...]:
    first = Column("number", _("Customer") if figure in PEOPLE else _("Document"), "code")
    day = Column("day", _("First order") if figure in PEOPLE else _("Day"), "day")
    last = Column("amount", _("Amount"), "money", currency=shop.currency)
    if figure in PEOPLE:
        last = Column("next", _("Next order"), "day")
    elif figure not in MONEY:
        last = Column("amount", _("Counts"), "number")
    return first, day, Column("channel", _("Channel"), "channel"), last


def _url(shop: ShopContext, row: BehindRow) -> str:
    if row.kind not in PAGES:
        return ""
    name, parameter = PAGES[row.kind]
    return reverse(name, kwargs={"slug": shop.slug, parameter: row.uid})


def _number(row: BehindRow) -> str:
    if row.kind in ("customer", "conversation"):
        return row.uid.hex[:8]
    return row.number


def behind_table(shop: ShopContext, figure: str, wanted: Asked, *, after: str = "") -> tuple[Table, str]:
    """One page of rows and the cursor of the next; ValueError for a cursor that is none."""
    page = rows_behind(shop.id, figure, **_asked(wanted), after=after)
    rows = tuple(
        Row(
            (
                _number(row),
                row.day,
                Channel(row.channel, channel_name(row.channel)),
                row.next_on if figure in PEOPLE else row.amount,
            ),
            _url(shop, row),
        )
        for row in page.rows
    )
    table = Table(
        key="behind",
        title=figure_words(figure),
        columns=_columns(shop, figure),
        rows=rows,
        pages=Pages(1, len(rows), per_page=max(len(rows), 1)),
        csv_url=f"?{wanted.rows_query}&csv=1",
        empty=Empty(text=_("No row in this period. Choose a longer one.")),
    )
    return table, page.next


def behind_sheet(shop: ShopContext, figure: str, wanted: Asked) -> tuple[list[str], list[list[Any]]]:
    """Every row behind the figure."""
    header = [_("Kind"), _("Document"), _("Day"), _("Channel"), _("Amount"), _("Next order")]
    lines: list[list[Any]] = []
    after = ""
    while True:
        page = rows_behind(shop.id, figure, **_asked(wanted), after=after, limit=SHEET_PAGE)
        lines += [
            [row.kind, _number(row), row.day.isoformat(), channel_name(row.channel), row.amount, row.next_on]
            for row in page.rows
        ]
        after = page.next
        if not after:
            return header, lines
