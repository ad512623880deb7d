"""The owner's word on products and categories. It holds at once and is written to the ledger."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Literal

from django.utils import timezone

from catalog.products.models import Category
from catalog.products.selectors import product_by_uid
from catalog.shops.context import ShopContext
from shop_ai.lib.period import last_complete_day
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.models import ExcludedCategory, MerchantChoice
from signals.recommend.rules import VERSION
from signals.recommend.services import remake_lists
from signals.recommend.words import CHOICE_WORDS
from transparency.ledger.services import record_decision

Choice = Literal["pin", "boost", "hide", "exclude", "none"]
CHOICES: tuple[Choice, ...] = ("pin", "boost", "hide", "exclude", "none")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A product with the owner's word on it."""

    uid: uuid.UUID
    sku: str
    title: str
    choice: str

    @property
    def words(self) -> str:
        """What the shop said, in the reader's language."""
        return str(CHOICE_WORDS[self.choice])


def choices_of(shop_id: int) -> list[Chosen]:
    """Every product that the shop said something about, the newest word first."""
    with shop_scope(shop_id):
        rows = MerchantChoice.objects.select_related("product").order_by("-created_at", "-pk")
        return [Chosen(row.product.uid, row.product.sku, row.product.title, row.choice) for row in rows]


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
        remake_lists(shop, last_complete_day(timezone.now(), shop.zone))
        return True


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A category that is left out of the recommendations."""

    uid: uuid.UUID
    name: str


def excluded_categories(shop_id: int) -> list[LeftOut]:
    """The categories that are left out, by name."""
    with shop_scope(shop_id):
        rows = ExcludedCategory.objects.select_related("category").order_by("category__name", "pk")
        return [LeftOut(row.category.uid, row.category.name) for row in rows]


def exclude_category(shop: ShopContext, uid: uuid.UUID, *, is_out: bool, by: str) -> bool:
    """Leave a category out or let it in again, and make the lists again; False when the shop has no such category."""
    with shop_scope(shop.id):
        category = Category.objects.filter(uid=uid).first()
        if category is None:
            return False
        if is_out:
            ExcludedCategory.objects.get_or_create(category=category)
        else:
            ExcludedCategory.objects.filter(category=category).delete()
        record_decision(
            automation="best_sellers",
            subject="category",
            version=VERSION,
            inputs={"category": category.uid.hex},
            output={"is_excluded": is_out},
            reason_code="category_chosen",
            actor=by,
        )
        remake_lists(shop, last_complete_day(timezone.now(), shop.zone))
        return True
