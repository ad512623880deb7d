"""Writing series: draft one from a playlist, move and edit its posts, say what became of them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, cast

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.content.models import ContentPiece
from catalog.content.services import ContentFields, create_piece
from catalog.playlists.checks import look_at
from catalog.playlists.models import Playlist
from catalog.playlists.selectors import path_of
from catalog.series.compute import suggest_days
from catalog.series.drafting import Wanted, drafts
from catalog.series.models import PostRole, PostState, Series, SeriesPost, SkipCause
from catalog.shops.context import ShopContext
from shop_ai.lib.gate import written
from shop_ai.lib.period import local_day
from shop_ai.lib.refusals import FieldError, Invalid
from shop_ai.lib.tenancy import shop_scope

MOST_POSTS: Final = 12
FARTHEST: Final = timedelta(days=366)


class NoSeries(LookupError):
    """The shop has no such series, post or playlist."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a series shall be drafted. ``before`` is the first day of the occasion that it leads up to."""

    title: str
    channel: str
    language: str
    count: int
    first: date
    hour: time
    code: str = ""
    occasion: str = ""
    before: date | None = None


def draft_series(shop: ShopContext, slug: str, plan: Plan) -> Series:
    """Make the series with its drafted posts on suggested days; raises NoSeries for a foreign playlist."""
    with shop_scope(shop.id):
        path = path_of(shop.id, slug)
        if path is None:
            raise NoSeries(slug)
        today = local_day(timezone.now(), shop.zone)
        looked = look_at(shop, path, today)
        wanted = Wanted(plan.count, plan.language, plan.code, path.ends_on)
        posts = drafts(looked, wanted)
        days = suggest_days(
            len(posts), first=plan.first, before=plan.before, busy=busy_days(shop.id, plan.channel, today)
        )
        series: Series = Series.objects.create(
            shop_id=shop.id,
            title=plan.title,
            playlist=Playlist.objects.get(pk=path.id),
            language=plan.language,
            channel=plan.channel,
            code=plan.code,
            occasion=plan.occasion,
        )
        SeriesPost.objects.bulk_create(
            SeriesPost(
                shop_id=shop.id,
                series=series,
                position=position,
                role=draft.role,
                channel=plan.channel,
                product_id=draft.product_id,
                due_on=day,
                due_at=plan.hour,
                caption=draft.caption,
                template=draft.template,
            )
            for position, (draft, day) in enumerate(zip(posts, days, strict=True), 1)
        )
        return series


def busy_days(shop_id: int, channel: str, today: date) -> set[date]:
    """Days from today on for which the channel has a post already."""
    with shop_scope(shop_id):
        posts = SeriesPost.objects.filter(channel=channel, due_on__gte=today, series__is_archived=False)
        return set(posts.exclude(state=PostState.SKIPPED).values_list("due_on", flat=True))


def _post(uid: uuid.UUID) -> SeriesPost:
    """The post, held until the transaction ends."""
    rows = SeriesPost.objects.select_for_update(no_key=True, of=("self",)).filter(uid=uid)
    found: SeriesPost | None = rows.first()
    if found is None:
        raise NoSeries(str(uid))
    return found


def _check_day(shop: ShopContext, day: date) -> None:
    today = local_day(timezone.now(), shop.zone)
    if not today - FARTHEST <= day <= today + FARTHEST:
        raise Invalid(FieldError("#/due_on", "out_of_range", _("This day is more than a year away.")))


def move_post(shop: ShopContext, uid: uuid.UUID, *, day: date, hour: time | None = None) -> None:
    """Put a post on another day; raises NoSeries or Invalid."""
    _check_day(shop, day)
    with shop_scope(shop.id):
        post = _post(uid)
        post.due_on, post.due_at = day, hour or post.due_at
        post.save(update_fields=["due_on", "due_at", "updated_at"])


def edit_post(shop: ShopContext, uid: uuid.UUID, *, caption: str, channel: str = "") -> None:
    """Keep another caption, or another channel; the post is the owner's from then on."""
    with shop_scope(shop.id):
        post = _post(uid)
        post.is_edited = post.is_edited or post.caption != caption
        post.caption, post.channel = caption, channel or post.channel
        post.save()
        written(shop.id, "post", post.pk)


def add_post(shop: ShopContext, uid: uuid.UUID, *, day: date, caption: str) -> SeriesPost:
    """One more post of a series, in the owner's own words."""
    _check_day(shop, day)
    with shop_scope(shop.id):
        series = Series.objects.select_for_update(no_key=True, of=("self",)).filter(uid=uid).first()
        if series is None:
            raise NoSeries(str(uid))
        if series.posts.count() >= MOST_POSTS:
            raise Invalid(FieldError("#/posts", "too_many", _("A series has at most 12 posts.")))
        last = series.posts.aggregate(last=Max("position"))["last"] or 0
        made: SeriesPost = SeriesPost.objects.create(
            shop_id=shop.id,
            series=series,
            position=last + 1,
            role=PostRole.USE,
            channel=series.channel,
            due_on=day,
            caption=caption,
            is_edited=True,
        )
        written(shop.id, "post", made.pk)
        return made


def mark_done(
    shop: ShopContext, uid: uuid.UUID, *, permalink: str = "", published_at: datetime | None = None
) -> SeriesPost:
    """It was posted: with its link the post is tied to its content piece, which is made when there is none.

    Saying it again changes the link and adds nothing.
    """
    with shop_scope(shop.id):
        post = _post(uid)
        post.state, post.skip_cause, post.skip_note = PostState.DONE, "", ""
        post.settled_at = post.settled_at or timezone.now()
        if permalink:
            post.content = _piece(shop, post, permalink, published_at or post.settled_at)
        post.save()
        return post


def _piece(shop: ShopContext, post: SeriesPost, permalink: str, published_at: datetime) -> ContentPiece:
    known: ContentPiece | None = ContentPiece.objects.filter(permalink=permalink).order_by("pk").first()
    if known is not None:
        return known
    series = post.series
    fields = {
        "channel": post.channel,
        "title": (post.caption.partition("\n")[0] or series.title)[:300],
        "caption": post.caption,
        "permalink": permalink,
        "playlist": series.playlist.slug if series.playlist else None,
        "skus": [post.product.sku] if post.product else [],
        "published_at": published_at,
        "language": series.language,
    }
    return create_piece(shop.id, cast(ContentFields, fields))


def skip_post(shop: ShopContext, uid: uuid.UUID, *, cause: str, note: str = "") -> SeriesPost:
    """It will not be posted, and why; raises Invalid without a cause."""
    if cause not in SkipCause.values:
        raise Invalid(FieldError("#/cause", "unknown_cause", _("Say why it is skipped.")))
    with shop_scope(shop.id):
        post = _post(uid)
        post.state, post.skip_cause, post.skip_note = PostState.SKIPPED, cause, note[:200]
        post.settled_at, post.content = timezone.now(), None
        post.save()
        return post


def reopen_post(shop: ShopContext, uid: uuid.UUID) -> None:
    """Still to post: what was said of it is taken back; its content piece stays where it is."""
    with shop_scope(shop.id):
        post = _post(uid)
        post.state, post.settled_at, post.content = PostState.PLANNED, None, None
        post.skip_cause, post.skip_note = "", ""
        post.save()


def archive_series(shop: ShopContext, uid: uuid.UUID, *, archived: bool) -> None:
    with shop_scope(shop.id):
        _touched(uid, is_archived=archived)


def _touched(uid: uuid.UUID, **values: Any) -> None:
    if not Series.objects.filter(uid=uid).update(updated_at=timezone.now(), **values):
        raise NoSeries(str(uid))


def delete_series(shop: ShopContext, uid: uuid.UUID) -> None:
    """Forget the series and its posts; content pieces stay."""
    with shop_scope(shop.id):
        deleted, _models = Series.objects.filter(uid=uid).delete()
    if not deleted:
        raise NoSeries(str(uid))
