"""One page of playlists as a table, and all that fit as a sheet."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.playlists.asked import PlaylistsAsked, matching
from catalog.playlists.themes import Theme
from catalog.playlists.words import STATES, state_badge
from catalog.shops.context import ShopContext
from shop_ai.lib.table import PER_PAGE, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope


def playlists_table(shop: ShopContext, asked: PlaylistsAsked, today: date) -> Table:
    """The page of playlists that was asked for, and the way to all of them as a sheet."""
    with shop_scope(shop.id):
        rows = matching(shop.id, asked, today)
        total = rows.count()
        pages = Pages(min(asked.page, max(1, -(-total // PER_PAGE))), total)
        first = (pages.page - 1) * PER_PAGE
        shown = tuple(_row(shop, row) for row in rows[first : first + PER_PAGE])
    return Table(
        key="playlists",
        title=_("Playlists"),
        columns=_columns(),
        rows=shown,
        pages=pages,
        sort=asked.sort,
        search=asked.words,
        search_label=_("Words of a title"),
        filters=(
            Filter("state", _("Any state"), tuple(STATES.items()), asked.state),
            Filter("theme", _("All themes"), tuple(Theme.choices), asked.theme),
        ),
        csv_url=f"{reverse('playlists-csv', kwargs={'slug': shop.slug})}?{asked.query}",
        empty=Empty(
            title=_("No playlist yet"),
            text=_("Give one a title, then put one to three products on each step: try, proof, step up."),
            url="#new",
            action=_("New playlist"),
        ),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("title", _("Title"), is_sortable=True),
        Column("state", _("State"), "state"),
        Column("products", _("Products"), "number", is_sortable=True),
        Column("theme", _("Theme")),
        Column("starts", _("Shown from"), "day", is_sortable=True),
        Column("ends", _("Shown until"), "day", is_sortable=True),
        Column("changed", _("Changed"), "moment", is_sortable=True),
    )


def _row(shop: ShopContext, row: Any) -> Row:
    return Row(
        (
            row.title,
            state_badge(row.state),
            row.products,
            _theme(row.theme),
            row.starts_on,
            row.ends_on,
            row.updated_at,
        ),
        url=reverse("playlist", kwargs={"slug": shop.slug, "playlist": row.slug}),
    )


def _theme(code: str) -> str | None:
    return str(Theme(code).label) if code in Theme.values else code or None


def playlists_sheet(shop: ShopContext, rows: QuerySet[Any]) -> tuple[list[str], list[list[Any]]]:
    """Header and one line a playlist, with its address."""
    header = [
        *(
            _("Title"),
            _("State"),
            _("Products"),
            _("Theme"),
            _("Language"),
            _("Shown from"),
            _("Shown until"),
        ),
        *(_("Changed"), _("Address")),
    ]
    with shop_scope(shop.id):
        lines = [
            [
                *(row.title, STATES[row.state], row.products, _theme(row.theme) or "", row.language),
                *(row.starts_on, row.ends_on, row.updated_at.astimezone(shop.zone).date()),
                reverse("public-playlist", kwargs={"slug": shop.slug, "playlist": row.slug}),
            ]
            for row in rows
        ]
    return header, lines
