"""Finding shops before a scope exists; the only module that may look across shops.

Every function opens the narrowest door the policies offer: the person logged in, a slug, the hash of a key,
or the ``directory`` chore.
"""

from __future__ import annotations

import json
from typing import Final
from uuid import UUID

from django.db import connection, transaction

from catalog.shops.context import ShopContext
from catalog.shops.models import Shop
from shop_ai.lib.tenancy import local_setting, purpose

# What a context takes from the row as it is.
COPIED: Final = (
    *("slug", "name", "currency", "timezone", "language", "country"),
    *("is_simulated", "inactive_after_days", "public_profile"),
)


def context_of(shop: Shop, role: str = "") -> ShopContext:
    return ShopContext(
        **{field: getattr(shop, field) for field in COPIED}, id=shop.pk, uid=shop.uid, role=role
    )


def shop_by_slug(slug: str) -> ShopContext | None:
    """The shop with this slug, for public pages and commands; no role."""
    with local_setting("app.lookup", slug):
        shop = Shop.objects.filter(slug=slug).first()
    return context_of(shop) if shop else None


def shop_by_id(shop_id: int) -> ShopContext | None:
    with purpose("directory"):
        shop = Shop.objects.filter(pk=shop_id).first()
    return context_of(shop) if shop else None


def all_shop_ids() -> list[int]:
    """Every shop's id, for chores that fan out one task a shop."""
    with purpose("directory"):
        return list(Shop.objects.order_by("pk").values_list("pk", flat=True))


def any_shop_exists() -> bool:
    with purpose("directory"):
        return Shop.objects.exists()


def shops_of_person(user_id: int) -> list[ShopContext]:
    """The shops this person belongs to, by name, each with the person's role there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT shop, held_role FROM catalog_shops_of_person(%s)", [user_id])
        rows = [(json.loads(shop), role) for shop, role in cursor.fetchall()]
    return [
        ShopContext(
            **{field: shop[field] for field in COPIED}, id=shop["id"], uid=UUID(shop["uid"]), role=role
        )
        for shop, role in rows
    ]


@transaction.atomic
def lock_shop(shop_id: int) -> None:
    """Hold the shop's row until the transaction ends, without blocking inserts that refer to it."""
    Shop.objects.select_for_update(no_key=True).only("pk").get(pk=shop_id)
