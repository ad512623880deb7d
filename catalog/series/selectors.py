"""Reading series: posts of a stretch of days, what is due, one series with what came of its posts."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Count, Max, Min, Q, QuerySet

from catalog.content.selectors import latest_metrics
from catalog.series.models import PostState, Series, SeriesPost
from shop_ai.lib.tenancy import shop_scope

SOON: Final = 2
_SHORT: Final = ("due_on", "position", "role", "series__uid", "series__title", "product__title")


@dataclass(frozen=True, slots=True)
class Due:
    """A post that waits. ``in_days`` is negative when its day has passed."""

    post: SeriesPost
    in_days: int

    @property
    def is_late(self) -> bool:
        return self.in_days < 0

    @property
    def late_by(self) -> int:
        return -self.in_days


def _posts() -> QuerySet[Any]:
    rows: QuerySet[Any] = SeriesPost.objects.filter(series__is_archived=False)
    return rows.select_related("series", "series__playlist", "product", "content")


def posts_between(shop_id: int, start: date, end: date) -> list[SeriesPost]:
    """Posts of series in use whose day lies between the two, both included; one query."""
    with shop_scope(shop_id):
        return list(_posts().filter(due_on__range=(start, end)).order_by("due_on", "due_at", "pk")[:500])


def due_posts(
    shop_id: int, today: date, *, within: int = 0, limit: int = 20, only: tuple[str, ...] = ()
) -> list[Due]:
    """What is still to post up to ``within`` days from today, the oldest first; one query.

    ``only`` names the fields that are wanted, those of the series and the product included.
    """
    with shop_scope(shop_id):
        rows = _posts().filter(state=PostState.PLANNED).order_by("due_on", "due_at", "pk")
        if only:
            rows = rows.select_related(None).select_related("series", "product").only(*only)
        rows = rows[:limit]
        found = [Due(row, (row.due_on - today).days) for row in rows]
    return [one for one in found if one.in_days <= within]


def posts_to_do(shop_id: int, today: date) -> list[Due]:
    """For the first page: what is late or due within two days, else the next one; at most five, one query.

    The posts come with what the page says of them and nothing more.
    """
    waiting = due_posts(shop_id, today, within=400, limit=5, only=_SHORT)
    return [one for one in waiting if one.in_days <= SOON] or waiting[:1]


def series_rows(shop_id: int) -> QuerySet[Any]:
    """Series with how many of their posts are done, skipped and to come, and their days."""
    with shop_scope(shop_id):
        rows: Any = Series.objects.select_related("playlist")
    annotated: QuerySet[Any] = rows.annotate(
        total=Count("posts"),
        done=Count("posts", filter=Q(posts__state=PostState.DONE)),
        skipped=Count("posts", filter=Q(posts__state=PostState.SKIPPED)),
        first=Min("posts__due_on"),
        last=Max("posts__due_on"),
    )
    return annotated


def series_by_uid(shop_id: int, uid: uuid.UUID) -> Series | None:
    with shop_scope(shop_id):
        found: Series | None = series_rows(shop_id).filter(uid=uid).first()
        return found


def posts_of(shop_id: int, series_id: int) -> list[SeriesPost]:
    with shop_scope(shop_id):
        rows: Any = SeriesPost.objects.select_related("series", "product", "content")
        return list(rows.filter(series_id=series_id).order_by("due_on", "due_at", "position"))


def post_by_uid(shop_id: int, uid: uuid.UUID) -> SeriesPost | None:
    with shop_scope(shop_id):
        rows: Any = SeriesPost.objects.select_related("series", "series__playlist", "product", "content")
        found: SeriesPost | None = rows.filter(uid=uid).first()
        return found


def results(shop_id: int, posts: list[SeriesPost]) -> dict[int, dict[str, Decimal]]:
    """Post id → metric → its latest value, of posts whose content piece was measured; absent is absent."""
    pieces = [post.content_id for post in posts if post.content_id]
    found = latest_metrics(shop_id, pieces) if pieces else {}
    return {post.pk: found[post.content_id] for post in posts if post.content_id in found}
