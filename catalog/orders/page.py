"""One order as its page shows it: three states apart, amounts that add up, people, and what happened when."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalog.customers.naming import commune_name, may_see_people, shown_phone, whatsapp_url, wilaya_name
from catalog.customers.personal import Personal, open_personal
from catalog.orders.lists import parcel_person, shown_number
from catalog.orders.models import MoneyState, Order, OrderState, ParcelState
from catalog.orders.personal import open_order
from catalog.orders.selectors import whole
from catalog.orders.wording import STAGES, source_name, stage_of
from catalog.shops.context import ShopContext
from catalog.shops.seals import current_seal
from shop_ai.lib.channels import channel_name
from shop_ai.lib.figure import Text
from shop_ai.lib.money import format_money
from shop_ai.lib.table import Badge, Tone
from shop_ai.lib.tenancy import shop_scope

TONES: dict[str, tuple[Tone, str]] = {
    OrderState.PLACED: ("warn", "phone"),
    OrderState.CONFIRMED: ("good", "check"),
    OrderState.CANCELLED: ("plain", "minus"),
    ParcelState.NONE: ("plain", "package"),
    ParcelState.PREPARING: ("accent", "package"),
    ParcelState.IN_TRANSIT: ("accent", "truck"),
    ParcelState.DELIVERED: ("good", "circle-check"),
    ParcelState.REFUSED: ("bad", "x"),
    ParcelState.RETURNED: ("bad", "undo-2"),
    MoneyState.UNPAID: ("plain", "wallet"),
    MoneyState.COLLECTED: ("accent", "truck"),
    MoneyState.PAID_OUT: ("good", "wallet"),
    MoneyState.PARTIALLY_REFUNDED: ("warn", "undo-2"),
    MoneyState.REFUNDED: ("bad", "undo-2"),
}
SEALED_DETAILS = ("courier", "tracking", "country")


@dataclass(frozen=True, slots=True)
class StateNow:
    """One of the three states, with the moment it was reached where one is kept."""

    title: Text
    badge: Badge
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Phone:
    shown: str
    number: str
    whatsapp: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """Who the parcel is for and what the order keeps sealed beside; ``others`` are pairs of words and text."""

    name: str
    phones: tuple[Phone, ...]
    email: str
    address: str
    note: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; ``remark`` says when its moment is not really known."""

    at: datetime
    words: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class AmountLine:
    """A line of the sum; ``at`` is when the money went back."""

    words: str
    amount: Decimal
    at: datetime | None = None
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Everything on the page but the buttons; ``parcel`` is None for those who may not see people."""

    order: Order
    number: str
    stage: Badge
    channel: str
    states: tuple[StateNow, ...]
    amounts: tuple[AmountLine, ...]
    history: tuple[Event, ...]
    refunded: Decimal
    parcel: Parcel | None
    wilaya: str
    lines_sum: Decimal = field(default=Decimal(0))

    @property
    def source(self) -> Text:
        return source_name(self.order.source)

    @property
    def left(self) -> Decimal:
        """What of the total has not been given back."""
        return self.order.total_amount - self.refunded


def order_page(shop: ShopContext, uid: uuid.UUID) -> OrderPage | None:
    """The page of an order of the shop; None when it has none with this uid."""
    with shop_scope(shop.id):
        order: Order | None = (
            whole(Order.objects.filter(uid=uid)).select_related("customer", "created_import").first()
        )
        if order is None:
            return None
        refunded = sum((refund.amount for refund in order.refunds.all()), Decimal(0))
        return OrderPage(
            order=order,
            number=shown_number(order),
            stage=STAGES[stage_of(order)],
            channel=channel_name(order.channel),
            states=_states(order),
            amounts=_amounts(order, refunded),
            history=_history(order),
            refunded=refunded,
            parcel=_parcel(order) if may_see_people(shop) else None,
            wilaya=wilaya_name(order.wilaya or (order.customer.wilaya if order.customer else "")),
            lines_sum=sum((line.amount for line in order.lines.all()), Decimal(0)),
        )


def _badge(state: str, words: Text) -> Badge:
    return Badge(words, *TONES[state])


def _states(order: Order) -> tuple[StateNow, ...]:
    by_order = {"placed": order.placed_at, "confirmed": order.confirmed_at, "cancelled": order.closed_at}
    by_parcel = {
        "in_transit": order.shipped_at,
        "delivered": order.delivered_at,
        "refused": order.closed_at,
        "returned": order.closed_at,
    }
    return (
        StateNow(
            _("Order"),
            _badge(order.order_state, order.get_order_state_display()),
            by_order.get(order.order_state),
        ),
        StateNow(
            _("Parcel"),
            _badge(order.parcel_state, order.get_parcel_state_display()),
            by_parcel.get(order.parcel_state),
        ),
        StateNow(_("Money"), _badge(order.money_state, order.get_money_state_display())),
    )


def _amounts(order: Order, refunded: Decimal) -> tuple[AmountLine, ...]:
    parts = [
        AmountLine(_("Products"), order.products_amount),
        AmountLine(_("Fees and services"), order.services_amount),
        AmountLine(_("Delivery fee"), order.shipping_amount),
        AmountLine(_("Discount"), -order.discount_amount),
    ]
    lines = [part for part in parts if part.amount or part is parts[0]]
    lines.append(AmountLine(_("Total"), order.total_amount, is_sum=True))
    if refunded:
        lines += [AmountLine(_refund_words(one), -one.amount, one.refunded_at) for one in order.refunds.all()]
        lines.append(AmountLine(_("Left after refunds"), order.total_amount - refunded, is_sum=True))
    return tuple(lines)


def _refund_words(refund: Any) -> str:
    return _("Refund: %(reason)s") % {"reason": refund.reason} if refund.reason else _("Refund")


def _history(order: Order) -> tuple[Event, ...]:
    assumed = (
        "" if order.delivery_date_known else _("The source does not say when: the day of the order is taken.")
    )
    closed = {
        "cancelled": pgettext("order", "Cancelled"),
        "refused": pgettext("order", "Refused at the door"),
        "returned": pgettext("order", "Came back"),
    }
    closing = order.parcel_state if order.parcel_state in closed else order.order_state
    events = [
        (order.placed_at, _("Placed"), ""),
        (order.confirmed_at, pgettext("order", "Confirmed"), ""),
        (order.shipped_at, pgettext("order", "Shipped"), ""),
        (order.delivered_at, pgettext("order", "Delivered"), assumed),
        (order.closed_at, closed.get(closing, pgettext("order", "Closed")), ""),
        *((refund.refunded_at, _money_back(refund), "") for refund in order.refunds.all()),
        (order.created_at, _("Written here"), ""),
    ]
    happened = [Event(at, words, remark) for at, words, remark in events if at is not None]
    return tuple(sorted(happened, key=lambda event: event.at))


def _money_back(refund: Any) -> str:
    return _("Refund of %(amount)s") % {"amount": format_money(refund.amount, refund.currency)}


def _parcel(order: Order) -> Parcel:
    seal = current_seal()
    sealed = open_order(seal, order)
    on_parcel = parcel_person(sealed)
    known = open_personal(seal, order.customer) if order.customer else Personal()
    numbers = dict.fromkeys([on_parcel.phone or known.phone, on_parcel.second_phone or known.second_phone])
    wilaya = order.wilaya or (order.customer.wilaya if order.customer else "")
    commune = commune_name(on_parcel.commune or known.commune, wilaya)
    address = ", ".join(part for part in (on_parcel.address or known.address, commune) if part)
    return Parcel(
        name=on_parcel.name or known.name,
        phones=tuple(Phone(shown_phone(one), one, whatsapp_url(one)) for one in numbers if one),
        email=on_parcel.email or known.email,
        address=address,
        note=str(sealed.get("note", "")),
        others=_others(sealed),
    )


def _others(sealed: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Courier, tracking and the source's own columns, as far as there are any."""
    words = {"courier": _("Courier"), "tracking": _("Tracking number"), "country": _("Country")}
    named = [(words[name], str(sealed[name])) for name in SEALED_DETAILS if sealed.get(name)]
    extra = sealed.get("extra")
    if isinstance(extra, dict):
        named += [(str(name), str(value)) for name, value in extra.items() if value not in {"", None}]
    return tuple(named)
