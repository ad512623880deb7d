"""The entries behind a figure as a list, and one order's way and money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from attribution.credit.asked import Asked
from attribution.credit.models import CreditEntry, EntryKind
from attribution.credit.rules import DEFAULT_RULE, ORDER_RULES
from attribution.credit.selectors import OrderCredit, entries, entries_sum
from attribution.credit.words import how_words, kind_badge, name_of, rule_words
from catalog.shops.context import ShopContext
from shop_ai.lib.listing import chosen_of, page_of
from shop_ai.lib.table import PER_PAGE, Channel, Column, Empty, Filter, Pages, Row, Table

Names = Mapping[str, str]
NO_CHANNEL = "none"


@dataclass(frozen=True, slots=True)
class RowsAsked:
    """Which entries: ``channel`` None for all, "" for what is not attributed; ``rule`` is one that shares single orders."""

    first: date
    last: date
    channel: str | None
    kind: str
    rule: str
    page: int

    def found(self, shop_id: int) -> QuerySet[CreditEntry]:
        return entries(shop_id, first=self.first, last=self.last, channel=self.channel, kind=self.kind)


def rows_asked(given: Mapping[str, str], wanted: Asked, as_of: date) -> RowsAsked:
    channel = given.get("channel", "").replace("\x00", "")[:40]
    return RowsAsked(
        first=wanted.first_day(as_of),
        last=as_of,
        channel={"": None, NO_CHANNEL: ""}.get(channel, channel),
        kind=chosen_of(given, "kind", [kind.value for kind in EntryKind]),
        rule=wanted.rule if wanted.rule in ORDER_RULES else DEFAULT_RULE,
        page=page_of(given),
    )


def rows_table(shop: ShopContext, asks: RowsAsked, names: Names, wanted: Asked) -> Table:
    """Entries of the period, newest first, with the sum of all of them."""
    found = asks.found(shop.id)
    pages = Pages(asks.page, found.count())
    pages = Pages(min(asks.page, pages.count), pages.total)
    start = (pages.page - 1) * PER_PAGE
    chosen = NO_CHANNEL if asks.channel == "" else asks.channel or ""
    return Table(
        key="entries",
        title=_("Entries behind the shares"),
        lead=_(
            "By %(rule)s. What no longer holds is taken back by an opposite entry; nothing is ever erased."
        )
        % {"rule": rule_words(asks.rule)},
        columns=(
            Column("order", _("Order"), "code"),
            Column("kind", _("What"), "state"),
            Column("day", _("Day"), "day"),
            Column("entered", _("Entered"), "day"),
            Column("channel", _("Channel"), "channel"),
            Column("campaign", _("Campaign")),
            Column("amount", _("Adds"), "money", shop.currency),
        ),
        rows=tuple(_row(shop, entry, names, asks.rule) for entry in found[start : start + PER_PAGE]),
        totals=Row((_("Sum"), None, None, None, None, None, entries_sum(found, asks.rule))),
        pages=pages,
        filters=(
            Filter("channel", _("Channel"), _choices(names), chosen),
            Filter(
                "kind", _("What"), tuple((k.value, kind_badge(k.value).word) for k in EntryKind), asks.kind
            ),
        ),
        csv_url=f"{reverse('credit-rows-csv', kwargs={'slug': shop.slug})}?{wanted.query(channel=chosen, kind=asks.kind)}",
        clear_url=f"?{wanted.query()}",
        empty=Empty(
            _("No entry in this period"),
            _(
                "Each night, what delivered orders brought is entered here for the channels on the way to them."
            ),
        ),
    )


def _choices(names: Names) -> tuple[tuple[str, str], ...]:
    return ((NO_CHANNEL, name_of(names, "")), *sorted(names.items(), key=lambda pair: pair[1]))


def _row(shop: ShopContext, entry: CreditEntry, names: Names, rule: str) -> Row:
    order = entry.order
    url = reverse("credit-order", kwargs={"slug": shop.slug, "uid": order.uid}) if order else ""
    number = (order.number or order.uid.hex[:8]) if order else _("Refund without order")
    return Row(
        (
            *(number, kind_badge(entry.kind), entry.day, entry.entered_on),
            Channel(entry.channel, name_of(names, entry.channel)),
            entry.campaign,
            getattr(entry, rule),
        ),
        url=url,
    )


def rows_sheet(found: Iterable[CreditEntry], names: Names) -> tuple[list[str], Iterator[list[Any]]]:
    """Every entry with every rule's part."""
    header = [_("Order"), _("What"), _("Day"), _("Entered"), _("Channel"), _("Campaign")]
    lines = (
        [
            entry.order.number if entry.order else "",
            *(kind_badge(entry.kind).word, entry.day.isoformat(), entry.entered_on.isoformat()),
            *(name_of(names, entry.channel), entry.campaign),
            *(getattr(entry, rule) for rule in ORDER_RULES),
        ]
        for entry in found
    )
    return [*header, *(rule_words(rule) for rule in ORDER_RULES)], lines


@dataclass(frozen=True, slots=True)
class Stop:
    """One touch on the way to an order."""

    moment: Any
    channel: Channel
    campaign: str
    how: str


def stops(found: OrderCredit, names: Names) -> list[Stop]:
    """The touches from the first to the last."""
    touches = found.journey.touches if found.journey else []
    return [
        Stop(
            found.order.placed_at - timedelta(seconds=seconds),
            Channel(channel, name_of(names, channel)),
            campaign,
            how_words(how),
        )
        for seconds, channel, campaign, how in touches
    ]


def order_rules_table(shop: ShopContext, found: OrderCredit, names: Names) -> Table:
    """What stands of this order: one row a rule, one column a channel."""
    sums = found.sums
    return Table(
        key="order-rules",
        title=_("Its money under each rule"),
        lead=_(
            "Each line adds up to what the order brings now. Markov has none: it looks at all orders together."
        ),
        columns=(
            Column("rule", _("Rule")),
            *(Column(f"c{at}", name_of(names, c), "money", shop.currency) for at, c in enumerate(sums)),
        ),
        rows=tuple(
            Row((rule_words(rule), *(sums[channel][rule] for channel in sums)))
            for rule in (ORDER_RULES if sums else ())
        ),
        pages=Pages(1, len(ORDER_RULES)),
        empty=Empty(
            _("Nothing stands to anybody’s credit"),
            _(
                "The order is not delivered, came back, or was refunded; or the next night has not seen it yet."
            ),
        ),
    )


def order_entries_table(shop: ShopContext, found: OrderCredit, names: Names, rule: str) -> Table:
    """Every entry of this order, as it was written."""
    return Table(
        key="order-entries",
        title=_("What was entered, and taken back"),
        lead=rule_words(rule),
        columns=(
            Column("channel", _("Channel"), "channel"),
            Column("kind", _("What"), "state"),
            Column("entered", _("Entered"), "day"),
            Column("day", _("Counts on"), "day"),
            Column("amount", _("Adds"), "money", shop.currency),
        ),
        rows=tuple(
            Row(
                (
                    Channel(entry.channel, name_of(names, entry.channel)),
                    *(kind_badge(entry.kind), entry.entered_on, entry.day),
                    getattr(entry, rule),
                )
            )
            for entry in found.entries[:PER_PAGE]
        ),
        totals=Row((Channel("", _("Sum")), None, None, None, found.net)),
        pages=Pages(1, min(len(found.entries), PER_PAGE)),
        empty=Empty(_("Nothing was entered yet"), _("A delivered order is entered the night after.")),
    )
