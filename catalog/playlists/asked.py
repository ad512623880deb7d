"""What the address of the list of playlists asks for, and the playlists that fit it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from catalog.playlists.models import Playlist
from catalog.playlists.themes import Theme
from catalog.playlists.words import STATES
from shop_ai.lib.listing import chosen_of, page_of, query_of, sort_of
from shop_ai.lib.tenancy import shop_scope

SORTS: Final = {
    "title": "title",
    "products": "products",
    "changed": "updated_at",
    "starts": "starts_on",
    "ends": "ends_on",
}
KEPT: Final = ("q", "state", "theme", "sort")
MOST_WORDS: Final = 6


@dataclass(frozen=True, slots=True)
class PlaylistsAsked:
    words: str
    state: str
    theme: str
    sort: str
    page: int
    query: str


def playlists_asked(given: Mapping[str, str]) -> PlaylistsAsked:
    """Read an address; what makes no sense in it is left out."""
    return PlaylistsAsked(
        words=given.get("q", "").strip()[:200],
        state=chosen_of(given, "state", STATES),
        theme=chosen_of(given, "theme", Theme.values),
        sort=sort_of(given, SORTS, "-changed"),
        page=page_of(given),
        query=query_of(given, KEPT),
    )


def with_state(rows: Any, today: date) -> Any:
    """The playlists with ``state`` on a shop-local day, as ``compute.state_of`` has it."""
    return rows.annotate(
        state=Case(
            When(is_archived=True, then=Value("archived")),
            When(is_published=False, then=Value("draft")),
            When(starts_on__gt=today, then=Value("planned")),
            When(ends_on__lt=today, then=Value("over")),
            default=Value("live"),
            output_field=CharField(),
        )
    )


def matching(shop_id: int, asked: PlaylistsAsked, today: date) -> QuerySet[Any]:
    """The playlists that fit, in the order asked for; archived ones only when they are asked for."""
    with shop_scope(shop_id):
        rows: QuerySet[Any] = with_state(Playlist.objects.annotate(products=Count("items")), today)
    for word in asked.words.split()[:MOST_WORDS]:
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(slug__icontains=word)
            | Q(texts__fr__title__icontains=word)
            | Q(texts__ar__title__icontains=word)
            | Q(texts__en__title__icontains=word)
        )
    if asked.state:
        rows = rows.filter(state=asked.state)
    else:
        rows = rows.filter(is_archived=False)
    if asked.theme:
        rows = rows.filter(theme=asked.theme)
    column = F(SORTS[asked.sort.removeprefix("-")])
    order = column.desc(nulls_last=True) if asked.sort.startswith("-") else column.asc(nulls_last=True)
    return rows.order_by(order, "-pk")
