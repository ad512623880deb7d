"""The orders of a list as a sheet, one line an order; a shop may ask for all of a hundred thousand at once."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import CharField, DecimalField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalog.customers.naming import may_see_people, shown_phone, wilaya_name
from catalog.customers.personal import TABLE as CUSTOMER_TABLE
from catalog.orders.models import MoneyState, Order, OrderState, ParcelState, Refund
from catalog.orders.personal import COLUMN
from catalog.orders.personal import TABLE as ORDER_TABLE
from catalog.orders.wording import STAGES, stage_sql
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.channels import channel_name
from shop_ai.lib.sealing import ShopSeal
from shop_ai.lib.tenancy import shop_scope

CHUNK = 2000


class Line(NamedTuple):
    """What is read of an order, in the order of ``READ``: plain tuples, because models take four times as long."""

    uid: uuid.UUID
    personal: bytes | None
    customer_uid: uuid.UUID | None
    customer_personal: bytes | None
    number: str
    external_id: str
    source: str
    stage: str
    order_state: str
    parcel_state: str
    money_state: str
    wilaya: str
    channel: str
    campaign: str
    code: str
    currency: str
    products: Decimal
    services: Decimal
    shipping: Decimal
    discount: Decimal
    total: Decimal
    refunded: Decimal
    placed_at: datetime
    confirmed_at: datetime | None
    shipped_at: datetime | None
    delivered_at: datetime | None
    closed_at: datetime | None


READ = (
    "uid personal customer__uid customer__personal number external_id source stage_now order_state parcel_state"
    " money_state wilaya channel campaign code currency products_amount services_amount shipping_amount"
    " discount_amount total_amount refunded placed_at confirmed_at shipped_at delivered_at closed_at"
).split()


@dataclass(frozen=True)
class Words:
    """Words of the sheet in the reader's language, each looked up once; ``seal`` is None without people."""

    zone: ZoneInfo
    seal: ShopSeal | None

    @cached_property
    def states(self) -> dict[str, str]:
        choices = (*OrderState.choices, *ParcelState.choices, *MoneyState.choices)
        return {str(value): str(label) for value, label in choices}

    @cached_property
    def stages(self) -> dict[str, str]:
        return {code: str(badge.word) for code, badge in STAGES.items()}

    @cached_property
    def _names(self) -> dict[tuple[Callable[[str], str], str], str]:
        return {}

    def name(self, of: Callable[[str], str], slug: str) -> str:
        """What ``of`` calls the slug."""
        if (of, slug) not in self._names:
            self._names[of, slug] = of(slug)
        return self._names[of, slug]

    def moment(self, at: datetime | None) -> str:
        return f"{at.astimezone(self.zone):%Y-%m-%d %H:%M}" if at else ""


def orders_sheet(shop: ShopContext, rows: QuerySet[Order]) -> tuple[list[str], Iterator[list[Any]]]:
    """Header and lines; names and phones only for those who may see them. Moments are in the shop's zone."""
    with shop_scope(shop.id):
        words = Words(shop.zone, current_seal() if may_see_people(shop) else None)
        of_order = Refund.objects.filter(order=OuterRef("pk")).values("order")
        refunded = Subquery(
            of_order.annotate(sum=Sum("amount")).values("sum"), output_field=DecimalField(decimal_places=2)
        )
        found = rows.annotate(
            refunded=Coalesce(refunded, Decimal(0)),
            stage_now=RawSQL(stage_sql("catalog_order"), (), output_field=CharField()),
        ).values_list(*READ)
    return _header(words), (_cells(Line(*row), words) for row in found.iterator(chunk_size=CHUNK))


def _header(words: Words) -> list[str]:
    return [
        *(_("Order"), _("Placed"), _("State"), _("Order state"), _("Parcel state"), _("Money state")),
        *((_("Name"), _("Phone"), _("Second phone")) if words.seal else ()),
        *(_("Wilaya"), _("Channel"), _("Campaign"), _("Code"), _("Currency")),
        *(_("Products"), _("Services"), _("Delivery fee"), _("Discount"), _("Total"), _("Refunded")),
        *(pgettext("order", "Confirmed"), pgettext("order", "Shipped"), pgettext("order", "Delivered")),
        *(pgettext("order", "Closed"), _("Source"), _("Id in the source")),
    ]


def _cells(line: Line, words: Words) -> list[Any]:
    states, moment = words.states, words.moment
    return [
        line.number or line.external_id,
        moment(line.placed_at),
        words.stages[line.stage],
        *(states[line.order_state], states[line.parcel_state], states[line.money_state]),
        *(_person(line, words.seal) if words.seal else ()),
        *(
            words.name(wilaya_name, line.wilaya),
            words.name(channel_name, line.channel),
            line.campaign,
            line.code,
            line.currency,
        ),
        *(line.products, line.services, line.shipping, line.discount, line.total, line.refunded),
        *(
            moment(line.confirmed_at),
            moment(line.shipped_at),
            moment(line.delivered_at),
            moment(line.closed_at),
        ),
        *(line.source, line.external_id),
    ]


def _person(line: Line, seal: ShopSeal) -> tuple[str, str, str]:
    """The person on the parcel, completed by what is known of the customer."""
    said = seal.open_json(ORDER_TABLE, COLUMN, line.uid, line.personal)
    known = seal.open_json(CUSTOMER_TABLE, COLUMN, line.customer_uid, line.customer_personal)
    name, phone, second = (
        str(said.get(key) or known.get(key) or "") for key in ("name", "phone", "second_phone")
    )
    return name, shown_phone(phone), shown_phone(second)
