"""The owner's word on a product: pinned first, hidden, or neither. It holds at once and is written to the ledger."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Literal

from django.utils import timezone

from catalog.products.selectors import product_by_uid
from catalog.shops.context import ShopContext
from shop_ai.lib.period import last_complete_day
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.compute import VERSION
from signals.recommend.models import MerchantChoice
from signals.recommend.services import prepare
from transparency.ledger.services import record_decision

Choice = Literal["pin", "hide", "none"]
CHOICES: tuple[Choice, ...] = ("pin", "hide", "none")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A product with the owner's word on it."""

    uid: uuid.UUID
    title: str
    choice: str


def choices_of(shop_id: int) -> list[Chosen]:
    """Every pinned and hidden product, the newest word first."""
    with shop_scope(shop_id):
        rows = MerchantChoice.objects.select_related("product").order_by("-created_at", "-pk")
        return [Chosen(row.product.uid, row.product.title, row.choice) for row in rows]


def choose(shop: ShopContext, uid: uuid.UUID, choice: Choice, *, by: str) -> bool:
    """Set the word on a product and make the lists again; False when the shop has no such product.

    ``by`` names who decided, as the ledger writes it. A variant's word is its product's: lists hold products.
    """
    with shop_scope(shop.id):
        found = product_by_uid(shop.id, uid)
        if found is None:
            return False
        product = found.parent or found
        if choice == "none":
            MerchantChoice.objects.filter(product=product).delete()
        else:
            MerchantChoice.objects.update_or_create(
                product=product, defaults={"choice": choice, "created_at": timezone.now()}
            )
        record_decision(
            automation="best_sellers",
            subject="choice",
            version=VERSION,
            inputs={"sku": product.sku},
            output={"choice": choice},
            reason_code="chosen_by_shop",
            actor=by,
        )
        prepare(shop.id, last_complete_day(timezone.now(), shop.zone))
        return True
