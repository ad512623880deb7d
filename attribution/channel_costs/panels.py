"""The page of channels as data: figures, the table that reconciles, and what must be known beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from attribution.channel_costs.compute import Brings, Cost, Line, share_of, total
from attribution.channel_costs.selectors import By
from attribution.kpis.asked import Asked
from catalog.orders.asked import NO_CHANNEL
from catalog.shops.context import ShopContext
from catalog.spend.selectors import MissingRate
from shop_ai.lib.figure import FLOOR, Figure, Unit
from shop_ai.lib.money import format_interval, format_money, format_number, format_share
from shop_ai.lib.table import Channel, Column, Empty, Pages, Row, Table


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that a reader must know beside the figures, and where to mend it."""

    text: str
    url: str = ""
    action: str = ""


def unattributed() -> str:
    return _("Unattributed")


def cost_words(cost: Cost, sums: Brings, currency: str) -> str:
    """The cost of a delivered order with its interval, or what is missing to say it."""
    if cost.value is not None and cost.low is not None and cost.high is not None:
        between = format_interval(format_money(cost.low, currency), format_money(cost.high, currency))
        return f"{format_money(cost.value, currency)} ({between})"
    if not sums.spend:
        return ""
    return _("not enough data (n = %(n)s of %(floor)s)") % {"n": format_number(cost.n), "floor": FLOOR}


def costs_figures(shop: ShopContext, lines: Sequence[Line], wanted: Asked) -> list[Figure]:
    """The sums of the period and the share that nobody could attribute."""
    sums = total(lines)
    nobody = next((line.sums for line in lines if not line.key), Brings())
    spend_url = reverse("spend", kwargs={"slug": shop.slug})
    cost = Line("*", sums).cost
    orders = (
        f"{reverse('orders', kwargs={'slug': shop.slug})}?from={wanted.period.start}&to={wanted.period.end}"
    )
    return [
        Figure(
            "spend",
            _("Spend"),
            Unit.MONEY,
            sums.spend,
            shop.currency,
            definition=_(
                "What was spent on the days of the period, each amount once, at the rate of its day."
            ),
            rows_url=spend_url,
        ),
        Figure(
            "cost_per_delivered",
            _("Cost of a delivered order"),
            Unit.MONEY,
            cost.value if cost.value is not None else 0,
            shop.currency,
            low=cost.low,
            high=cost.high,
            n=sums.delivered,
            better="down",
            definition=_(
                "Spend ÷ delivered orders, of all channels. Orders delivered now were often paid for by earlier spend."
            ),
            rows_url=spend_url,
            missing="" if sums.spend else _("No spend was brought for these days."),
            missing_url=reverse("imports", kwargs={"slug": shop.slug}),
            missing_action=_("Bring a file of spend"),
        ),
        Figure(
            "unattributed",
            _("Orders without a channel"),
            Unit.SHARE,
            share_of(nobody.placed, sums.placed),
            n=sums.placed,
            better="down",
            definition=_(
                "Orders placed of which nothing says where the customer came from ÷ all orders placed."
            ),
            rows_url=f"{orders}&channel={NO_CHANNEL}",
        ),
    ]


def costs_table(
    shop: ShopContext, lines: Sequence[Line], by: By, names: Mapping[str, str], wanted: Asked
) -> Table:
    """The lines, with a total that they add up to."""
    sums = total(lines)
    csv_url = f"{reverse('channels-csv', kwargs={'slug': shop.slug})}?{wanted.query}&by={by}"
    label = _("Channel") if by == "channel" else _("Campaign")
    columns = (
        Column(by, label, "channel" if by == "channel" else "text"),
        Column("spend", _("Spend"), "money", currency=shop.currency),
        Column("conversations", _("Conversations"), "number"),
        Column("placed", _("Orders"), "number"),
        Column("share", _("Share of orders"), "share"),
        Column("delivered", _("Delivered"), "number"),
        Column("net", _("Net sales"), "money", currency=shop.currency),
        Column("cost", _("Cost of a delivered order"), "text"),
    )
    return Table(
        key="channel-costs",
        title=_("What each channel costs and brings")
        if by == "channel"
        else _("What each campaign costs and brings"),
        lead=_(
            "Spend, conversations and orders of the same days. The channel of an order is the one it came with."
        ),
        columns=columns,
        rows=tuple(
            Row(
                (_name(line.key, by, names), *_cells(line, sums, shop.currency)),
                url=_orders_url(shop, line, by, wanted),
            )
            for line in lines
        ),
        totals=Row((_all(by), *_cells(Line("*", sums), sums, shop.currency))),
        pages=Pages(1, len(lines), max(50, len(lines))),
        csv_url=csv_url,
        empty=Empty(text=_("Bring your orders and what you spent: each channel gets its line.")),
    )


def _name(key: str, by: By, names: Mapping[str, str]) -> Any:
    name = names.get(key, key) if key else unattributed()
    return Channel(key, name) if by == "channel" else name


def _all(by: By) -> Any:
    return Channel("", _("All channels")) if by == "channel" else _("All campaigns")


def _cells(line: Line, whole: Brings, currency: str) -> tuple[Any, ...]:
    sums = line.sums
    return (
        sums.spend,
        sums.conversations,
        sums.placed,
        share_of(sums.placed, whole.placed),
        sums.delivered,
        sums.net,
        cost_words(line.cost, sums, currency),
    )


def _orders_url(shop: ShopContext, line: Line, by: By, wanted: Asked) -> str:
    """The orders of a channel; those of a campaign are found by their page's search."""
    if by != "channel":
        return ""
    days = f"from={wanted.period.start}&to={wanted.period.end}"
    return f"{reverse('orders', kwargs={'slug': shop.slug})}?{days}&channel={line.key or NO_CHANNEL}"


def costs_warnings(shop: ShopContext, lines: Sequence[Line], missing: Sequence[MissingRate]) -> list[Warned]:
    """Amounts without a rate, and totals of periods that were spread."""
    url = reverse("spend", kwargs={"slug": shop.slug})
    found = [Warned(missing_words(one), f"{url}#rates", _("Type the rate")) for one in missing]
    spread = total(lines).spread
    if spread:
        text = _(
            "%(amount)s of the spend come from totals of periods and are spread evenly over their days: the days of these amounts are not known."
        ) % {"amount": format_money(spread, shop.currency)}
        found.append(Warned(text, f"{url}?kind=period", _("See them")))
    return found


def missing_words(one: MissingRate) -> str:
    return ngettext(
        "%(amount)s of %(days)s day have no rate of exchange and are in no figure of spend.",
        "%(amount)s of %(days)s days have no rate of exchange and are in no figure of spend.",
        one.days,
    ) % {"amount": format_money(one.amount, one.currency), "days": format_number(one.days)}


def costs_sheet(lines: Sequence[Line], by: By, names: Mapping[str, str]) -> tuple[list[str], list[list[Any]]]:
    """Every line and the total, figures unrounded."""
    header = [
        _("Channel") if by == "channel" else _("Campaign"),
        _("Slug"),
        _("Spend"),
        _("Of it spread from totals of periods"),
        _("Amounts without a rate"),
        _("Conversations"),
        _("Orders"),
        _("Delivered"),
        _("Net sales"),
        _("Cost of a delivered order"),
        _("Low"),
        _("High"),
        "n",
    ]
    rows = [_sheet_row(names.get(line.key, line.key) if line.key else unattributed(), line) for line in lines]
    return header, [*rows, _sheet_row(_("Total"), Line("", total(lines)))]


def _sheet_row(name: str, line: Line) -> list[Any]:
    sums, cost = line.sums, line.cost
    return [
        name, line.key, sums.spend, sums.spread, sums.without_rate, sums.conversations, sums.placed,
        sums.delivered, sums.net, cost.value, cost.low, cost.high, cost.n,
    ]  # fmt: skip


def share_sentence(lines: Sequence[Line]) -> str:
    """How much is unattributed, in words, whatever it is."""
    whole = total(lines)
    nobody = next((line.sums for line in lines if not line.key), Brings())
    orders, money = share_of(nobody.placed, whole.placed), share_of(nobody.spend, whole.spend)
    if orders is None:
        return _("There are no orders in these days yet.")
    text = _("%(share)s of the orders have no channel (%(n)s of %(all)s).") % {
        "share": format_share(orders),
        "n": format_number(nobody.placed),
        "all": format_number(whole.placed),
    }
    return (
        text
        if not money
        else f"{text} " + _("So has %(share)s of the spend.") % {"share": format_share(money)}
    )
