"""Series as a table, and posts as a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db.models import F
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from catalog.content.models import Metric
from catalog.series.models import PostState, SeriesPost, SkipCause
from catalog.series.selectors import results, series_rows
from catalog.shops.context import ShopContext
from shop_ai.lib.channels import channel_name
from shop_ai.lib.listing import chosen_of, page_of, sort_of
from shop_ai.lib.table import PER_PAGE, Badge, Channel, Column, Empty, Filter, Pages, Row, Table
from shop_ai.lib.tenancy import shop_scope

SORTS: Final = {"title": "title", "first": "first", "last": "last"}
STATES: Final[dict[str, str | Promise]] = {
    "open": gettext_lazy("Under way"),
    "finished": gettext_lazy("Finished"),
    "archived": pgettext_lazy("series", "Archived"),
}
_BADGES: Final = {
    PostState.PLANNED: ("plain", "clock"),
    PostState.DONE: ("good", "circle-check"),
    PostState.SKIPPED: ("warn", "minus"),
}
MEASURED: Final = (
    Metric.VIEWS,
    Metric.REACH,
    Metric.LIKES,
    Metric.COMMENTS,
    Metric.SHARES,
    Metric.SAVES,
    Metric.MESSAGES,
)


def post_badge(post: SeriesPost, today: date) -> Badge:
    """The state of a post; one whose day has passed says so."""
    if post.state == PostState.PLANNED and post.due_on < today:
        return Badge(_("Late"), "bad", "circle-alert")
    if post.state == PostState.PLANNED and post.due_on == today:
        return Badge(_("Today"), "accent", "bell")
    tone, icon = _BADGES[PostState(post.state)]
    return Badge(PostState(post.state).label, tone, icon)  # type: ignore[arg-type]  # one of the tones


def series_table(shop: ShopContext, given: Mapping[str, str]) -> Table:
    """Series with their posts counted; archived ones only when they are asked for."""
    sort = sort_of(given, SORTS, "-first")
    words, state = given.get("q", "").strip()[:200], chosen_of(given, "state", STATES)
    rows = series_rows(shop.id).filter(is_archived=state == "archived")
    for word in words.split()[:6]:
        rows = rows.filter(title__icontains=word)
    if state in {"open", "finished"}:
        over = F("total") - F("skipped")
        rows = rows.filter(done__gte=over) if state == "finished" else rows.filter(done__lt=over)
    column = F(SORTS[sort.removeprefix("-")])
    rows = rows.order_by(
        column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True), "-pk"
    )
    with shop_scope(shop.id):
        total = rows.count()
        pages = Pages(min(page_of(given), max(1, -(-total // PER_PAGE))), total)
        first = (pages.page - 1) * PER_PAGE
        shown = tuple(_row(shop, row) for row in rows[first : first + PER_PAGE])
    return Table(
        key="series",
        title=_("Series"),
        columns=(
            Column("title", _("Series"), is_sortable=True),
            Column("playlist", _("Playlist")),
            Column("channel", _("Channel"), "channel"),
            Column("first", _("First post"), "day", is_sortable=True),
            Column("last", _("Last post"), "day", is_sortable=True),
            Column("done", _("Posted"), "text"),
        ),
        rows=shown,
        pages=pages,
        sort=sort,
        search=words,
        search_label=_("Words of a name"),
        filters=(Filter("state", _("Any state"), tuple(STATES.items()), state),),
        csv_url=reverse("series-csv", kwargs={"slug": shop.slug}),
        empty=Empty(
            title=_("No series yet"),
            text=_(
                "Three to five posts around one use, drafted from a playlist: you only take the pictures."
            ),
            url=reverse("series-new", kwargs={"slug": shop.slug}),
            action=_("Draft a series"),
        ),
    )


def _row(shop: ShopContext, row: Any) -> Row:
    return Row(
        (
            row.title,
            row.playlist.title if row.playlist else None,
            Channel(row.channel, channel_name(row.channel)),
            row.first,
            row.last,
            _("%(done)s of %(total)s") % {"done": row.done, "total": row.total},
        ),
        url=reverse("series-one", kwargs={"slug": shop.slug, "series": row.uid}),
    )


def posts_sheet(shop: ShopContext, posts: list[SeriesPost]) -> tuple[list[str], list[list[Any]]]:
    """Header and one line a post with what was measured of it; what was not measured is empty, not zero."""
    measured = results(shop.id, posts)
    header = [
        *(_("Day"), _("Hour"), _("Series"), _("Post"), _("Channel"), _("Product"), _("State"), _("Cause")),
        *(_("Caption"), _("Link")),
        *(str(metric.label) for metric in MEASURED),
    ]
    return header, [_line(post, measured.get(post.pk, {})) for post in posts]


def _line(post: SeriesPost, values: dict[str, Any]) -> list[Any]:
    return [
        *(post.due_on, f"{post.due_at:%H:%M}", post.series.title, post.get_role_display()),
        *(channel_name(post.channel), post.product.sku if post.product else "", post.get_state_display()),
        str(SkipCause(post.skip_cause).label) if post.skip_cause else "",
        *(post.caption, post.content.permalink if post.content else ""),
        *(values.get(metric) for metric in MEASURED),
    ]
