"""Shares as figures, tables and a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from attribution.credit.asked import Asked
from attribution.credit.bands import Band
from attribution.credit.models import CreditShare
from attribution.credit.rules import FLOOR, UNATTRIBUTED
from attribution.credit.selectors import Report
from attribution.credit.words import band_words, name_of, rule_words, share_words, window_words
from catalog.shops.context import ShopContext
from shop_ai.lib.chart import Chart, Series
from shop_ai.lib.figure import Figure, Unit
from shop_ai.lib.intervals import wilson
from shop_ai.lib.money import format_number, format_share
from shop_ai.lib.table import Badge, Channel, Column, Empty, Pages, Row, Table

Names = Mapping[str, str]


def figures(shop: ShopContext, report: Report, wanted: Asked) -> list[Figure]:
    """What was delivered, and the part of it that nobody can attribute."""
    rows = f"{reverse('credit-rows', kwargs={'slug': shop.slug})}?{wanted.query()}"
    orders, unknown = report.orders, int(report.facts.get("unattributed", 0))
    several = int(report.facts.get("several", 0))
    return [
        Figure(
            "net",
            _("Delivered, net"),
            Unit.MONEY,
            report.net,
            currency=shop.currency,
            definition=_("Delivered less refunds, each on its own day. Every rule shares exactly this sum."),
            rows_url=rows,
            computed_at=report.computed_at,
        ),
        _share(
            "unattributed",
            _("Unattributed orders"),
            unknown,
            orders,
            definition=_(
                "Delivered orders of which nothing says where the customer came from. They stay apart; nothing is guessed."
            ),
            rows_url=f"{rows}&channel=none",
        ),
        _share(
            "several",
            _("Orders with several touches"),
            several,
            orders,
            definition=_("Only in these do the rules differ from each other."),
            rows_url=rows,
        ),
    ]


def _share(key: str, label: str, cases: int, n: int, *, definition: str, rows_url: str) -> Figure:
    found = wilson(cases, n) if n else None
    return Figure(
        key,
        label,
        Unit.SHARE,
        found.value if found else None,
        low=found.low if found else None,
        high=found.high if found else None,
        n=n,
        definition=definition,
        rows_url=rows_url,
    )


def channels_table(shop: ShopContext, report: Report, names: Names, wanted: Asked) -> Table:
    """Each channel under the chosen rule, with how far the other rules go."""
    found = report.shares.get(wanted.rule, {})
    own = report.bands
    rows_url = reverse("credit-rows", kwargs={"slug": shop.slug})
    rows = tuple(
        Row(
            _cells(report, found.get(channel), channel, names, own),
            url=f"{rows_url}?{wanted.query(channel=channel or 'none')}",
        )
        for channel in report.channels
    )
    return Table(
        key="credit",
        title=rule_words(wanted.rule),
        lead=_("A share is a convention of counting, not proof of what a channel caused."),
        columns=(
            Column("channel", _("Channel"), "channel"),
            Column("share", _("Share of orders")),
            Column("orders", _("Orders, in parts")),
            Column("amount", _("Delivered, net"), "money", shop.currency),
            Column("band", _("By all rules")),
            Column("note", _("Rank"), "state"),
        ),
        rows=rows,
        totals=_total(report, found) if found else None,
        pages=Pages(1, len(rows), max(50, len(rows))),
        csv_url=f"{reverse('credit-csv', kwargs={'slug': shop.slug})}?{wanted.query()}",
        empty=Empty(
            _("No delivered order in this period"),
            _(
                "Once orders are delivered, what they brought is shared here among the channels on the way to them."
            ),
        ),
    )


def _cells(
    report: Report, row: CreditShare | None, channel: str, names: Names, own: Mapping[str, Any]
) -> tuple[Any, ...]:
    return (
        Channel(channel, name_of(names, channel)),
        share_words(row.share, row.low, row.high, report.orders) if row else format_share(0, 0),
        format_number(row.orders if row else 0, 1),
        row.amount if row else 0,
        _band(own.get(channel)) if report.orders >= FLOOR else None,
        _rank(report, channel),
    )


def _band(band: Band | None) -> str:
    """Of a channel that only the corrected rules know, every rule gives nothing."""
    return band_words(band.low, band.high) if band else format_share(0, 0)


def _rank(report: Report, channel: str) -> Badge | None:
    """The place of a channel where every rule gives it the same; what is unattributed has none."""
    if report.orders < FLOOR or channel == UNATTRIBUTED:
        return None
    places = report.places_of(channel)
    if len(places) != 1:
        return Badge(_("Depends on the rule"), "warn", "info")
    return Badge(_("%(rank)s by every rule") % {"rank": format_number(places.pop())}, "plain", "equal")


def _total(report: Report, found: Mapping[str, CreditShare]) -> Row:
    total = sum(row.amount for row in found.values())
    orders = format_number(sum(row.orders for row in found.values()), 1)
    share = format_share(sum(row.share for row in found.values()), 0) if report.orders >= FLOOR else None
    return Row((Channel("", _("All channels")), share, orders, total, None, None))


def rules_table(shop: ShopContext, report: Report, names: Names, wanted: Asked) -> Table:
    """Every rule side by side: one row a channel, one column a rule."""
    return _matrix(
        "rules",
        _("Rules side by side"),
        [(rule, rule_words(rule), found) for rule, found in report.shares.items()],
        channels=report.channels,
        names=names,
        n=report.orders,
        csv_url=f"{reverse('credit-csv', kwargs={'slug': shop.slug})}?{wanted.query()}",
    )


def windows_table(found: Sequence[Report], names: Names, wanted: Asked, csv_url: str) -> Table:
    """The chosen rule under each window."""
    columns = [(str(one.window), window_words(one.window), one.shares.get(wanted.rule, {})) for one in found]
    channels = found[-1].channels if found else []
    return _matrix(
        "windows",
        _("Windows side by side: %(rule)s") % {"rule": rule_words(wanted.rule)},
        columns,
        channels=channels,
        names=names,
        n=found[0].orders if found else 0,
        csv_url=csv_url,
    )


def _matrix(
    key: str,
    title: str,
    columns: Sequence[tuple[str, str, Mapping[str, CreditShare]]],
    *,
    channels: Sequence[str],
    names: Names,
    n: int,
    csv_url: str,
) -> Table:
    shown = channels if n >= FLOOR else []
    rows = tuple(
        Row(
            (
                Channel(channel, name_of(names, channel)),
                *(found[channel].share if channel in found else 0.0 for _key, _words, found in columns),
            )
        )
        for channel in shown
    )
    return Table(
        key=key,
        title=title,
        lead=_("Shares of delivered orders; each column adds up to 100 %."),
        columns=(
            Column("channel", _("Channel"), "channel"),
            *(Column(each, words, "share") for each, words, _found in columns),
        ),
        rows=rows,
        pages=Pages(1, len(rows), max(50, len(rows))),
        csv_url=csv_url,
        empty=Empty(
            _("Not enough data (n = %(n)s of %(floor)s)") % {"n": n, "floor": FLOOR},
            _(
                "Shares are compared from thirty delivered orders on; below, chance decides more than channels."
            ),
        ),
    )


def chart(report: Report, names: Names, wanted: Asked) -> Chart | None:
    """The chosen rule beside the least and the most that any rule gives; None under the floor."""
    found, own = report.shares.get(wanted.rule, {}), report.bands
    if report.orders < FLOOR or not found:
        return None
    channels = [channel for channel in report.channels if channel in own]
    return Chart(
        key="credit",
        title=_("How far the rules disagree"),
        kind="bar",
        labels=tuple(name_of(names, channel) for channel in channels),
        series=(
            Series(rule_words(wanted.rule), tuple(found[c].share if c in found else 0.0 for c in channels)),
            Series(_("Least of any rule"), tuple(own[c].low for c in channels)),
            Series(_("Most of any rule"), tuple(own[c].high for c in channels)),
        ),
        unit=Unit.SHARE,
        label_heading=_("Channel"),
        summary=_("Where the three bars differ, the share depends on the rule more than on your channels."),
    )


def credit_sheet(report: Report, names: Names) -> tuple[list[str], list[list[Any]]]:
    """One line a rule and channel, with everything that is known of it."""
    header = [
        *(
            _("Rule"),
            _("Channel"),
            _("Share of orders"),
            _("low"),
            _("high"),
            _("Orders"),
            _("Delivered, net"),
        ),
        *(_("Delivered, net, low"), _("Delivered, net, high"), _("Removal effect"), "n"),
    ]
    lines = [
        [
            *(
                rule_words(rule),
                name_of(names, channel),
                row.share,
                row.low,
                row.high,
                row.orders,
                row.amount,
            ),
            *(row.amount_low, row.amount_high, row.removal_effect, row.n),
        ]
        for rule, found in report.shares.items()
        for channel in report.channels
        if (row := found.get(channel))
    ]
    return header, lines


def sentence(report: Report, names: Names) -> str:
    """What can be said in one line: the channel that leads under every rule, or that none does."""
    if report.orders < FLOOR:
        return _("Too few orders were delivered to say which channel they came by.")
    first = [c for c in report.bands if c != UNATTRIBUTED and report.places_of(c) == {1}]
    if len(first) != 1 or not report.bands[first[0]].high:
        return _("No channel comes first under every rule.")
    leader = first[0]
    band = report.bands[leader]
    return _(
        "Of the channels that are known, %(channel)s comes first under every rule: %(share)s of delivered orders."
    ) % {
        "channel": name_of(names, leader),
        "share": band_words(band.low, band.high),
    }
