"""The page of trends as data: cards with their weeks, the raw list, sheets and words for what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from catalog.occasions.selectors import Occasion
from catalog.shops.context import ShopContext
from shop_ai.lib.listing import page_of, query_of, sort_of
from shop_ai.lib.money import format_number
from shop_ai.lib.table import PER_PAGE, Badge, Column, Empty, Pages, Row, Table
from signals.trends.models import Measure, State, Verdict
from signals.trends.multiples import Multiple, multiple
from signals.trends.selectors import FEWEST_TOTAL, SORTS, WEEKS, Item, Run, items_of, raw_list
from signals.trends.words import people_words, series_words, unit_words

NAMES: Final = ("measure", "week", "q", "sort")


@dataclass(frozen=True, slots=True)
class TrendsAsked:
    """A checked request: which measure and week, and the order of the raw list."""

    measure: Measure
    week: date | None
    words: str
    sort: str
    page: int
    query: str


def trends_asked(given: Mapping[str, str]) -> TrendsAsked:
    wanted = given.get("measure", "")
    try:
        week = date.fromisoformat(given.get("week", ""))
    except ValueError:
        week = None
    return TrendsAsked(
        measure=Measure(wanted) if wanted in Measure.values else Measure.SEARCHES,
        week=week,
        words=given.get("q", "").replace("\x00", "").strip()[:100],
        sort=sort_of(given, SORTS, "-now"),
        page=page_of(given),
        query=query_of(given, NAMES),
    )


@dataclass(frozen=True, slots=True)
class Card:
    """One rise: its sentence, its weeks as bars and as rows, and the way to what it is."""

    item: Item
    sentence: str
    against: str
    bars: Multiple
    weeks: tuple[tuple[date, int, str], ...]
    url: str


def cards(shop: ShopContext, run: Run, items: Sequence[Item], occasions: Sequence[Occasion]) -> list[Card]:
    """``occasions``: those that touch the run's eight weeks; their names stand beside the weeks."""
    names = [_names_in(week, occasions) for week in run.weeks]
    shaded = [bool(name) for name in names]
    is_mirrored = get_language_bidi()
    return [
        Card(
            item=item,
            sentence=_sentence(run, item),
            against=_against(item),
            bars=multiple(item.counts, item.expected, shaded, is_mirrored=is_mirrored),
            weeks=tuple(zip(run.weeks, item.counts, names, strict=False)),
            url=_url(shop, run, item),
        )
        for item in items
    ]


def _names_in(week: date, occasions: Sequence[Occasion]) -> str:
    end = week + timedelta(days=6)
    return ", ".join(one.name for one in occasions if one.starts_on <= end and one.ends_on >= week)


def _sentence(run: Run, item: Item) -> str:
    count = unit_words(run.measure, item.now)
    if item.people is None:
        return count
    return _("%(count)s, %(people)s") % {"count": count, "people": people_words(run.measure, item.people)}


def _against(item: Item) -> str:
    """What chance and the weeks before lead one to expect."""
    if item.expected is None or item.low is None or item.high is None:
        return ""
    return _(
        "Expected from the weeks before: %(expected)s; chance alone stays between %(low)s and %(high)s."
    ) % {
        "expected": format_number(item.expected, 1),
        "low": format_number(item.low),
        "high": format_number(item.high),
    }


def _url(shop: ShopContext, run: Run, item: Item) -> str:
    """The product itself, or the products of a theme; nothing for a term."""
    if item.uid is None:
        return ""
    if run.measure in {Measure.PRODUCT_VIEWS, Measure.PRODUCT_ORDERS}:
        return reverse("product", kwargs={"slug": shop.slug, "uid": item.uid})
    return f"{reverse('products', kwargs={'slug': shop.slug})}?category={item.uid.hex}"


def silence(run: Run | None) -> tuple[str, str]:
    """Title and text that say why nothing is listed; two empty strings when the week was judged."""
    if run is None:
        return (
            _("Nothing is counted yet."),
            _("Trends need eight whole weeks of searches, views or deliveries."),
        )
    if run.state == State.SHORT:
        known = ngettext("%(n)s whole week", "%(n)s whole weeks", run.weeks_known) % {"n": run.weeks_known}
        return (
            _("Not enough data (%(known)s of %(needed)s).") % {"known": known, "needed": WEEKS},
            _(
                "Six weeks show what is usual, two show whether a rise lasts. Until then here are the counts alone."
            ),
        )
    if run.state == State.FEW:
        total = unit_words(run.measure, run.total)
        return (
            _("Not enough data (%(total)s this week, %(needed)s needed).")
            % {"total": total, "needed": FEWEST_TOTAL},
            _(
                "With so few, even something that truly triples is hardly ever told from chance: here are the counts."
            ),
        )
    return "", ""


def raw_table(shop: ShopContext, run: Run, asked: TrendsAsked) -> Table:
    """The counts of the week, whatever was found of them."""
    rows = raw_list(shop.id, run, words=asked.words, sort=asked.sort)
    total = rows.count()
    pages = Pages(min(asked.page, max(1, -(-total // PER_PAGE))), total)
    first = (pages.page - 1) * PER_PAGE
    items = items_of(shop.id, run, list(rows[first : first + PER_PAGE]))
    return Table(
        key="raw",
        title=_("All counts of the week"),
        lead=_("Most of what goes up and down here is chance."),
        columns=(
            Column("label", series_words(run.measure), is_sortable=True),
            Column("now", _("This week"), "number", is_sortable=True),
            Column("before", _("The week before"), "number", is_sortable=True),
            Column("usual", _("Mean of the six before"), "number"),
            Column("people", _("People"), "number", is_sortable=True),
            Column("verdict", _("Found"), "state"),
        ),
        rows=tuple(_row(shop, run, item) for item in items),
        pages=pages,
        sort=asked.sort,
        search=asked.words,
        search_label=_("Words of the name"),
        csv_url=f"{reverse('trends-csv', kwargs={'slug': shop.slug})}?{asked.query}",
        clear_url=f"?measure={run.measure.value}",
        empty=Empty(text=_("No count this week.")),
    )


def _row(shop: ShopContext, run: Run, item: Item) -> Row:
    before = item.counts[: WEEKS - 2]
    usual = round(sum(before) / len(before), 1) if before else None
    cells = (item.label, item.now, item.before, usual, item.people, _badge(item.verdict))
    return Row(cells, url=_url(shop, run, item))


def _badge(verdict: str) -> Badge | None:
    if verdict == Verdict.TREND:
        return Badge(_("Trend"), "accent", "chart-line")
    return Badge(_("To watch"), "plain", "eye") if verdict == Verdict.WATCH else None


def trends_sheet(run: Run, items: Sequence[Item]) -> tuple[list[str], list[list[Any]]]:
    """One line a series with its eight weeks."""
    header = [
        *(series_words(run.measure), _("Found"), *(f"{week:%Y-%m-%d}" for week in run.weeks)),
        *(_("People"), _("Expected"), _("Lower bound"), _("Upper bound"), "p", "q", _("Spellings")),
    ]
    return header, [
        [
            *(item.label, str(Verdict(item.verdict).label) if item.verdict else ""),
            *(item.counts or [None] * WEEKS),
            *(item.people, item.expected, item.low, item.high, item.p, item.q, ", ".join(item.spellings)),
        ]
        for item in items
    ]
