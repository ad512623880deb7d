"""Cards of what reaching people costs, of the sales that conversations become, and of the money that came in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attribution.kpis.compared import Compared, as_float, compare, orders_words, total
from shop_ai.lib.figure import Figure, Unit
from shop_ai.lib.money import format_money, format_number


def cost_figure(data: Compared) -> Figure:
    found = data.current.acquisition
    figure = Figure(
        key="cost_per_conversation",
        label=_("Cost per conversation"),
        unit=Unit.MONEY,
        currency=data.shop.currency,
        better="down",
        definition=_(
            "Spend of the period divided by the qualified conversations that began in it: those that name a product, a"
            " price, an order or a delivery. The interval is that of the count (Byar), the spend is known."
        ),
        note=_spent(data),
        advice=_("It appears from 30 qualified conversations on: choose a longer period."),
        rows_url=data.rows_url("conversations"),
        trend=tuple(as_float(month.cost_per_conversation.value) for month in data.months),
        target=data.targets.get("cost_per_conversation"),
        **compare(data, lambda row: row.cost_per_conversation),
    )
    if found.qualified and found.spend:
        return figure
    missing = (
        _("It needs the messages you receive: no conversation of this period is here yet.")
        if found.spend
        else _("It needs what you spent on advertising in this period: none is here yet.")
        if found.qualified
        else _("It needs your advertising spend and the messages you receive. Neither is here yet.")
    )
    return replace(figure, missing=missing, missing_url=data.import_url())


def _spent(data: Compared) -> str:
    """What was spent, and that some of it is not in the sum."""
    spent = _("%(amount)s spent") % {
        "amount": format_money(data.current.acquisition.spend, data.shop.currency)
    }
    waiting = data.asked.without_rate
    if not waiting:
        return spent
    words = ngettext(
        "%(n)s day of spend has no rate of exchange and is not counted",
        "%(n)s days of spend have no rate of exchange and are not counted",
        waiting,
    ) % {"n": format_number(waiting)}
    return f"{spent} · {words}"


def conversion_figure(data: Compared) -> Figure:
    found = data.current.acquisition
    note = ngettext(
        "%(n)s conversation is too young to know",
        "%(n)s conversations are too young to know",
        found.not_yet_known,
    ) % {"n": format_number(found.not_yet_known)}
    figure = Figure(
        key="conversation_to_sale",
        label=_("Conversations that become a sale"),
        unit=Unit.SHARE,
        better="up",
        definition=_(
            "Of the conversations about a purchase that are at least 14 days old, those with an order within 14 "
            "days that was neither cancelled nor refused."
        ),
        note=note if found.not_yet_known else "",
        advice=_("It appears from 30 conversations of at least 14 days on: choose a longer period."),
        rows_url=data.rows_url("conversations_sold"),
        trend=tuple(as_float(month.conversation_to_sale.value) for month in data.months),
        target=data.targets.get("conversation_to_sale"),
        **compare(data, lambda row: row.conversation_to_sale),
    )
    if found.qualified:
        return figure
    text = _("It needs the messages you receive on WhatsApp, Instagram or Facebook. None is here yet.")
    return replace(figure, missing=text, missing_url=data.import_url())


def cash_figures(data: Compared) -> list[Figure]:
    """The same period by the money that really came in, and what was given back."""
    currency = data.shop.currency
    money: dict[str, Any] = {"unit": Unit.MONEY, "currency": currency, "better": "up"}
    return [
        Figure(
            key="received",
            label=_("Money received"),
            definition=_(
                "Value of the delivered orders whose money came in, on the day when it did: when you marked the"
                " courier's cash as received, or with the delivery where it was paid on the spot."
            ),
            note=orders_words(data.current.sums.received_orders),
            rows_url=data.rows_url("received"),
            **money,
            **total(data, lambda sums: sums.received),
        ),
        Figure(
            key="received_net",
            label=_("Received, less refunds"),
            definition=_("Money received less money given back, both on their own days."),
            note=_("%(amount)s refunded") % {"amount": format_money(data.current.sums.refunds, currency)},
            rows_url=data.rows_url("received_net"),
            **money,
            **total(data, lambda sums: sums.received_net),
        ),
    ]
