"""A shop whose products and posts have very different stories, for the tests of the pages of scores."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np

from catalog.content.models import ContentMetric, ContentPiece
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.rollups.models import DailySignal
from tests.factories import NOON, make_order, make_product

TODAY = NOON.date() + timedelta(days=18)


def seen(shop: ShopContext, product: Product, shown: int, views: int, day: date = TODAY) -> None:
    """Impressions and views of a product on a day."""
    with shop_scope(shop.id):
        for kind, count in (("impression", shown), ("view", views)):
            DailySignal.objects.create(
                shop_id=shop.id, day=day, type=kind, product_ref=product.pk, channel="web", count=count
            )


def sold(shop: ShopContext, product: Product, times: int, at: datetime = NOON, **fields: Any) -> None:
    for _ in range(times):
        make_order(shop, lines=[(product, 1, Decimal(product.price or 0))], at=at, **fields)


def a_story(shop: ShopContext, title: str, views: int, orders: int, refused: int = 0) -> Product:
    """A product shown ten times as often as it is looked at, sold evenly over the weeks."""
    product = make_product(shop, title=title, sku=title.upper()[:20].replace(" ", "-"))
    seen(shop, product, views * 10, views)
    for week in range(orders):
        at = NOON + timedelta(days=14 - 7 * (week % 10))
        sold(
            shop,
            product,
            1,
            at,
            **(
                {"parcel_state": "refused", "delivered_on": None, "delivered_at": None}
                if week < refused
                else {}
            ),
        )
    return product


def furnish(shop: ShopContext) -> dict[str, Product]:
    """A best-seller, a product that is refused, one that nobody buys, one unseen, and a few plain ones."""
    stories = {
        "best": a_story(shop, "Robe kabyle brodée", 900, 40),
        "refused": a_story(shop, "Sac en cuir", 600, 30, refused=20),
        "idle": a_story(shop, "Foulard gris", 900, 0),
        "unseen": make_product(shop, title="Bracelet neuf", sku="NEUF"),
    }
    for number in range(6):
        a_story(shop, f"Chemise {number}", 400, 8)
    return stories


def post(
    shop: ShopContext, title: str, views: int, day: date = TODAY, channel: str = "instagram", **metrics: int
) -> ContentPiece:
    """A reel with what its platform gave; metrics that are not named are absent."""
    with shop_scope(shop.id):
        piece: ContentPiece = ContentPiece.objects.create(
            shop_id=shop.id,
            channel=channel,
            kind="reel",
            title=title,
            length_seconds=20,
            published_at=datetime.combine(day, NOON.timetz()),
        )
        for name, value in {"views": views, **metrics}.items():
            ContentMetric.objects.create(
                shop_id=shop.id, content=piece, name=name, value=value, measured_on=day, source="import"
            )
    return piece


def publish(shop: ShopContext, posts: int = 8) -> list[ContentPiece]:
    """Plain reels of one channel, one of them loved and one ignored."""
    generator = np.random.default_rng(5)
    found = [
        post(shop, "Reel aimé", 800, likes=90, comments=24, shares=30),
        post(shop, "Reel ignoré", 900, likes=6, comments=0, shares=0),
        post(shop, "Story à peine vue", 12, likes=2),
    ]
    for number in range(posts):
        likes, comments, shares = (int(generator.poisson(mean)) for mean in (30, 6, 5))
        found.append(
            post(
                shop,
                f"Reel {number}",
                700,
                TODAY - timedelta(days=number),
                likes=likes,
                comments=comments,
                shares=shares,
            )
        )
    return found
