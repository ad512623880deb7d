"""Facts of content: the latest value of each metric, and no value where a platform gave none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from catalog.content.models import ContentMetric, ContentPiece, ContentProduct
from catalog.content.selectors import ContentFacts, content_facts
from shop_ai.lib.tenancy import shop_scope
from tests.shops import a_product, a_shop

pytestmark = pytest.mark.django_db


def a_piece(shop_id: int, **fields: Any) -> ContentPiece:
    defaults: dict[str, Any] = {"channel": "instagram", "title": "Robe kabyle"}
    piece: ContentPiece = ContentPiece.objects.create(shop_id=shop_id, **{**defaults, **fields})
    return piece


def measure(piece: ContentPiece, name: str, value: int, day: int) -> None:
    ContentMetric.objects.create(
        shop_id=piece.shop_id,
        content=piece,
        name=name,
        value=value,
        measured_on=date(2026, 9, day),
        source="hand",
    )


def test_facts_hold_the_latest_value_and_leave_out_what_nobody_measured() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        piece = a_piece(shop.id, length_seconds=27)
        product = a_product(shop.id, "ROBE")
        ContentProduct.objects.create(shop_id=shop.id, content=piece, product=product)
        measure(piece, "views", 100, day=1)
        measure(piece, "views", 90, day=3)
        measure(piece, "views", 95, day=2)
        measure(piece, "likes", 0, day=1)
    (facts,) = content_facts(shop.id)
    assert facts.metrics == {"views": Decimal(90), "likes": Decimal(0)}
    assert facts.product_ids == (product.pk,)
    assert (facts.length_seconds, facts.published_on) == (27, None)


def test_the_day_of_publication_is_the_shops_own() -> None:
    shop = a_shop(timezone="Africa/Algiers")
    with shop_scope(shop.id):
        a_piece(shop.id, published_at=datetime(2026, 9, 15, 23, 30, tzinfo=UTC))
    assert content_facts(shop.id)[0].published_on == date(2026, 9, 16)


def test_archived_pieces_are_left_out_unless_asked_for() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_piece(shop.id, is_archived=True)
    assert content_facts(shop.id) == []
    assert len(content_facts(shop.id, with_archived=True)) == 1


@pytest.mark.parametrize(
    ("metrics", "interactions"),
    [
        ({"likes": 3, "comments": 0, "shares": 2}, 5),
        ({"likes": 3, "comments": 0}, None),
        ({"likes": 3, "interactions": 9}, 9),
        ({}, None),
    ],
)
def test_interactions_are_known_when_the_platform_says_or_all_parts_are(
    metrics: dict[str, int], interactions: int | None
) -> None:
    values = {name: Decimal(value) for name, value in metrics.items()}
    facts = ContentFacts(1, "", "", "facebook", "post", None, None, values)
    assert facts.interactions == interactions


def test_a_platforms_id_is_taken_once_a_channel_and_typed_pieces_need_none() -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        a_piece(shop.id)
        a_piece(shop.id)
        a_piece(shop.id, external_id="18000000000000001")
        a_piece(shop.id, external_id="18000000000000001", channel="tiktok")
        with pytest.raises(IntegrityError), transaction.atomic():
            a_piece(shop.id, external_id="18000000000000001")


def test_facts_of_many_pieces_take_as_many_queries_as_of_one(django_assert_num_queries: Any) -> None:
    shop = a_shop()
    with shop_scope(shop.id):
        for _ in range(5):
            measure(a_piece(shop.id), "views", 1, day=1)
        with django_assert_num_queries(4):
            assert len(content_facts(shop.id)) == 5
