"""All playlists side by side: a table, a chart, a sheet, and what may be said of their difference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.shops.context import ShopContext
from shop_ai.lib.chart import Chart, Series
from shop_ai.lib.figure import Unit
from shop_ai.lib.money import format_share
from shop_ai.lib.table import PER_PAGE, Column, Empty, Pages, Row, Table
from signals.playlist_results.asked import Asked
from signals.playlist_results.compute import CLICKED, OPENED, STEP_NAMES, Drop, is_surely_above
from signals.playlist_results.selectors import Result
from signals.playlist_results.words import share_words, stage_words

MOST_DRAWN: Final = 8
Key = Callable[[Result], Any]


def _share_of(drop: Drop) -> float:
    kept = drop.kept
    return -1.0 if kept is None else kept.value


_SORTS: Final[dict[str, Key]] = {
    "title": lambda one: one.title.lower(),
    "opened": lambda one: one.funnel.opened,
    "to_end": lambda one: _share_of(one.to_end),
    "clicked": lambda one: _share_of(one.clicks),
    "placed": lambda one: one.sales.placed,
    "delivered": lambda one: one.sales.delivered,
    "net": lambda one: one.sales.net,
    "unattributed": lambda one: one.sales.unattributed_share or 0.0,
}


def ordered(results: Sequence[Result], asked: Asked) -> list[Result]:
    """As the address asks; ties by title, as they came."""
    words = asked.words.lower().split()
    kept = [one for one in results if all(word in one.title.lower() for word in words)]
    key = _SORTS[asked.sort.removeprefix("-")]
    return sorted(kept, key=key, reverse=asked.sort.startswith("-"))


def comparison_table(shop: ShopContext, results: Sequence[Result], asked: Asked) -> Table:
    pages = Pages(min(asked.page, max(1, -(-len(results) // PER_PAGE))), len(results))
    first = (pages.page - 1) * PER_PAGE
    return Table(
        key="playlists",
        title=_("Playlists side by side"),
        lead=_("Not attributed: of what their products brought, the part of orders that name no playlist."),
        columns=(
            Column("title", _("Playlist"), is_sortable=True),
            Column("opened", _("Opened it"), "number", is_sortable=True),
            Column("to_end", _("Came to the last step"), is_sortable=True),
            Column("clicked", _("Clicked"), is_sortable=True),
            Column("placed", _("Orders"), "number", is_sortable=True),
            Column("delivered", _("Delivered"), "number", is_sortable=True),
            Column("net", _("Delivered, net"), "money", shop.currency, is_sortable=True),
            Column("unattributed", _("Not attributed"), "share", is_sortable=True),
        ),
        rows=tuple(_row(shop, one, asked) for one in results[first : first + PER_PAGE]),
        pages=pages,
        sort=asked.sort,
        search=asked.words,
        search_label=_("Words of the title"),
        csv_url=f"{reverse('playlist-results-csv', kwargs={'slug': shop.slug})}?{asked.query}",
        clear_url=f"?{asked.query}",
        empty=Empty(
            _("No playlist yet"),
            _("A playlist is an offer as a path of three steps. Make one, or look at what is proposed."),
            reverse("playlists", kwargs={"slug": shop.slug}),
            _("To the playlists"),
        ),
    )


def _row(shop: ShopContext, one: Result, asked: Asked) -> Row:
    sales = one.sales
    cells = (
        one.title,
        one.funnel.opened,
        share_words(one.to_end),
        share_words(one.clicks),
        sales.placed,
        sales.delivered,
        sales.net,
        sales.unattributed_share,
    )
    address = reverse("playlist-result", kwargs={"slug": shop.slug, "playlist": one.slug})
    return Row(cells, url=f"{address}?{asked.query}")


def comparison_chart(results: Sequence[Result]) -> Chart:
    """The share of those who opened it that came to each stage, a colour a playlist; only those above the floor."""
    drawn = [one for one in results if one.clicks.kept is not None][:MOST_DRAWN]
    stages = [*STEP_NAMES, CLICKED]
    return Chart(
        key="compared",
        title=_("How far visitors come"),
        kind="bar",
        labels=tuple(stage_words(stage) for stage in stages),
        series=tuple(Series(one.title, tuple(_part(one, stage) for stage in stages)) for one in drawn),
        unit=Unit.SHARE,
        label_heading=_("Stage"),
        summary=_("Of those who opened it. Playlists with fewer than 30 visitors are left out."),
    )


def _part(one: Result, stage: str) -> float | None:
    """The share that came to a stage, None for a step that holds no product."""
    if stage != CLICKED and stage not in one.steps:
        return None
    return one.funnel.of(stage) / one.funnel.of(OPENED)


def difference(results: Sequence[Result]) -> str:
    """What may be said of two playlists: only where their intervals do not meet."""
    known = [one for one in results if one.to_end.kept is not None]
    if len(known) < 2:
        return ""
    best = max(known, key=lambda one: _share_of(one.to_end))
    others = [one for one in known if one is not best]
    if not all(is_surely_above(best.to_end, other.to_end) for other in others):
        return _("No playlist leads surely more of its visitors to the last step than all others.")
    return _("%(title)s leads more of its visitors to the last step than the others: %(share)s.") % {
        "title": best.title,
        "share": format_share(_share_of(best.to_end), 0),
    }


def comparison_sheet(results: Sequence[Result]) -> tuple[list[str], list[list[Any]]]:
    header = [
        *(_("Playlist"), _("Address"), _("Opened it"), *(stage_words(name) for name in STEP_NAMES)),
        *(_("Clicked"), _("Came to the last step"), _("Share, low"), _("Share, high")),
        *(_("Orders"), _("Of these through a visit"), _("Delivered"), _("Products delivered"), _("Refunds")),
        *(_("Delivered, net"), _("The same products in all orders"), _("Not attributed")),
    ]
    return header, [_line(one) for one in results]


def _line(one: Result) -> list[Any]:
    kept, sales, share = one.to_end.kept, one.sales, one.sales.unattributed_share
    return [
        *(one.title, one.slug, one.funnel.opened, *one.funnel.steps, one.funnel.clicked),
        *((round(kept.value, 6), round(kept.low, 6), round(kept.high, 6)) if kept else (None, None, None)),
        *(sales.placed, sales.by_visit, sales.delivered, sales.amount, sales.refunds, sales.net, sales.whole),
        None if share is None else round(share, 6),
    ]
