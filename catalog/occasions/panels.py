"""The calendar as a table, and an occasion's sales as a chart and a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.occasions.models import OccasionKind
from catalog.occasions.sales import Comparison, Part
from catalog.occasions.selectors import Occasion, occasions_between
from catalog.shops.context import ShopContext
from shop_ai.lib.chart import Chart, Mark, Series
from shop_ai.lib.figure import Unit
from shop_ai.lib.listing import chosen_of, page_of, query_of, sort_of
from shop_ai.lib.table import PER_PAGE, Badge, Column, Empty, Filter, Pages, Row, Table

FILTERS: Final = ("year", "kind", "q", "sort")
SORTS: Final = ("name", "starts_on", "days")
AROUND: Final = 2
CERTAINTY: Final = {
    "fixed": gettext_lazy("Fixed"),
    "lunar_pm1": gettext_lazy("By the moon: a day earlier or later"),
    "indicative": gettext_lazy("About"),
    "computed_last_friday": gettext_lazy("Fixed"),
    "own": gettext_lazy("Your own"),
}


@dataclass(frozen=True, slots=True)
class CalendarAsked:
    """A checked request for the calendar: one year, or from today on when none is chosen."""

    today: date
    year: str
    kind: str
    words: str
    sort: str
    page: int
    query: str


def calendar_asked(given: Mapping[str, str], today: date) -> CalendarAsked:
    return CalendarAsked(
        today=today,
        year=chosen_of(given, "year", _years(today)),
        kind=chosen_of(given, "kind", OccasionKind.values),
        words=given.get("q", "").strip()[:100],
        sort=sort_of(given, SORTS, "starts_on"),
        page=page_of(given),
        query=query_of(given, FILTERS),
    )


def _years(today: date) -> list[str]:
    return [str(year) for year in range(today.year - AROUND, today.year + AROUND + 1)]


def matching(shop: ShopContext, asked: CalendarAsked) -> list[Occasion]:
    """The occasions that were asked for, hidden ones too, in the order asked for."""
    if asked.year:
        start, end = date(int(asked.year), 1, 1), date(int(asked.year), 12, 31)
    else:
        start, end = asked.today, asked.today.replace(year=asked.today.year + 1, day=min(asked.today.day, 28))
    words = asked.words.casefold()
    found = [
        one
        for one in occasions_between(shop.id, start, end, with_hidden=True)
        if (not asked.kind or one.kind == asked.kind)
        and (not words or any(words in name.casefold() for name in one.names))
    ]
    keys: dict[str, Any] = {
        "name": lambda one: (one.name, one.starts_on),
        "starts_on": lambda one: one.starts_on,
        "days": lambda one: (one.length, one.starts_on),
    }
    return sorted(found, key=keys[asked.sort.removeprefix("-")], reverse=asked.sort.startswith("-"))


def calendar_table(shop: ShopContext, asked: CalendarAsked) -> Table:
    rows = matching(shop, asked)
    pages = Pages(min(asked.page, max(1, -(-len(rows) // PER_PAGE))), len(rows))
    first = (pages.page - 1) * PER_PAGE
    return Table(
        key="occasions",
        title=_("Calendar"),
        columns=(
            Column("name", _("Occasion"), is_sortable=True),
            Column("starts_on", _("First day"), "day", is_sortable=True),
            Column("ends_on", _("Last day"), "day"),
            Column("days", _("Days"), "number", is_sortable=True),
            Column("kind", _("Kind")),
            Column("state", _("Date"), "state"),
        ),
        rows=tuple(_row(shop, one) for one in rows[first : first + PER_PAGE]),
        pages=pages,
        sort=asked.sort,
        search=asked.words,
        search_label=_("Name of the occasion"),
        filters=(
            Filter(
                "year", _("The next twelve months"), tuple((y, y) for y in _years(asked.today)), asked.year
            ),
            Filter("kind", _("All kinds"), tuple(OccasionKind.choices), asked.kind),
        ),
        csv_url=f"{reverse('occasions-csv', kwargs={'slug': shop.slug})}?{asked.query}",
        empty=Empty(
            title=_("No calendar for this country yet"),
            text=_("Add your own occasions: they shade the charts and stand among what is coming."),
        ),
    )


def _row(shop: ShopContext, one: Occasion) -> Row:
    return Row(
        (one.name, one.starts_on, one.ends_on, one.length, str(OccasionKind(one.kind).label), state_of(one)),
        url=reverse("occasion", kwargs={"slug": shop.slug, "occasion": one.id}),
    )


def state_of(one: Occasion) -> Badge:
    """How certain the date is, or what the shop said of it."""
    if one.is_hidden:
        return Badge(_("Hidden by you"), "plain", "eye")
    if one.is_changed:
        return Badge(_("Moved by you"), "accent", "calendar-days")
    return Badge(
        CERTAINTY.get(one.certainty, one.certainty), "warn" if one.is_lunar else "plain", "calendar-days"
    )


def calendar_sheet(rows: list[Occasion]) -> tuple[list[str], list[list[Any]]]:
    header = [
        *(_("Occasion"), _("French"), _("Arabic"), _("English"), _("First day"), _("Last day")),
        *(_("Kind"), _("Date"), _("Hidden")),
    ]
    return header, [
        [
            *(one.name, *one.names, one.starts_on, one.ends_on),
            *(
                str(OccasionKind(one.kind).label),
                str(state_of(one).word),
                _("yes") if one.is_hidden else _("no"),
            ),
        ]
        for one in rows
    ]


def sales_chart(shop: ShopContext, found: Comparison, csv_url: str) -> Chart:
    """What was ordered each day, this time and the last, day by day from the first."""
    # The mark keeps a minus before its number in Arabic, where it would go behind it.
    labels = tuple(f"\u200e{day.k}" if day.k < 0 else str(day.k) for day in found.days)
    first = next(place for place, day in enumerate(found.days) if day.k == 1)
    return Chart(
        key="occasion-sales",
        title=_("Ordered, day by day"),
        kind="line",
        labels=labels,
        label_heading=_("Day of the occasion"),
        series=(
            Series(_("This time"), tuple(_amount(day.now) for day in found.days)),
            Series(_("Last time"), tuple(_amount(day.then) for day in found.days)),
        ),
        unit=Unit.MONEY,
        currency=shop.currency,
        summary=_("Day 1 is the first day; 0 and below are the days before it."),
        marks=(Mark(first, first + found.occasion.length - 1, found.occasion.name),),
        csv_url=csv_url,
    )


def _amount(sold: Any) -> float | None:
    return None if sold is None else float(sold.amount)


def parts_table(shop: ShopContext, found: Comparison) -> Table:
    """Before, during and after: sums over the days that both times know."""
    parts: list[tuple[str, Part]] = [
        (_("Two weeks before"), found.before),
        (_("During it"), found.during),
        (_("The week after"), found.after),
    ]
    return Table(
        key="occasion-parts",
        title=_("Before, during and after"),
        lead=_("Sums over the days that are known both times; orders placed and not cancelled."),
        columns=(
            Column("part", _("When")),
            Column("days", _("Days compared"), "number"),
            Column("orders_now", _("Orders, this time"), "number"),
            Column("orders_then", _("Orders, last time"), "number"),
            Column("now", _("Ordered, this time"), "money", currency=shop.currency),
            Column("then", _("Ordered, last time"), "money", currency=shop.currency),
            Column("change", _("Change"), "share"),
        ),
        rows=tuple(
            Row(
                (
                    name,
                    part.days,
                    part.now.orders,
                    part.then.orders,
                    part.now.amount,
                    part.then.amount,
                    part.change,
                )
            )
            for name, part in parts
        ),
        pages=Pages(1, len(parts)),
    )


def sales_sheet(found: Comparison) -> tuple[list[str], list[list[Any]]]:
    header = [
        *(_("Day of the occasion"), _("Day, this time"), _("Orders, this time"), _("Ordered, this time")),
        *(_("Day, last time"), _("Orders, last time"), _("Ordered, last time")),
    ]
    return header, [
        [
            *(day.k, day.day, *_sold_cells(day.now)),
            *(day.day_then, *_sold_cells(day.then)),
        ]
        for day in found.days
    ]


def _sold_cells(sold: Any) -> tuple[Any, Any]:
    return (None, None) if sold is None else (sold.orders, sold.amount)
