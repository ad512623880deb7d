"""Finding shops before a scope exists; the only module that may look across shops.

Every function opens the narrowest door the policies offer: the person logged in, a slug, the hash of a key,
or the ``directory`` chore.
"""

from __future__ import annotations

from django.db import transaction

from catalog.people.models import Membership
from catalog.shops.context import ShopContext
from catalog.shops.models import Shop
from shop_ai.lib.tenancy import local_setting, purpose


def context_of(shop: Shop, role: str = "") -> ShopContext:
    return ShopContext(
        id=shop.pk,
        uid=shop.uid,
        slug=shop.slug,
        name=shop.name,
        currency=shop.currency,
        timezone=shop.timezone,
        language=shop.language,
        country=shop.country,
        is_simulated=shop.is_simulated,
        inactive_after_days=shop.inactive_after_days,
        public_profile=shop.public_profile,
        role=role,
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
    with local_setting("app.user", str(user_id)):
        memberships = Membership.unscoped.filter(user_id=user_id, is_active=True).select_related("shop")
        return [context_of(m.shop, m.role) for m in memberships.order_by("shop__name")]


@transaction.atomic
def lock_shop(shop_id: int) -> None:
    """Hold the shop's row until the transaction ends, without blocking inserts that refer to it."""
    Shop.objects.select_for_update(no_key=True).only("pk").get(pk=shop_id)
