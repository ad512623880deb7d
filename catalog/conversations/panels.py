"""The page of figures: how many wrote, how fast they were answered, what became of it, and why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.conversations.asked import FiguresAsked
from catalog.conversations.compute import Count, Group, Share, count_of, quick
from catalog.conversations.selectors import by_day, groups, scripts
from catalog.conversations.tables import (
    lines_of,
    list_url,
    origin_lines,
    part_table,
    part_words,
    place_lines,
    reason_lines,
    reply_lines,
    script_lines,
    sheet_line,
)
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.chart import Chart, Series
from shop_ai.lib.figure import Figure, Unit
from shop_ai.lib.money import format_number
from shop_ai.lib.period import Period
from shop_ai.lib.table import Table

MOST_DAYS: Final = 45
MOST_WEEKS: Final = 300


@dataclass(frozen=True, slots=True)
class Figures:
    """What the page shows."""

    total: Count
    figures: tuple[Figure, ...]
    chart: Chart
    tables: tuple[Table, ...]


def figures_of(shop: ShopContext, asked: FiguresAsked) -> Figures:
    """Everything on the page, from three queries."""
    found = groups(shop.id, asked.period, as_of=asked.as_of, channel=asked.place)
    titles = {script.pk: (script.title, script.uid.hex) for script in scripts(shop.id, archived=None)}
    return Figures(
        total=count_of(found),
        figures=_cards(shop, asked, found),
        chart=days_chart(shop, asked),
        tables=tuple(
            part_table(shop, asked, part, lines)
            for part, lines in (
                ("places", place_lines(found)),
                ("origins", origin_lines(found)),
                ("replies", reply_lines(found)),
                ("scripts", script_lines(found, titles)),
                ("reasons", reason_lines(found)),
            )
        ),
    )


def _cards(shop: ShopContext, asked: FiguresAsked, found: Sequence[Group]) -> tuple[Figure, ...]:
    total = count_of(found)
    return (
        Figure(
            "conversations", _("Conversations"), Unit.COUNT, total.n, rows_url=list_url(shop, asked),
            definition=_("Inbound conversations that began in the period, on any channel."),
        ),
        _share(
            "qualified", _("About a purchase"), total.qualified_share,
            definition=_("Share of conversations that name a product, a price, an order or a delivery, or that a person marked."),
            url=list_url(shop, asked, qualified="yes"),
        ),
        _share(
            "quick", _("Answered within an hour"), quick(found),
            definition=_("Share of conversations whose first answer came within an hour."),
            url=list_url(shop, asked, reply="0-1"),
        ),
        _share(
            "conversion", _("Conversation to sale"), total.conversion,
            definition=_(
                "Of the conversations about a purchase that are at least 14 days old, those with an order within 14 "
                "days that was neither cancelled nor refused."
            ),
            url=list_url(shop, asked, qualified="yes"),
            note=_("Not yet known: %(n)s younger than 14 days.") % {"n": format_number(total.not_yet_known)},
        ),
    )  # fmt: skip


def _share(key: str, label: str, share: Share, *, definition: str, url: str, note: str = "") -> Figure:
    interval = share.interval
    return Figure(
        key,
        label,
        Unit.SHARE,
        interval.value if interval else None,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        n=share.n,
        better="up",
        definition=definition,
        note=note,
        rows_url=url,
    )


def days_chart(shop: ShopContext, asked: FiguresAsked) -> Chart:
    """Conversations by the day (or week, or month) on which they began, a colour a channel."""
    labels, key_of = _steps(asked.period)
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for day, place, n in by_day(shop.id, asked.period):
        if asked.place in ("", place):
            counted[place][key_of(day)] += n
    series = tuple(
        Series(
            channel_name(place), tuple(float(counts.get(label, 0)) for label in labels), key=place or "other"
        )
        for place, counts in sorted(counted.items(), key=lambda pair: -sum(pair[1].values()))
    )
    return Chart(
        key="days",
        title=_("Conversations over time"),
        kind="stacked",
        labels=labels,
        series=series,
        label_heading=_("From"),
        csv_url=f"{reverse('conversations-figures-csv', kwargs={'slug': shop.slug})}?part=days&{asked.query}",
    )


def _steps(period: Period) -> tuple[tuple[str, ...], Callable[[date], str]]:
    """The labels of the axis, and to which of them a day belongs: its day, its week's Monday, its month's first."""

    def begin(day: date) -> date:
        if period.length <= MOST_DAYS:
            return day
        return day - timedelta(days=day.weekday()) if period.length <= MOST_WEEKS else day.replace(day=1)

    def key_of(day: date) -> str:
        return begin(day).strftime("%d/%m/%Y")

    return tuple(dict.fromkeys(key_of(day) for day in period.days())), key_of


def part_sheet(shop: ShopContext, asked: FiguresAsked, part: str) -> tuple[list[str], list[list[Any]]]:
    """Header and lines of one part, with the bounds of its shares."""
    if part == "days":
        return [_("Day"), _("Channel"), _("Conversations")], [
            [day, channel_name(place), n] for day, place, n in by_day(shop.id, asked.period)
        ]
    found = groups(shop.id, asked.period, as_of=asked.as_of, channel=asked.place)
    header = [
        part_words(part)[1], _("Conversations"), _("About a purchase"), _("At least 14 days old"),
        _("With an order within 14 days"), _("Conversation to sale"), _("Low"), _("High"), _("Not yet known"),
    ]  # fmt: skip
    return header, [sheet_line(line) for line in lines_of(shop, found, part)]
