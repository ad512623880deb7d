"""One customer as their page shows them: who they are, what they bought, how channels know them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.customers.lists import name_of
from catalog.customers.naming import may_see_people, shown_phone, whatsapp_url, wilaya_name
from catalog.customers.purchases import Purchases, purchases, segments_as_of
from catalog.customers.segments import SEGMENTS
from catalog.customers.selectors import CustomerRecord, customer_by_uid
from catalog.orders.models import Order
from catalog.orders.wording import STAGES, stage_of
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.listing import page_of
from shop_ai.lib.money import format_money, format_number
from shop_ai.lib.table import PER_PAGE, Amount, Badge, Channel, Column, Empty, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope


@dataclass(frozen=True, slots=True)
class Phone:
    shown: str
    number: str
    whatsapp: str


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """``record`` is None for those who may not see people; then only figures and orders are left."""

    uid: uuid.UUID
    name: str
    segment: Badge
    wilaya: str
    record: CustomerRecord | None
    is_erased: bool
    phones: tuple[Phone, ...]
    identities: tuple[tuple[str, str], ...]
    stats: tuple[tuple[str, str], ...]
    orders: Table


def customer_page(shop: ShopContext, uid: uuid.UUID, given: Mapping[str, str]) -> CustomerPage | None:
    """The page of a customer of the shop; None when it has none with this uid."""
    with shop_scope(shop.id):
        record = customer_by_uid(shop.id, uid)
        if record is None:
            return None
        (bought,) = purchases(shop, as_of=segments_as_of(shop), ids=[record.id])
        sees = may_see_people(shop)
        is_erased = record.erased_at is not None
        numbers = (record.personal.phone, record.personal.second_phone) if sees else ()
        return CustomerPage(
            uid=record.uid,
            name=name_of(record.uid, record.personal if sees else None, is_erased=is_erased),
            segment=SEGMENTS[bought.segment],
            wilaya=wilaya_name(record.wilaya),
            record=record if sees else None,
            is_erased=is_erased,
            phones=tuple(Phone(shown_phone(one), one, whatsapp_url(one)) for one in numbers if one),
            identities=_identities(record) if sees else (),
            stats=_stats(shop, bought),
            orders=_orders(shop, record.id, bought.orders, given),
        )


def _identities(record: CustomerRecord) -> tuple[tuple[str, str], ...]:
    return tuple((channel_name(known.channel), known.external_id) for known in record.identities)


def _stats(shop: ShopContext, bought: Purchases) -> tuple[tuple[str, str], ...]:
    last = bought.last_on.strftime("%d/%m/%Y") if bought.last_on else "–"
    return (
        (_("Orders"), format_number(bought.orders)),
        (_("Delivered orders"), format_number(bought.delivered)),
        (_("Last order"), last),
        (_("Net value"), format_money(bought.net, shop.currency)),
    )


def _orders(shop: ShopContext, customer_id: int, total: int, given: Mapping[str, str]) -> Table:
    pages = Pages(min(page_of(given), max(1, -(-total // PER_PAGE))), total)
    first = (pages.page - 1) * PER_PAGE
    rows = Order.objects.filter(customer_id=customer_id, kind="sale").order_by("-placed_at", "-pk")
    return Table(
        key="customer-orders",
        title=_("Orders"),
        columns=(
            Column("number", _("Order"), "code"),
            Column("placed", _("Placed"), "moment"),
            Column("channel", _("Channel"), "channel"),
            Column("stage", _("State"), "state"),
            Column("total", _("Total"), "money", currency=shop.currency),
        ),
        rows=tuple(_order_row(shop, order) for order in rows[first : first + PER_PAGE]),
        pages=pages,
        empty=Empty(text=_("This customer has not ordered yet.")),
    )


def _order_row(shop: ShopContext, order: Order) -> Row:
    total = order.total_amount
    return Row(
        (
            order.number or order.uid.hex[:8],
            order.placed_at,
            Channel(order.channel, channel_name(order.channel)),
            STAGES[stage_of(order)],
            total if order.currency == shop.currency else Amount(total, order.currency),
        ),
        url=reverse("order", kwargs={"slug": shop.slug, "uid": order.uid}),
    )
