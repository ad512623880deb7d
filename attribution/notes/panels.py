"""Notes as a list and as a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from attribution.notes.models import DayNote
from attribution.notes.selectors import notes
from catalog.shops.context import ShopContext
from shop_ai.lib.listing import page_of, query_of, sort_of
from shop_ai.lib.table import PER_PAGE, Column, Empty, Pages, Row, Table

SORTS = {"day": "starts_on", "text": "text"}


def words_of(given: Mapping[str, str]) -> str:
    return given.get("q", "").replace("\x00", "").strip()[:200]


def notes_table(shop: ShopContext, given: Mapping[str, str], *, may_change: bool) -> Table:
    """Every note, newest first unless the address says otherwise."""
    sort, page = sort_of(given, SORTS, "-day"), page_of(given)
    order = ("-" if sort.startswith("-") else "") + SORTS[sort.removeprefix("-")]
    rows = notes(shop.id, words=words_of(given)).order_by(order, "pk")
    total = rows.count()
    shown = rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Table(
        key="notes",
        title=_("All notes"),
        columns=(
            Column("text", _("Note"), is_sortable=True),
            Column("day", _("Day"), "day", is_sortable=True),
            Column("until", _("Last day"), "day"),
        ),
        rows=tuple(_row(shop, note, may_change=may_change) for note in shown),
        pages=Pages(page, total),
        sort=sort,
        search=words_of(given),
        search_label=_("Words of the note"),
        csv_url=f"{reverse('notes-csv', kwargs={'slug': shop.slug})}?{query_of(given, ('q',))}",
        empty=Empty(
            title=_("No note yet"),
            text=_("Write what a chart cannot know: a post of an influencer, a power cut, a new courier."),
        ),
    )


def _row(shop: ShopContext, note: DayNote, *, may_change: bool) -> Row:
    url = reverse("note", kwargs={"slug": shop.slug, "note": note.uid}) if may_change else ""
    last = note.ends_on if note.ends_on != note.starts_on else None
    return Row((note.text, note.starts_on, last), url=url)


def notes_sheet(rows: Iterable[DayNote]) -> tuple[list[str], list[list[Any]]]:
    header = [_("Day"), _("Last day"), _("Note")]
    return header, [[note.starts_on, note.ends_on, note.text] for note in rows]
