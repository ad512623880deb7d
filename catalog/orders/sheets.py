"""The orders of a list as a sheet, one line an order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from django.db.models import DecimalField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from catalog.customers.naming import may_see_people, shown_phone, wilaya_name
from catalog.customers.personal import open_personal
from catalog.orders.lists import parcel_person
from catalog.orders.models import Order, Refund
from catalog.orders.personal import open_order
from catalog.orders.wording import STAGES, stage_of
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.channels import channel_name
from shop_ai.lib.sealing import ShopSeal
from shop_ai.lib.tenancy import shop_scope

CHUNK = 2000


def orders_sheet(shop: ShopContext, rows: QuerySet[Order]) -> tuple[list[str], Iterator[list[Any]]]:
    """Header and lines; names and phones only for those who may see them. Moments are in the shop's zone."""
    with shop_scope(shop.id):
        seal = current_seal() if may_see_people(shop) else None
        refunded = (
            Refund.objects.filter(order=OuterRef("pk"))
            .values("order")
            .annotate(sum=Sum("amount"))
            .values("sum")
        )
        nothing = Decimal(0)
        found = rows.select_related("customer").annotate(
            refunded=Coalesce(Subquery(refunded, output_field=DecimalField()), nothing)
        )
    people = [_("Name"), _("Phone"), _("Second phone")] if seal else []
    header = [
        *(_("Order"), _("Placed"), _("State"), _("Order state"), _("Parcel state"), _("Money state")),
        *people,
        *(_("Wilaya"), _("Channel"), _("Campaign"), _("Code"), _("Currency")),
        *(_("Products"), _("Services"), _("Delivery fee"), _("Discount"), _("Total"), _("Refunded")),
        *(_("Confirmed"), _("Shipped"), _("Delivered"), _("Closed"), _("Source"), _("Id in the source")),
    ]
    return header, (_line(shop, order, seal) for order in found.iterator(chunk_size=CHUNK))


def _line(shop: ShopContext, order: Order, seal: ShopSeal | None) -> list[Any]:
    times = (order.confirmed_at, order.shipped_at, order.delivered_at, order.closed_at)
    return [
        order.number or order.external_id,
        _moment(shop, order.placed_at),
        STAGES[stage_of(order)].word,
        order.get_order_state_display(),
        order.get_parcel_state_display(),
        order.get_money_state_display(),
        *(_person(order, seal) if seal else []),
        wilaya_name(order.wilaya),
        channel_name(order.channel),
        order.campaign,
        order.code,
        order.currency,
        order.products_amount,
        order.services_amount,
        order.shipping_amount,
        order.discount_amount,
        order.total_amount,
        cast(Any, order).refunded,
        *(_moment(shop, at) for at in times),
        order.source,
        order.external_id,
    ]


def _moment(shop: ShopContext, at: datetime | None) -> str:
    return at.astimezone(shop.zone).strftime("%Y-%m-%d %H:%M") if at else ""


def _person(order: Order, seal: ShopSeal) -> list[str]:
    on_parcel = parcel_person(open_order(seal, order))
    known = open_personal(seal, order.customer) if order.customer else on_parcel
    return [
        on_parcel.name or known.name,
        shown_phone(on_parcel.phone or known.phone),
        shown_phone(on_parcel.second_phone or known.second_phone),
    ]
