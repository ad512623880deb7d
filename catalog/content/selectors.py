"""Reading content: the facts that scores are made of, the list, one piece with the history of its values."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q, QuerySet

from catalog.content.models import ContentMetric, ContentPiece, ContentProduct, Metric
from catalog.playlists.models import Playlist
from catalog.shops.models import Shop
from shop_ai.lib.tenancy import shop_scope

MOST_WORDS = 6
PARTS_OF_INTERACTIONS = (Metric.LIKES, Metric.COMMENTS, Metric.SHARES)


@dataclass(frozen=True, slots=True)
class ContentFacts:
    """A piece with the latest value of each metric that its platform gave; what it did not give is not a key.

    ``published_on`` is the shop's local day, None when the source does not say; ``length_seconds`` None likewise.
    """

    content_id: int
    uid: str
    title: str
    channel: str
    kind: str
    length_seconds: int | None
    published_on: date | None
    metrics: dict[str, Decimal] = field(default_factory=dict)
    product_ids: tuple[int, ...] = ()

    @property
    def interactions(self) -> Decimal | None:
        """The platform's own sum, else likes + comments + shares when all three are known, else None."""
        if Metric.INTERACTIONS in self.metrics:
            return self.metrics[Metric.INTERACTIONS]
        parts = [self.metrics.get(name) for name in PARTS_OF_INTERACTIONS]
        return None if None in parts else sum((part for part in parts if part is not None), Decimal(0))


def latest_metrics(shop_id: int, content_ids: list[int] | None = None) -> dict[int, dict[str, Decimal]]:
    """Content id -> metric -> its latest value, of some pieces or of all. One query."""
    with shop_scope(shop_id):
        rows: QuerySet[Any] = ContentMetric.objects.order_by("content_id", "name", "-measured_on")
        if content_ids is not None:
            rows = rows.filter(content_id__in=content_ids)
        values = list(rows.distinct("content_id", "name").values_list("content_id", "name", "value"))
    found: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for content_id, name, value in values:
        found[content_id][name] = value
    return dict(found)


def _products_of(shop_id: int) -> dict[int, tuple[int, ...]]:
    with shop_scope(shop_id):
        pairs = list(
            ContentProduct.objects.order_by("content_id", "product_id").values_list(
                "content_id", "product_id"
            )
        )
    found: dict[int, tuple[int, ...]] = {}
    for content_id, product_id in pairs:
        found[content_id] = (*found.get(content_id, ()), product_id)
    return found


def content_facts(shop_id: int, *, with_archived: bool = False) -> list[ContentFacts]:
    """Every piece of the shop with its latest metrics and products, newest first. Four queries."""
    with shop_scope(shop_id):
        zone = Shop.objects.get(pk=shop_id).timezone
        pieces: QuerySet[ContentPiece] = ContentPiece.objects.order_by("-published_at", "-pk")
        if not with_archived:
            pieces = pieces.filter(is_archived=False)
        rows = list(pieces.only("id", "uid", "title", "channel", "kind", "length_seconds", "published_at"))
        metrics, products = latest_metrics(shop_id), _products_of(shop_id)
    return [_facts(piece, zone, metrics.get(piece.pk, {}), products.get(piece.pk, ())) for piece in rows]


def _facts(
    piece: ContentPiece, zone: str, metrics: dict[str, Decimal], products: tuple[int, ...]
) -> ContentFacts:
    return ContentFacts(
        content_id=piece.pk,
        uid=piece.uid.hex,
        title=piece.title,
        channel=piece.channel,
        kind=piece.kind,
        length_seconds=piece.length_seconds,
        published_on=local_day(piece, zone),
        metrics=metrics,
        product_ids=products,
    )


def local_day(piece: ContentPiece, zone: str) -> date | None:
    """The day it was published where the shop is; None when the source does not say."""
    return piece.published_at.astimezone(ZoneInfo(zone)).date() if piece.published_at else None


def whole(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The same pieces with their playlist and products, in two queries."""
    shown = ContentProduct.objects.select_related("product").order_by("pk")
    return rows.select_related("playlist").prefetch_related(Prefetch("shown_products", queryset=shown))


def pieces(
    shop_id: int, *, channel: str = "", kind: str = "", q: str = "", archived: bool | None = False
) -> QuerySet[ContentPiece]:
    """Pieces of the shop, newest first; ``q`` holds words of the title or the caption, None takes archived ones too."""
    with shop_scope(shop_id):
        rows: QuerySet[ContentPiece] = ContentPiece.objects.order_by("-published_at", "-pk")
    given = {"channel": channel, "kind": kind, "is_archived": archived}
    rows = rows.filter(**{name: value for name, value in given.items() if value not in ("", None)})
    for word in q.split()[:MOST_WORDS]:
        rows = rows.filter(Q(title__icontains=word) | Q(caption__icontains=word))
    return rows


def piece_by_uid(shop_id: int, uid: uuid.UUID) -> ContentPiece | None:
    with shop_scope(shop_id):
        return whole(ContentPiece.objects.filter(uid=uid)).first()


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of a piece on one day; ``sources`` say how each of the values came."""

    day: date
    values: dict[str, Decimal]
    sources: tuple[str, ...]


def history_of(shop_id: int, content_id: int) -> list[Measured]:
    """The days on which anything was measured of a piece, the latest first."""
    with shop_scope(shop_id):
        rows = ContentMetric.objects.filter(content_id=content_id).order_by("-measured_on", "pk")
        found = list(rows.values_list("measured_on", "name", "value", "source"))
    values: dict[date, dict[str, Decimal]] = defaultdict(dict)
    sources: dict[date, dict[str, None]] = defaultdict(dict)
    for day, name, value, source in found:
        values[day][name] = value
        sources[day][source] = None
    return [Measured(day, values[day], tuple(sources[day])) for day in values]


def skus_by_id(shop_id: int) -> dict[int, str]:
    """SKUs of the products that any piece shows."""
    with shop_scope(shop_id):
        return dict(ContentProduct.objects.values_list("product_id", "product__sku").distinct())


def playlist_choices(shop_id: int) -> list[tuple[str, str]]:
    """Slug and title of every playlist, the latest first."""
    with shop_scope(shop_id):
        return list(Playlist.objects.order_by("-updated_at", "-pk").values_list("slug", "title")[:500])
