"""What the person bought, where it is, what came back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.codes.models import CodeUse
from catalog.heard.models import HeardAnswer
from catalog.orders.models import Order, Refund
from catalog.orders.personal import open_order
from shop_ai.lib.channels import channel_name
from shop_ai.lib.money import format_money
from transparency.rights.known import Entry, Fact, Person, reads


@reads(
    "orders",
    gettext_lazy("Your orders"),
    gettext_lazy("To deliver them and for the accounts, which the law has kept for ten years."),
    *("catalog_order", "catalog_orderline", "catalog_parcel", "catalog_parcelevent"),
)
def orders(of: Person) -> Iterable[Entry]:
    """Every order with its lines, states and parcels."""
    rows = Order.objects.filter(customer=of.customer).order_by("-placed_at")
    for order in rows.prefetch_related("lines", "parcels__events"):
        facts = [
            ("number", _("Order"), order.number or order.external_id),
            ("placed_at", _("Placed"), order.placed_at),
            ("state", _("Order state"), order.get_order_state_display()),
            ("parcel_state", _("Parcel"), order.get_parcel_state_display()),
            ("money_state", _("Money"), order.get_money_state_display()),
            ("total", _("Total"), format_money(order.total_amount, order.currency)),
            ("lines", _("Products"), [_line(line) for line in order.lines.all()]),
            ("channel", _("How the order came"), channel_name(order.channel) if order.channel else ""),
            ("campaign", _("Campaign"), order.campaign),
            ("code", _("Code used"), order.code),
            (
                "parcels",
                _("Parcel numbers"),
                [f"{one.courier} {one.tracking}" for one in order.parcels.all()],
            ),
            ("events", _("On its way"), [told for one in order.parcels.all() for told in _events(one)]),
        ]
        entry = Entry.of(order.number or order.external_id, facts)
        yield Entry(entry.title, entry.facts + _written(open_order(of.seal, order)))


def _line(line: Any) -> str:
    return f"{line.quantity} × {line.title}"


def _events(parcel: Any) -> list[str]:
    said = sorted(parcel.events.all(), key=lambda event: event.at)
    return [f"{event.at:%Y-%m-%d} {event.raw}" for event in said]


def _written(said: dict[str, Any]) -> tuple[Fact, ...]:
    """What was written on the order about the person, and columns of a file that have no field of their own."""
    names = {"note": _("Note"), "name": _("Name"), "phone": _("Phone"), "address": _("Address")}
    shown = {name: value for name, value in said.items() if value and name != "fingerprint"}
    return tuple(Fact(name, names.get(name, name), value) for name, value in shown.items())


@reads(
    "refunds",
    gettext_lazy("Money given back"),
    gettext_lazy("For the accounts."),
    "catalog_refund",
    "catalog_refundline",
)
def refunds(of: Person) -> Iterable[Entry]:
    """Refunds of the person's orders."""
    for row in Refund.objects.filter(customer=of.customer).order_by("-refunded_at").prefetch_related("lines"):
        yield Entry.of(
            format_money(row.amount, row.currency),
            [
                ("on", _("Day"), row.refunded_on),
                ("amount", _("Amount"), format_money(row.amount, row.currency)),
                ("reason", _("Reason"), row.reason),
                ("lines", _("Products"), [_line(line) for line in row.lines.all()]),
            ],
        )


@reads(
    "codes", gettext_lazy("Codes you used"), gettext_lazy("To take the discount off once."), "catalog_codeuse"
)
def codes(of: Person) -> Iterable[Entry]:
    """Uses of codes."""
    rows = CodeUse.objects.filter(customer=of.customer) | CodeUse.objects.filter(order__in=of.orders)
    for row in rows.select_related("code").order_by("-used_at"):
        yield Entry.of(
            row.code.code,
            [
                ("code", _("Code"), row.code.code),
                ("at", _("Used"), row.used_at),
                ("discount", _("Taken off"), format_money(row.discount, of.shop.currency)),
                ("state", _("State"), row.get_state_display()),
                ("channel", _("Channel"), channel_name(row.channel_seen) if row.channel_seen else ""),
            ],
        )


@reads(
    "heard",
    gettext_lazy("How you heard of the shop"),
    gettext_lazy("To know which channel to work on."),
    "catalog_heardanswer",
)
def heard(of: Person) -> Iterable[Entry]:
    """What the person answered."""
    rows = HeardAnswer.objects.filter(customer=of.customer) | HeardAnswer.objects.filter(order__in=of.orders)
    for row in rows.order_by("-answered_at"):
        said = channel_name(row.channel) if row.channel else _("Does not remember")
        yield Entry.of(said, [("answer", _("Answer"), said), ("at", _("Answered"), row.answered_at)])
