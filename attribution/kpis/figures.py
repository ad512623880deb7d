"""Rows of KPIs as figure cards: value, comparison, trend, definition and the way to the rows behind."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from attribution.kpis.acquired_figures import cash_figures, conversion_figure, cost_figure
from attribution.kpis.compared import Compared, Read, as_float, compare, orders_words, ratio, total
from attribution.kpis.compute import FLOOR, RANGE_FLOOR, Sums
from shop_ai.lib.figure import Figure, Unit
from shop_ai.lib.money import format_money, format_number, format_share

__all__ = ["Compared", "cash_figures", "kpi_figures", "revenue_figures"]

_NEW_CUSTOMERS_NEEDED = gettext_lazy("It appears from 30 new customers on: choose a longer period.")


def revenue_figures(data: Compared) -> list[Figure]:
    """The three revenues of cash on delivery, and what is left after refunds."""
    currency = data.shop.currency
    money: dict[str, Any] = {"unit": Unit.MONEY, "currency": currency, "better": "up"}
    return [
        Figure(
            key="ordered",
            label=pgettext("sales", "Ordered"),
            definition=_("Value of the orders placed in the period, whatever became of them."),
            note=orders_words(data.current.sums.placed),
            rows_url=data.rows_url("revenue_ordered"),
            **money,
            **total(data, lambda sums: sums.revenue_ordered),
        ),
        Figure(
            key="confirmed",
            label=pgettext("sales", "Confirmed"),
            definition=_("Value of the orders that the customer confirmed in the period."),
            note=orders_words(data.current.sums.confirmed),
            rows_url=data.rows_url("revenue_confirmed"),
            **money,
            **total(data, lambda sums: sums.revenue_confirmed),
        ),
        Figure(
            key="delivered",
            label=pgettext("sales", "Delivered"),
            definition=_(
                "Value of the orders delivered in the period, on the day of delivery, before refunds."
            ),
            note=orders_words(data.current.sums.delivered),
            rows_url=data.rows_url("revenue_delivered"),
            **money,
            **total(data, lambda sums: sums.revenue_delivered),
        ),
        Figure(
            key="net",
            label=_("Net sales"),
            definition=_("Delivered less refunds, each refund on its own date. Delivery fees are not in it."),
            note=_("%(amount)s refunded") % {"amount": format_money(data.current.sums.refunds, currency)},
            rows_url=data.rows_url("net"),
            **money,
            **total(data, lambda sums: sums.net),
        ),
    ]


def kpi_figures(data: Compared) -> list[Figure]:
    """The five KPIs, in the order of the mission; those without data say what is missing."""
    return [
        cost_figure(data),
        conversion_figure(data),
        _basket(data),
        _repurchase(data, 30),
        _repurchase(data, 60),
        *_returns(data),
    ]


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
        trend=tuple(ratio(day.product_revenue_delivered, day.delivered) for day in data.days),
        **compare(data, lambda row: row.average_basket),
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
        trend=tuple(as_float(month.repurchase[horizon].estimate.value) for month in data.months),
        **{**compare(data, lambda row: row.repurchase[horizon].estimate), **followed},
    )


def _too_recent(waiting: int, horizon: int) -> str:
    return ngettext(
        "The customer of this period is not followed for %(days)s days yet: choose an earlier period.",
        "The %(n)s customers of this period are not followed for %(days)s days yet: choose an earlier period.",
        waiting,
    ) % {"n": format_number(waiting), "days": horizon}


def _returns(data: Compared) -> list[Figure]:
    """Cancelled, refused, returned and refunded value; each with its own denominator."""
    shares: list[tuple[str, str, str, Read, Callable[[Sums], float | None]]] = [
        (
            "cancelled",
            _("Cancelled before shipping"),
            _("Orders cancelled before they left, of the orders placed in the period."),
            lambda row: row.cancelled,
            lambda day: ratio(day.cancelled, day.placed),
        ),
        (
            "refused",
            _("Parcels refused"),
            _("Parcels that came back without being delivered, of those shipped in the period."),
            lambda row: row.refused,
            lambda day: ratio(day.refused, day.shipped),
        ),
        (
            "returned",
            _("Returned after delivery"),
            _("Orders given back after delivery, of those delivered in the period."),
            lambda row: row.returned,
            lambda day: ratio(day.returned, day.delivered),
        ),
        (
            "refunded_value",
            _("Refunded value"),
            _(
                "Refunds of the period divided by the delivered revenue of the period. A ratio of two sums: no interval."
            ),
            lambda row: row.refunded_value,
            lambda day: ratio(day.refunds, day.revenue_delivered),
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
            **compare(data, read),
        )
        for key, label, definition, read, trend in shares
    ]
