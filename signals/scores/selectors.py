"""Reading prepared scores."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import F, Q, QuerySet

from catalog.content.models import ContentKind
from catalog.products.models import Category
from shop_ai.lib.tenancy import shop_scope
from signals.scores.models import ContentScore, ProductScore, ProductScoreWeek, ScoredKind, ScoreRun

MOST_WORDS = 6
PRODUCT_SORTS = {
    "score": "percentile",
    "title": "product__title",
    "n": "n",
    "value": "value",
    "steady": "steadiness",
    "orders": "orders",
}
CONTENT_SORTS = {
    "regular": "key",
    "rating": "rating",
    "title": "title",
    "seen": "exposure",
    "published": "published_on",
}


def last_run(shop_id: int, kind: ScoredKind) -> ScoreRun | None:
    with shop_scope(shop_id):
        return ScoreRun.objects.filter(kind=kind).first()


def ordered(rows: QuerySet[Any], sorts: dict[str, str], sort: str) -> QuerySet[Any]:
    """Rows by a column of ``sorts``, unknown last both ways, ties by id."""
    column = F(sorts[sort.removeprefix("-")])
    order = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return rows.order_by(order, "pk")


def product_scores(
    shop_id: int, *, q: str = "", advice: str = "", category: str = ""
) -> QuerySet[ProductScore]:
    """Scores of the shop's products; ``category`` is the hexadecimal uid of one."""
    with shop_scope(shop_id):
        rows: QuerySet[ProductScore] = ProductScore.objects.select_related("product__category")
    for word in q.split()[:MOST_WORDS]:
        rows = rows.filter(Q(product__title__icontains=word) | Q(product__sku__istartswith=word))
    if advice:
        rows = rows.filter(advice=advice)
    if category:
        rows = rows.filter(product__category__uid=category)
    return rows


def product_score(shop_id: int, uid: uuid.UUID) -> ProductScore | None:
    with shop_scope(shop_id):
        return ProductScore.objects.select_related("product__category").filter(product__uid=uid).first()


def score_history(shop_id: int, product_id: int) -> list[ProductScoreWeek]:
    """A point a week, oldest first."""
    with shop_scope(shop_id):
        return list(ProductScoreWeek.objects.filter(product_id=product_id).order_by("week"))


def content_scores(
    shop_id: int, *, q: str = "", channel: str = "", kind: str = "", state: str = ""
) -> QuerySet[ContentScore]:
    with shop_scope(shop_id):
        rows: QuerySet[ContentScore] = ContentScore.objects.all()
    for word in q.split()[:MOST_WORDS]:
        rows = rows.filter(title__icontains=word)
    if channel:
        rows = rows.filter(channel=channel)
    if kind:
        rows = rows.filter(kind=kind)
    if state:
        rows = rows.filter(reason_code=state)
    return rows


def content_score(shop_id: int, uid: uuid.UUID) -> ContentScore | None:
    with shop_scope(shop_id):
        return ContentScore.objects.filter(uid=uid).first()


def content_channels(shop_id: int) -> list[str]:
    with shop_scope(shop_id):
        return list(ContentScore.objects.order_by("channel").values_list("channel", flat=True).distinct())


def content_kinds() -> tuple[tuple[str, Any], ...]:
    return tuple((kind.value, kind.label) for kind in ContentKind)


def categories(shop_id: int) -> list[Category]:
    with shop_scope(shop_id):
        return list(Category.objects.order_by("name")[:500])
