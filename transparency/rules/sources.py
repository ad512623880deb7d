"""What has texts that customers read, with the facts that its claims are held against. Reads only; a few queries a kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone, translation

from catalog.content.models import ContentPiece, ContentProduct
from catalog.conversations.models import ReplyScript
from catalog.landing.models import LandingItem, LandingPage
from catalog.playlists.models import Playlist, PlaylistItem
from catalog.products.models import Product
from catalog.series.models import PostState, SeriesPost
from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day
from signals.segments.models import CampaignState, SegmentCampaign
from transparency.rules.compute import Written
from transparency.rules.models import SubjectKind
from transparency.rules.scene import Scene, Subject, grouped, iso, legal_missing, shown_of
from transparency.rules.talk import messages, scripts

PART: Final = 500


def subjects(
    shop: ShopContext, kind: str, refs: Iterable[int] | None = None, since: datetime | None = None
) -> list[Subject]:
    """Things of a kind: those with these ids, or those that changed since, or all."""
    scene = Scene(shop, local_day(timezone.now(), shop.zone).isoformat(), legal_missing(shop))
    rows = _ROWS[kind]()
    if refs is not None:
        rows = rows.filter(pk__in=list(refs))
    if since is not None:
        changed = "created_at" if kind == SubjectKind.MESSAGE else "updated_at"
        rows = rows.filter(**{f"{changed}__gte": since})
    with translation.override(shop.language):
        return _READ[kind](scene, list(rows.order_by("pk")))


def _products(scene: Scene, rows: list[Product]) -> list[Subject]:
    shown = shown_of(scene.shop, (row.pk for row in rows))
    return [
        Subject(
            SubjectKind.PRODUCT,
            row.pk,
            row.uid,
            row.title,
            (Written("title", row.title), Written("description", row.description)),
            scene.facts(SubjectKind.PRODUCT, "", [shown[row.pk]] if row.pk in shown else []),
            row.updated_at,
        )
        for row in rows
    ]


def _pieces(scene: Scene, rows: list[ContentPiece]) -> list[Subject]:
    pairs = ContentProduct.objects.filter(content__in=rows).values_list("content_id", "product_id")
    of, shown = grouped(scene, pairs)
    return [
        Subject(
            SubjectKind.CONTENT,
            row.pk,
            row.uid,
            row.title,
            _piece_texts(row),
            scene.facts(
                SubjectKind.CONTENT,
                row.language,
                [shown[ref] for ref in of[row.pk] if ref in shown],
                ends_on=iso(row.ends_on),
                is_ai=row.is_ai_assisted,
            ),
            row.updated_at,
        )
        for row in rows
    ]


def _piece_texts(row: ContentPiece) -> tuple[Written, ...]:
    """A title that is the start of the caption is no text of its own: what stands in it is one thing to mend."""
    caption = Written("caption", row.caption, row.language)
    if is_start(row.title, row.caption):
        return (caption,)
    return (Written("title", row.title, row.language), caption)


def is_start(title: str, caption: str) -> bool:
    """Whether the title was taken from the start of the caption, as imports of posts without titles do."""
    words, whole = " ".join(title.split()), " ".join(caption.split())
    return bool(words) and whole.startswith(words) and not whole[len(words) :][:1].isalnum()


def _playlists(scene: Scene, rows: list[Playlist]) -> list[Subject]:
    items = list(PlaylistItem.objects.filter(playlist__in=rows).order_by("pk"))
    of, shown = grouped(scene, [(item.playlist_id, item.product_id) for item in items])
    notes: dict[int, list[Written]] = defaultdict(list)
    for item in items:
        notes[item.playlist_id].append(Written(f"note {item.pk}", item.note))
        notes[item.playlist_id] += [
            Written(f"note {item.pk} {language}", str(text), language)
            for language, text in item.notes.items()
        ]
    return [
        Subject(
            SubjectKind.PLAYLIST,
            row.pk,
            row.uid,
            row.title,
            (*_playlist_texts(row), *notes[row.pk]),
            scene.facts(
                SubjectKind.PLAYLIST,
                row.language,
                [shown[ref] for ref in of[row.pk] if ref in shown],
                ends_on=iso(row.ends_on),
                legal_missing=scene.legal_missing,
            ),
            row.updated_at,
        )
        for row in rows
    ]


def _playlist_texts(row: Playlist) -> list[Written]:
    made = [Written("title", row.title, row.language), Written("intro", row.intro, row.language)]
    for language, said in sorted(row.texts.items()):
        made += [Written(f"{name} {language}", str(text), language) for name, text in sorted(said.items())]
    return made


def _posts(scene: Scene, rows: list[SeriesPost]) -> list[Subject]:
    shown = shown_of(scene.shop, (row.product_id for row in rows if row.product_id))
    return [
        Subject(
            SubjectKind.POST,
            row.pk,
            row.uid,
            f"{row.series.title} {row.position}",
            (Written("caption", row.caption, row.series.language),),
            scene.facts(
                SubjectKind.POST,
                row.series.language,
                [shown[row.product_id]] if row.product_id in shown else [],
                ends_on=iso(row.series.playlist.ends_on if row.series.playlist else None),
            ),
            row.updated_at,
        )
        for row in rows
    ]


def _landings(scene: Scene, rows: list[LandingPage]) -> list[Subject]:
    pairs = LandingItem.objects.filter(landing__in=rows).values_list("landing_id", "product_id")
    of, shown = grouped(scene, pairs)
    return [
        Subject(
            SubjectKind.LANDING,
            row.pk,
            row.uid,
            str(row.code.code),
            tuple(
                Written(f"{name} {language}", str(text), language)
                for language, said in sorted(row.texts.items())
                for name, text in sorted(said.items())
            ),
            scene.facts(
                SubjectKind.LANDING,
                row.language,
                [shown[ref] for ref in of[row.pk] if ref in shown],
                ends_on=iso(row.code.ends_on),
                legal_missing=scene.legal_missing,
            ),
            row.updated_at,
        )
        for row in rows
    ]


_ROWS: Final[dict[str, Callable[[], QuerySet[Any]]]] = {
    SubjectKind.PRODUCT: lambda: Product.objects.filter(
        is_active=True, is_service=False, parent__isnull=True
    ),
    SubjectKind.CONTENT: lambda: ContentPiece.objects.filter(is_archived=False),
    SubjectKind.PLAYLIST: lambda: Playlist.objects.filter(is_archived=False),
    SubjectKind.POST: lambda: SeriesPost.objects.filter(
        state=PostState.PLANNED, series__is_archived=False
    ).select_related("series__playlist"),
    SubjectKind.LANDING: lambda: LandingPage.objects.select_related("code"),
    SubjectKind.MESSAGE: lambda: SegmentCampaign.objects.filter(state=CampaignState.RUNNING),
    SubjectKind.SCRIPT: lambda: ReplyScript.objects.filter(is_archived=False),
}
_READ: Final[dict[str, Callable[[Scene, list[Any]], list[Subject]]]] = {
    SubjectKind.PRODUCT: _products,
    SubjectKind.CONTENT: _pieces,
    SubjectKind.PLAYLIST: _playlists,
    SubjectKind.POST: _posts,
    SubjectKind.LANDING: _landings,
    SubjectKind.MESSAGE: messages,
    SubjectKind.SCRIPT: scripts,
}
