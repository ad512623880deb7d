"""The key figures by one key as a table and a sheet: names, figures with what they rest on, the way to the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attribution.kpis.asked import Asked
from attribution.kpis.behind import KEYS
from attribution.kpis.compute import Row
from attribution.kpis.sheets import Sheet, breakdown_sheet
from catalog.channels.selectors import campaign_names
from catalog.customers.naming import wilaya_name
from catalog.playlists.models import Playlist
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.listing import page_of
from shop_ai.lib.period import period_of_key
from shop_ai.lib.table import PER_PAGE, Channel, Column, Empty, Pages, Table
from shop_ai.lib.table import Row as TableRow
from shop_ai.lib.tenancy import shop_scope
from signals.segments.models import SegmentCode

# What one can look by, with the words of the tab and of the column.
WORDS: Final[dict[str, tuple[Promise, Promise]]] = {
    "channel": (gettext_lazy("By channel"), gettext_lazy("Channel")),
    "campaign": (gettext_lazy("By campaign"), gettext_lazy("Campaign")),
    "playlist": (gettext_lazy("By playlist"), gettext_lazy("Playlist")),
    "segment": (gettext_lazy("By segment"), gettext_lazy("Segment")),
    "wilaya": (gettext_lazy("By wilaya"), gettext_lazy("Wilaya")),
    "day": (gettext_lazy("By day"), gettext_lazy("Day")),
    "week": (gettext_lazy("By week"), gettext_lazy("Week")),
    "month": (gettext_lazy("By month"), gettext_lazy("Month")),
}
_UNKNOWN: Final[dict[str, Promise]] = {
    "campaign": gettext_lazy("No campaign"),
    "playlist": gettext_lazy("No playlist"),
    "segment": gettext_lazy("Customer not known"),
    "wilaya": gettext_lazy("Wilaya not known"),
}


def names_of(shop: ShopContext, by: str, rows: Sequence[Row]) -> dict[str, str]:
    """Key -> what people call it. At most one query."""
    keys = [row.key for row in rows]
    known: dict[str, Any] = {}
    with shop_scope(shop.id):
        if by == "campaign":
            known = campaign_names(shop.id)
        elif by == "playlist":
            known = dict(Playlist.objects.filter(slug__in=keys).values_list("slug", "title"))
    if by == "channel":
        known = {key: channel_name(key) for key in keys}
    elif by == "wilaya":
        known = {key: wilaya_name(key) for key in keys if key}
    elif by == "segment":
        known = dict(SegmentCode.choices)
    return {key: str(known.get(key) or key or _UNKNOWN.get(by, "")) for key in keys}


def breakdown_table(
    shop: ShopContext, wanted: Asked, figures: tuple[Row, Sequence[Row]], *, page: str, csv_url: str
) -> Table:
    """The figures of each key; sums add up to the last row. The largest first, days in their order."""
    by, (total, rows) = wanted.by, figures
    ordered = list(rows) if by in ("day", "week", "month") else sorted(rows, key=_by_size)
    names = names_of(shop, by, ordered)
    pages = Pages(min(page_of({"page": page}), max(1, -(-len(ordered) // PER_PAGE))), len(ordered))
    first = (pages.page - 1) * PER_PAGE
    return Table(
        key="by",
        title=str(WORDS[by][0]),
        lead=_("A dash: not enough data (fewer than 30), or nothing brought yet."),
        columns=_columns(shop, by),
        rows=tuple(
            TableRow((_name(by, row.key, names), *_cells(row)), _url(shop, wanted, row.key))
            for row in ordered[first : first + PER_PAGE]
        ),
        totals=TableRow((_total_name(by), *_cells(total))) if ordered else None,
        pages=pages,
        csv_url=csv_url,
        empty=Empty(text=_("Bring your orders: each line of them gets its place here.")),
    )


def _by_size(row: Row) -> tuple[Any, ...]:
    return -row.sums.net, -row.sums.placed, row.key


def _columns(shop: ShopContext, by: str) -> tuple[Column, ...]:
    money: dict[str, Any] = {"kind": "money", "currency": shop.currency}
    return (
        Column("key", WORDS[by][1], "channel" if by == "channel" else "text"),
        Column("placed", _("Orders"), "number"),
        Column("delivered", _("Delivered"), "number"),
        Column("net", _("Net sales"), **money),
        Column("received", _("Received"), **money),
        Column("basket", _("Average basket"), **money),
        Column("refused", _("Refused"), "share"),
        Column("again", _("Buy again, 60 days"), "share"),
        Column("spend", _("Spend"), **money),
        Column("conversations", _("Qualified conversations"), "number"),
        Column("cost", _("Cost of one"), **money),
        Column("sold", _("Become a sale"), "share"),
    )


def _cells(row: Row) -> tuple[object, ...]:
    return (
        row.sums.placed,
        row.sums.delivered,
        row.sums.net,
        row.sums.received,
        row.average_basket.value,
        row.refused.value,
        row.repurchase[60].estimate.value,
        row.acquisition.spend,
        row.acquisition.qualified,
        row.cost_per_conversation.value,
        row.conversation_to_sale.value,
    )


def _name(by: str, key: str, names: dict[str, str]) -> object:
    return Channel(key, names[key]) if by == "channel" else names[key]


def _total_name(by: str) -> object:
    return Channel("", _("All channels")) if by == "channel" else _("All")


def _url(shop: ShopContext, wanted: Asked, key: str) -> str:
    """The orders of this key in the period."""
    address = reverse("kpi-rows", kwargs={"slug": shop.slug, "figure": "placed"})
    if wanted.by in KEYS:
        return f"{address}?{wanted.key_query(key)}"
    days = period_of_key(key).within(wanted.period)
    return f"{address}?{replace(wanted, period=days).query}"


def sheet_of(shop: ShopContext, by: str, total: Row, rows: Sequence[Row]) -> Sheet:
    """One line a key and the total last."""
    names = names_of(shop, by, rows)
    named = [(names[row.key], row) for row in rows] + [
        (str(_total_name(by)) if by != "channel" else _("All channels"), total)
    ]
    return breakdown_sheet(str(WORDS[by][1]), named)
