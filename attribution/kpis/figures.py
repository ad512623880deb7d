"""Rows of KPIs as figure cards: value, comparison, trend, definition and the way to the rows behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from attribution.kpis.asked import Asked
from attribution.kpis.compute import FLOOR, RANGE_FLOOR, Fig, Row, Sums
from catalog.shops.context import ShopContext
from shop_ai.lib.figure import Figure, Unit
from shop_ai.lib.money import format_money, format_number, format_share

_NEW_CUSTOMERS_NEEDED = gettext_lazy("It appears from 30 new customers on: choose a longer period.")

Read = Callable[[Row], Fig]
Total = Callable[[Sums], Decimal | int]


@dataclass(frozen=True, slots=True)
class Compared:
    """A period's row with those it is compared with, its days and its months, for trends."""

    shop: ShopContext
    asked: Asked
    current: Row
    previous: Row
    matched: Row
    days: Sequence[Sums]
    months: Sequence[Row]
    targets: Mapping[str, Decimal] = field(default_factory=dict)

    def rows_url(self, figure: str) -> str:
        address = reverse("kpi-rows", kwargs={"slug": self.shop.slug, "figure": figure})
        return f"{address}?{self.asked.query}"

    def import_url(self) -> str:
        return reverse("imports", kwargs={"slug": self.shop.slug})


def _shown(fig: Fig) -> dict[str, Any]:
    return {"value": fig.value, "low": fig.low, "high": fig.high, "n": fig.n}


def _compare(data: Compared, read: Read) -> dict[str, Any]:
    return {
        **_shown(read(data.current)),
        "previous": read(data.previous).value,
        "matched": read(data.matched).value,
        "floor": FLOOR,
        "computed_at": data.asked.computed_at,
    }


def _total(data: Compared, read: Total) -> dict[str, Any]:
    return {
        "value": read(data.current.sums),
        "previous": read(data.previous.sums),
        "matched": read(data.matched.sums),
        "trend": tuple(float(read(day)) for day in data.days),
        "computed_at": data.asked.computed_at,
    }


def _ratio(part: Decimal | int, whole: Decimal | int) -> float | None:
    return float(part) / float(whole) if whole else None


def revenue_figures(data: Compared) -> list[Figure]:
    """The three revenues of cash on delivery, and what is left after refunds."""
    currency = data.shop.currency
    money: dict[str, Any] = {"unit": Unit.MONEY, "currency": currency, "better": "up"}
    return [
        Figure(
            key="ordered",
            label=pgettext("sales", "Ordered"),
            definition=_("Value of the orders placed in the period, whatever became of them."),
            note=_orders(data.current.sums.placed),
            rows_url=data.rows_url("revenue_ordered"),
            **money,
            **_total(data, lambda sums: sums.revenue_ordered),
        ),
        Figure(
            key="confirmed",
            label=pgettext("sales", "Confirmed"),
            definition=_("Value of the orders that the customer confirmed in the period."),
            note=_orders(data.current.sums.confirmed),
            rows_url=data.rows_url("revenue_confirmed"),
            **money,
            **_total(data, lambda sums: sums.revenue_confirmed),
        ),
        Figure(
            key="delivered",
            label=pgettext("sales", "Delivered"),
            definition=_(
                "Value of the orders delivered in the period, on the day of delivery, before refunds."
            ),
            note=_orders(data.current.sums.delivered),
            rows_url=data.rows_url("revenue_delivered"),
            **money,
            **_total(data, lambda sums: sums.revenue_delivered),
        ),
        Figure(
            key="net",
            label=_("Net sales"),
            definition=_("Delivered less refunds, each refund on its own date. Delivery fees are not in it."),
            note=_("%(amount)s refunded") % {"amount": format_money(data.current.sums.refunds, currency)},
            rows_url=data.rows_url("net"),
            **money,
            **_total(data, lambda sums: sums.net),
        ),
    ]


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
            note=_orders(data.current.sums.received_orders),
            rows_url=data.rows_url("received"),
            **money,
            **_total(data, lambda sums: sums.received),
        ),
        Figure(
            key="received_net",
            label=_("Received, less refunds"),
            definition=_("Money received less money given back, both on their own days."),
            note=_("%(amount)s refunded") % {"amount": format_money(data.current.sums.refunds, currency)},
            rows_url=data.rows_url("received_net"),
            **money,
            **_total(data, lambda sums: sums.received_net),
        ),
    ]


def _orders(count: int) -> str:
    return ngettext("%(n)s order", "%(n)s orders", count) % {"n": format_number(count)}


def kpi_figures(data: Compared) -> list[Figure]:
    """The five KPIs, in the order of the mission; those without data say what is missing."""
    return [
        _cost_per_conversation(data),
        _conversion(data),
        _basket(data),
        _repurchase(data, 30),
        _repurchase(data, 60),
        *_returns(data),
    ]


def _cost_per_conversation(data: Compared) -> Figure:
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
        note=_("%(amount)s spent") % {"amount": format_money(found.spend, data.shop.currency)},
        advice=_("It appears from 30 qualified conversations on: choose a longer period."),
        rows_url=data.rows_url("conversations"),
        trend=tuple(_as_float(month.cost_per_conversation.value) for month in data.months),
        target=data.targets.get("cost_per_conversation"),
        **_compare(data, lambda row: row.cost_per_conversation),
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


def _conversion(data: Compared) -> Figure:
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
            "Of the conversations at least 14 days old, those with an order within 14 days that was neither"
            " cancelled nor refused."
        ),
        note=note if found.not_yet_known else "",
        advice=_("It appears from 30 conversations of at least 14 days on: choose a longer period."),
        rows_url=data.rows_url("conversations_sold"),
        trend=tuple(_as_float(month.conversation_to_sale.value) for month in data.months),
        target=data.targets.get("conversation_to_sale"),
        **_compare(data, lambda row: row.conversation_to_sale),
    )
    if found.qualified:
        return figure
    text = _("It needs the messages you receive on WhatsApp, Instagram or Facebook. None is here yet.")
    return replace(figure, missing=text, missing_url=data.import_url())


def _basket(data: Compared) -> Figure:
    net = data.current.average_basket_net
    note = ""
    if net is not None:
        note = _("%(amount)s after refunds") % {"amount": format_money(net, data.shop.currency)}
    return Figure(
        key="average_basket",
        label=_("Average basket"),
        unit=Unit.MONEY,
        currency=data.shop.currency,
        better="up",
        definition=_(
            "Product revenue of the delivered orders divided by their number. Refunds are not deducted; the figure"
            " after refunds stands beside it."
        ),
        note=note,
        advice=_("It appears from 30 delivered orders on: choose a longer period or bring older orders."),
        rows_url=data.rows_url("average_basket"),
        target=data.targets.get("average_basket"),
        trend=tuple(_ratio(day.product_revenue_delivered, day.delivered) for day in data.days),
        **_compare(data, lambda row: row.average_basket),
    )


def _repurchase(data: Compared, horizon: int) -> Figure:
    found = data.current.repurchase[horizon]
    # Enough customers, but too few of them followed to the end of the curve: that is what has to grow.
    is_recent = found.estimate.value is None and found.estimate.n >= FLOOR
    followed: dict[str, Any] = {"n": found.at_risk, "floor": RANGE_FLOOR} if is_recent else {}
    mature = found.mature.value
    note = ngettext(
        "%(n)s customer is still too recent to be sure",
        "%(n)s customers are still too recent to be sure",
        found.waiting,
    ) % {"n": format_number(found.waiting)}
    if mature is not None:
        known = _("among those old enough: %(share)s (n = %(n)s)")
        note = f"{known % {'share': format_share(Decimal(str(mature))), 'n': format_number(found.mature.n)}} · {note}"
    return Figure(
        key=f"repurchase_{horizon}",
        label=_("Buy again within %(days)s days") % {"days": horizon},
        unit=Unit.SHARE,
        better="up",
        definition=_(
            "Of the customers whose first delivered order is in the period, the share with another delivered order"
            " on a later day within %(days)s days. Those not yet followed that long count for as long as they were"
            " (Kaplan–Meier)."
        )
        % {"days": horizon},
        note=note,
        advice=_too_recent(found.waiting, horizon) if is_recent else _NEW_CUSTOMERS_NEEDED,
        rows_url=data.rows_url(f"repurchase_{horizon}"),
        target=data.targets.get(f"repurchase_{horizon}"),
        trend=tuple(_as_float(month.repurchase[horizon].estimate.value) for month in data.months),
        **{**_compare(data, lambda row: row.repurchase[horizon].estimate), **followed},
    )


def _too_recent(waiting: int, horizon: int) -> str:
    return ngettext(
        "The customer of this period is not followed for %(days)s days yet: choose an earlier period.",
        "The %(n)s customers of this period are not followed for %(days)s days yet: choose an earlier period.",
        waiting,
    ) % {"n": format_number(waiting), "days": horizon}


def _as_float(value: Decimal | float | None) -> float | None:
    return None if value is None else float(value)


def _returns(data: Compared) -> list[Figure]:
    """Cancelled, refused, returned and refunded value; each with its own denominator."""
    shares: list[tuple[str, str, str, Read, Callable[[Sums], float | None]]] = [
        (
            "cancelled",
            _("Cancelled before shipping"),
            _("Orders cancelled before they left, of the orders placed in the period."),
            lambda row: row.cancelled,
            lambda day: _ratio(day.cancelled, day.placed),
        ),
        (
            "refused",
            _("Parcels refused"),
            _("Parcels that came back without being delivered, of those shipped in the period."),
            lambda row: row.refused,
            lambda day: _ratio(day.refused, day.shipped),
        ),
        (
            "returned",
            _("Returned after delivery"),
            _("Orders given back after delivery, of those delivered in the period."),
            lambda row: row.returned,
            lambda day: _ratio(day.returned, day.delivered),
        ),
        (
            "refunded_value",
            _("Refunded value"),
            _(
                "Refunds of the period divided by the delivered revenue of the period. A ratio of two sums: no interval."
            ),
            lambda row: row.refunded_value,
            lambda day: _ratio(day.refunds, day.revenue_delivered),
        ),
    ]
    return [
        Figure(
            key=key,
            label=label,
            unit=Unit.SHARE,
            better="down",
            definition=definition,
            advice=_("It appears from 30 orders on: choose a longer period."),
            rows_url=data.rows_url("refunds" if key == "refunded_value" else key),
            target=data.targets.get(key),
            trend=tuple(trend(day) for day in data.days),
            **_compare(data, read),
        )
        for key, label, definition, read, trend in shares
    ]
