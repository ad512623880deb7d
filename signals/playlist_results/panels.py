"""The results of one playlist as figures, a chart, tables and sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.orders.wording import STAGES
from catalog.shops.context import ShopContext
from shop_ai.lib.chart import Chart, Series
from shop_ai.lib.figure import Figure, Unit
from shop_ai.lib.table import PER_PAGE, Column, Empty, Pages, Row, Table
from signals.playlist_results.asked import Asked
from signals.playlist_results.compute import CLICKED, OPENED, Drop, Funnel, worst
from signals.playlist_results.selectors import Result, ResultRow
from signals.playlist_results.words import (
    how_words,
    kind_badge,
    passage_words,
    share_words,
    stage_words,
    worst_words,
)


def figures(shop: ShopContext, result: Result, asked: Asked) -> list[Figure]:
    """What the page leads with; shares have their interval and n, sums have none."""
    sales, behind = result.sales, "#table-behind"
    return [
        Figure(
            "opened",
            _("Visitors who opened it"),
            Unit.COUNT,
            result.funnel.opened,
            definition=_("Each visitor once a day, however often the page was loaded."),
            rows_url="#table-days",
        ),
        _share("to_end", _("Came to the last step"), result.to_end),
        _share("clicked", _("Clicked"), result.clicks),
        Figure(
            "placed",
            _("Orders through it"),
            Unit.COUNT,
            sales.placed,
            definition=_("Orders placed in the period that name it, or whose visitor came from it."),
            rows_url=behind,
        ),
        Figure(
            "net",
            _("Delivered, net"),
            Unit.MONEY,
            sales.net,
            currency=shop.currency,
            definition=_(
                "Its own products in these orders, on the day of delivery, less refunds on their own day."
            ),
            rows_url=behind,
        ),
    ]


def _share(key: str, label: str, drop: Drop) -> Figure:
    kept = drop.kept
    return Figure(
        key,
        label,
        Unit.SHARE,
        kept.value if kept else None,
        low=kept.low if kept else None,
        high=kept.high if kept else None,
        n=drop.n,
        definition=_("Of those who opened it."),
        rows_url="#table-days",
    )


def sentence(result: Result) -> str:
    """Which passage loses most, where that is beyond chance; otherwise why nothing is said."""
    found = worst(result.drops)
    if found is not None:
        return worst_words(found)
    drops = result.drops  # none without a product
    if not drops or result.funnel.opened < drops[0].n or any(drop.kept is None for drop in drops):
        return _("Too few visitors came to say where most of them leave.")
    return _("No step loses clearly more than the others.")


def funnel_chart(result: Result) -> Chart:
    """From opening to ordering, in people; orders come last and may also come without a visit that was counted."""
    stages = [OPENED, *result.steps, CLICKED]
    labels = (*(stage_words(stage) for stage in stages), _("Ordered"))
    values = (*(float(result.funnel.of(stage)) for stage in stages), float(result.sales.placed))
    return Chart(
        key="funnel",
        title=_("From opening to ordering"),
        kind="bar",
        labels=labels,
        series=(Series(_("People"), values),),
        label_heading=_("Stage"),
        summary=_("Visitors of a day; the last bar counts orders, which may also come from a chat."),
    )


def passages_table(result: Result) -> Table:
    """How many went on from one stage to the next."""
    rows = [(passage_words(drop), drop) for drop in result.drops]
    rows.append((_("Clicked, of those who opened it"), result.clicks))
    return Table(
        key="passages",
        title=_("Where visitors leave"),
        columns=(
            Column("passage", _("Where")),
            Column("n", _("Were there"), "number"),
            Column("stayed", _("Went on"), "number"),
            Column("lost", _("Left"), "number"),
            Column("share", _("Share that went on")),
        ),
        rows=tuple(
            Row((words, drop.n, drop.stayed, drop.n - drop.stayed, share_words(drop))) for words, drop in rows
        ),
        pages=Pages(1, len(rows)),
    )


def days_table(shop: ShopContext, result: Result, days: Mapping[date, Funnel], asked: Asked) -> Table:
    """The days on which somebody came, newest first, with their sum."""
    stages = [OPENED, *result.steps, CLICKED]
    shown = sorted(days, reverse=True)
    pages = Pages(min(asked.page, max(1, -(-len(shown) // PER_PAGE))), len(shown))
    first = (pages.page - 1) * PER_PAGE
    return Table(
        key="days",
        title=_("Visitors by day"),
        columns=(
            Column("day", _("Day"), "code"),
            *(Column(stage, stage_words(stage), "number") for stage in stages),
        ),
        rows=tuple(
            Row((f"{day:%d/%m/%Y}", *(days[day].of(stage) for stage in stages)))
            for day in shown[first : first + PER_PAGE]
        ),
        totals=Row((_("Sum"), *(result.funnel.of(stage) for stage in stages))),
        pages=pages,
        csv_url=f"{_url(shop, 'playlist-result-days', result)}?{asked.query}",
        empty=Empty(
            _("Nobody has opened it in this period"),
            _("Share its address, or put it behind a code. Its page counts visitors by itself."),
        ),
    )


def behind_table(shop: ShopContext, result: Result, rows: Sequence[ResultRow], asked: Asked) -> Table:
    """The orders and refunds that add up to the net; each leads to its order."""
    return Table(
        key="behind",
        title=_("Orders through it"),
        lead=_("An amount counts on the day of delivery, so an order on its way adds nothing yet."),
        columns=(
            Column("number", _("Order"), "code"),
            Column("kind", _("What"), "state"),
            Column("day", _("Day"), "day"),
            Column("state", _("State"), "state"),
            Column("how", _("Why it counts here")),
            Column("amount", _("Adds"), "money", shop.currency),
        ),
        rows=tuple(_behind(shop, row) for row in rows[:PER_PAGE]),
        totals=Row((_("Sum"), None, None, None, None, result.sales.net)),
        pages=Pages(1, min(len(rows), PER_PAGE)),
        csv_url=f"{_url(shop, 'playlist-result-orders', result)}?{asked.query}",
        empty=Empty(
            _("No order names it yet"),
            _(
                "Write the end of its address as the code or the campaign of an order that came through it: in"
                " the form, in your sheet, or by the API."
            ),
        ),
    )


def _behind(shop: ShopContext, row: ResultRow) -> Row:
    cells = (
        row.number or row.uid.hex[:8],
        kind_badge(row.kind),
        row.day,
        STAGES[row.stage],
        how_words(row.how),
        row.amount,
    )
    return Row(cells, url=reverse("order", kwargs={"slug": shop.slug, "uid": row.uid}))


def _url(shop: ShopContext, name: str, result: Result) -> str:
    return reverse(name, kwargs={"slug": shop.slug, "playlist": result.slug})


def days_sheet(days: Mapping[date, Funnel]) -> tuple[list[str], list[list[Any]]]:
    stages = (OPENED, "step_1", "step_2", "step_3", CLICKED)
    header = [_("Day"), *(stage_words(stage) for stage in stages)]
    return header, [
        [day.isoformat(), *(found.of(stage) for stage in stages)] for day, found in sorted(days.items())
    ]


def behind_sheet(rows: Sequence[ResultRow]) -> tuple[list[str], list[list[Any]]]:
    header = [_("Order"), _("What"), _("Day"), _("State"), _("Why it counts here"), _("Adds")]
    return header, [
        [
            *(row.number, kind_badge(row.kind).word, row.day.isoformat(), STAGES[row.stage].word),
            *(how_words(row.how), row.amount),
        ]
        for row in rows
    ]
