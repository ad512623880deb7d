"""Codes and uses as tables and sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.channels.selectors import channel_names
from catalog.codes.asked import CodesAsked, Line, UsesAsked
from catalog.codes.figures import Brought, UseRow
from catalog.codes.links import keyword_of, public_link
from catalog.codes.models import PlaylistCode
from catalog.codes.words import (
    STATES,
    USE_STATES,
    discount_words,
    reason_words,
    state_badge,
    use_badge,
)
from catalog.orders.wording import STAGES
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.figure import FLOOR
from shop_ai.lib.money import format_share
from shop_ai.lib.table import PER_PAGE, Badge, Channel, Column, Empty, Filter, Pages, Row, Table


def _pages(page: int, total: int) -> tuple[Pages, slice]:
    pages = Pages(min(page, max(1, -(-total // PER_PAGE))), total)
    first = (pages.page - 1) * PER_PAGE
    return pages, slice(first, first + PER_PAGE)


def codes_table(shop: ShopContext, lines: Sequence[Line], asked: CodesAsked) -> Table:
    """One page of codes with what each brought."""
    pages, shown = _pages(asked.page, len(lines))
    names = channel_names(shop.id)
    return Table(
        key="codes",
        title=_("Codes"),
        lead=_("Revenue is that of the orders that used the code: delivered, less refunds."),
        columns=(
            Column("code", _("Code"), "code", is_sortable=True),
            Column("state", _("State"), "state"),
            Column("channel", _("Channel"), "channel"),
            Column("for", _("Campaign or playlist")),
            Column("gives", _("Gives")),
            Column("uses", _("Uses"), "number", is_sortable=True),
            Column("new", _("New customers"), "number", is_sortable=True),
            Column("net", _("Net revenue"), "money", shop.currency, is_sortable=True),
            Column("leak", _("Seen elsewhere")),
            Column("ends", _("Until"), "day", is_sortable=True),
        ),
        rows=tuple(_row(shop, line, names) for line in lines[shown]),
        pages=pages,
        sort=asked.sort,
        search=asked.words,
        search_label=_("A code, a campaign, a playlist"),
        filters=(
            Filter("state", _("Any state"), tuple(STATES.items()), asked.state),
            Filter("channel", _("All channels"), tuple(names.items()), asked.channel),
        ),
        csv_url=f"{reverse('codes-csv', kwargs={'slug': shop.slug})}?{asked.query}",
        empty=Empty(
            _("No code yet"),
            _("Make one for each channel: then each order says by itself where it comes from."),
            "#new",
            _("New code"),
        ),
    )


def _row(shop: ShopContext, line: Line, names: dict[str, str]) -> Row:
    code, found = line.code, line.brought
    channel = Channel(code.channel, names.get(code.channel, channel_name(code.channel)))
    cells = (
        code.code,
        state_badge(line.state),
        channel,
        code.campaign or (code.playlist.title if code.playlist_id and code.playlist else None),
        discount_words(code, shop.currency) or None,
        code.uses,
        found.new_customers,
        found.net,
        leak_words(found),
        code.ends_on,
    )
    return Row(cells, url=reverse("code", kwargs={"slug": shop.slug, "code_uid": code.uid}))


def leak_words(found: Brought) -> str:
    """The share of uses from another channel, or how many cases there are while they are too few."""
    if found.leak is None:
        return _("not enough data (n = %(n)s of %(floor)s)") % {"n": found.seen, "floor": FLOOR}
    return format_share(found.leak.value, 0)


def codes_sheet(shop: ShopContext, lines: Sequence[Line]) -> tuple[list[str], list[list[Any]]]:
    """Header and one line a code, with its public address."""
    header = [
        *(_("Code"), _("Keyword"), _("Address"), _("State"), _("Channel"), _("Campaign"), _("Playlist")),
        *(_("Gives"), _("Uses"), _("Uses in all"), _("Given back"), _("Beyond its limits")),
        *(_("New customers"), _("Delivered orders"), _("Net revenue"), _("Discount given")),
        *(_("Seen elsewhere"), _("Uses with a known place"), _("From"), _("Until")),
    ]
    return header, [_cells(shop, line) for line in lines]


def _cells(shop: ShopContext, line: Line) -> list[Any]:
    code, found = line.code, line.brought
    return [
        *(code.code, keyword_of(code), public_link(code), STATES[line.state], code.channel, code.campaign),
        code.playlist.title if code.playlist_id and code.playlist else "",
        *(discount_words(code, shop.currency), code.uses, code.most_uses, found.given_back, found.beyond),
        *(found.new_customers, found.delivered, found.net, found.discount, found.leaks, found.seen),
        *(code.starts_on, code.ends_on),
    ]


def uses_table(shop: ShopContext, code: PlaylistCode, rows: Sequence[UseRow], asked: UsesAsked) -> Table:
    """The uses of one code; each leads to its order."""
    pages, shown = _pages(asked.page, len(rows))
    return Table(
        key="uses",
        title=_("Uses"),
        columns=(
            Column("day", _("Day"), "code"),
            Column("state", _("Use"), "state"),
            Column("why", _("Why")),
            Column("order", _("Order"), "code"),
            Column("stage", _("State of the order"), "state"),
            Column("customer", _("Customer")),
            Column("seen", _("Seen on")),
            Column("discount", _("Discount"), "money", shop.currency),
            Column("net", _("Net revenue"), "money", shop.currency),
        ),
        rows=tuple(_use(shop, row) for row in rows[shown]),
        totals=Row((_("Sum"), *[None] * 6, *_sums(rows))) if rows else None,
        pages=pages,
        filters=(
            Filter("only", _("All uses"), (*USE_STATES.items(), ("leak", _("Seen elsewhere"))), asked.only),
        ),
        csv_url=f"{reverse('code-uses', kwargs={'slug': shop.slug, 'code_uid': code.uid})}?{asked.query}",
        empty=Empty(
            _("Nobody has used it yet"),
            _("An order that names it counts by itself: typed, imported or sent by your site."),
        ),
    )


def _sums(rows: Sequence[UseRow]) -> tuple[Any, Any]:
    counted = sum((row.discount for row in rows if row.state == "counted"), 0 * rows[0].discount)
    return counted, sum((row.net for row in rows), 0 * rows[0].net)


def _use(shop: ShopContext, row: UseRow) -> Row:
    order = row.number or (row.order_uid.hex[:8] if row.order_uid else None)
    cells = (
        f"{row.used_on:%d/%m/%Y}",
        use_badge(row.state),
        reason_words(row.reason) or None,
        order or row.reference or None,
        _stage(row),
        _("new") if row.is_new else None,
        _seen(row),
        row.discount,
        row.net,
    )
    url = reverse("order", kwargs={"slug": shop.slug, "uid": row.order_uid}) if row.order_uid else ""
    return Row(cells, url=url)


def _stage(row: UseRow) -> Badge | None:
    return STAGES[row.stage] if row.order_uid and row.stage else None


def _seen(row: UseRow) -> str | None:
    if not row.channel_seen:
        return None
    name = channel_name(row.channel_seen)
    return _("%(channel)s: not its own") % {"channel": name} if row.is_leak else name


def uses_sheet(rows: Sequence[UseRow]) -> tuple[list[str], list[list[Any]]]:
    header = [
        *(_("Day"), _("Use"), _("Why"), _("Order"), _("State of the order"), _("New customer")),
        *(_("Seen on"), _("Seen elsewhere"), _("Discount"), _("Net revenue")),
    ]
    return header, [
        [
            *(row.used_on.isoformat(), USE_STATES[row.state], reason_words(row.reason)),
            *(row.number or row.reference, stage.word if (stage := _stage(row)) else "", int(row.is_new)),
            *(row.channel_seen, int(row.is_leak), row.discount, row.net),
        ]
        for row in rows
    ]
