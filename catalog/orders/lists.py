"""One page of orders as a table."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.customers.naming import may_see_people, shown_name
from catalog.customers.personal import Personal, open_personal
from catalog.orders.asked import NO_CHANNEL, OrdersAsked, matching
from catalog.orders.models import Order
from catalog.orders.personal import open_order
from catalog.orders.wording import STAGES, stage_of
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.addresses import addresses_of
from shop_ai.lib.channels import channel_name
from shop_ai.lib.money import format_money, format_number
from shop_ai.lib.sealing import ShopSeal
from shop_ai.lib.table import PER_PAGE, Amount, Channel, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope

BULK_FORM = "orders-bulk"


@dataclass(frozen=True, slots=True)
class Sums:
    """All orders that fit: how many, what those in the shop's currency come to, and how many are in another."""

    count: int
    total: Decimal
    in_other_currency: int


def sums_of(shop: ShopContext, rows: QuerySet[Order]) -> Sums:
    """One aggregate over every matching order, whatever the page."""
    ours = Q(currency=shop.currency)
    found = rows.order_by().aggregate(
        n=Count("pk"), total=Sum("total_amount", filter=ours), other=Count("pk", filter=~ours)
    )
    return Sums(found["n"], found["total"] or Decimal(0), found["other"])


def channels_of(shop_id: int) -> list[str]:
    """The channels that orders of the shop came from, by slug; the empty one for unknown."""
    with shop_scope(shop_id):
        return list(Order.objects.order_by("channel").values_list("channel", flat=True).distinct())


def orders_table(shop: ShopContext, asked: OrdersAsked) -> Table:
    """The page of orders that was asked for, its sums, and the way to all of them as a sheet."""
    with shop_scope(shop.id):
        rows = matching(shop, asked)
        sums = sums_of(shop, rows)
        pages = Pages(min(asked.page, max(1, -(-sums.count // PER_PAGE))), sums.count)
        first = (pages.page - 1) * PER_PAGE
        shown = list(rows.select_related("customer")[first : first + PER_PAGE])
        return Table(
            key="orders",
            title=_("Orders"),
            columns=_columns(shop),
            rows=_rows(shop, shown),
            pages=pages,
            sort=asked.sort,
            search=asked.words,
            search_label=_("Number, name or phone") if may_see_people(shop) else _("Order number"),
            search_help=_search_help(shop),
            search_url=reverse("orders-search", kwargs={"slug": shop.slug}),
            filters=_filters(shop, asked),
            totals=Row((_("Total"), None, None, None, None, sums.total)),
            pick_form=BULK_FORM,
            lead=_lead(shop, sums),
            csv_url=f"{reverse('orders-csv', kwargs={'slug': shop.slug})}?{asked.query}",
            empty=Empty(
                title=_("No order yet"),
                text=_(
                    "Bring in the sheet you keep your orders in, or the export of your shop: it takes minutes."
                ),
                url=reverse("imports", kwargs={"slug": shop.slug}),
                action=_("Import orders"),
            ),
        )


def _search_help(shop: ShopContext) -> str:
    if not may_see_people(shop):
        return ""
    return _(
        "The beginning of a number, whole words of a name, or a whole phone number: names and phones are sealed."
    )


def _columns(shop: ShopContext) -> tuple[Column, ...]:
    return (
        Column("number", _("Order"), "code"),
        Column("customer", _("Customer")),
        Column("placed", _("Placed"), "moment", is_sortable=True),
        Column("channel", _("Channel"), "channel"),
        Column("stage", _("State"), "state"),
        Column("total", _("Total"), "money", currency=shop.currency, is_sortable=True),
    )


def _filters(shop: ShopContext, asked: OrdersAsked) -> tuple[Filter, ...]:
    stages = tuple((code, badge.word) for code, badge in STAGES.items())
    channels = tuple((slug or NO_CHANNEL, channel_name(slug)) for slug in channels_of(shop.id))
    return (
        Filter("stage", _("All states"), stages, asked.stage),
        Filter("channel", _("All channels"), channels, asked.channel),
    )


def _lead(shop: ShopContext, sums: Sums) -> str:
    text = ngettext("%(n)s order, %(total)s.", "%(n)s orders, %(total)s in all.", sums.count) % {
        "n": format_number(sums.count),
        "total": format_money(sums.total, shop.currency),
    }
    if sums.in_other_currency:
        other = ngettext(
            "%(n)s is in another currency and not in the sum.",
            "%(n)s are in another currency and not in the sum.",
            sums.in_other_currency,
        )
        text = f"{text} {other % {'n': format_number(sums.in_other_currency)}}"
    return text


def _rows(shop: ShopContext, orders: list[Order]) -> tuple[Row, ...]:
    seal = current_seal() if may_see_people(shop) else None
    address = addresses_of("order", slug=shop.slug)
    return tuple(
        Row(
            cells=(
                shown_number(order),
                buyer_of(order, seal),
                order.placed_at,
                Channel(order.channel, channel_name(order.channel)),
                STAGES[stage_of(order)],
                _total(shop, order),
            ),
            url=address(order.uid),
            pick=order.uid.hex if seal is not None else "",
        )
        for order in orders
    )


def _total(shop: ShopContext, order: Order) -> Decimal | Amount:
    if order.currency == shop.currency:
        return order.total_amount
    return Amount(order.total_amount, order.currency)


def shown_number(order: Order) -> str:
    """The number people know it by, else the beginning of its id."""
    return order.number or short_id(order.uid)


def short_id(uid: uuid.UUID) -> str:
    return uid.hex[:8]


def buyer_of(order: Order, seal: ShopSeal | None) -> str | None:
    """Who ordered, as the parcel or else the customer names them; without a seal the customer's code."""
    if seal is None:
        return shown_name(order.customer.uid, None) if order.customer else None
    on_parcel = parcel_person(open_order(seal, order))
    if on_parcel.name or order.customer is None:
        return on_parcel.name or None
    return shown_name(order.customer.uid, open_personal(seal, order.customer))


def parcel_person(known: dict[str, Any]) -> Personal:
    """The person written on a parcel, from what an order keeps sealed."""
    return Personal(**{field: str(known.get(field, "")) for field in Personal.__slots__})
