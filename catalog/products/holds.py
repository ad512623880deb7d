"""Products held back as unsafe: who placed the hold and why, and its release; each is a decision in the ledger.

A held product stays in the catalogue and in old orders. It is only never put before a customer by anything automatic.
"""

from __future__ import annotations

import uuid
from typing import Any, Final

from django.utils import timezone

from catalog.products.models import Product, ProductHold
from shop_ai.lib.tenancy import shop_scope
from transparency.ledger.services import record_decision

VERSION: Final = "holds-1"
BY_HAND: Final = "owner"
LONGEST_REASON: Final = 500


def hold_back(shop_id: int, uid: uuid.UUID, *, reason: str, by: str, source: str = BY_HAND) -> bool:
    """Hold a product back; False when the shop has no such product. Holding it again changes the reason.

    ``source`` names the rule that asks for it, or ``owner``; a variant's hold is its product's.
    """
    with shop_scope(shop_id):
        product = _product(uid)
        if product is None:
            return False
        ProductHold.objects.update_or_create(
            product=product,
            lifted_at=None,
            defaults={"reason": reason[:LONGEST_REASON], "source": source, "placed_by": by},
        )
        _note(
            product, {"is_held": True, "reason": reason[:LONGEST_REASON], "source": source}, "held_back", by
        )
        return True


def release(shop_id: int, uid: uuid.UUID, *, by: str) -> bool:
    """Lift the hold; False when there is none. The row stays as history."""
    with shop_scope(shop_id):
        product = _product(uid)
        held = ProductHold.objects.filter(product=product, lifted_at=None)
        if product is None or not held.update(lifted_at=timezone.now(), lifted_by=by):
            return False
        _note(product, {"is_held": False}, "hold_lifted", by)
        return True


def hold_of(shop_id: int, product_id: int) -> ProductHold | None:
    """The hold that stands on a product."""
    with shop_scope(shop_id):
        return ProductHold.objects.filter(product_id=product_id, lifted_at=None).first()


def holds(shop_id: int) -> list[ProductHold]:
    """Every standing hold, the newest first."""
    with shop_scope(shop_id):
        rows = ProductHold.objects.filter(lifted_at=None).select_related("product")
        return list(rows.order_by("-placed_at", "-pk"))


def _product(uid: uuid.UUID) -> Product | None:
    found: Product | None = Product.objects.select_related("parent").filter(uid=uid).first()
    return found and (found.parent or found)


def _note(product: Product, output: dict[str, Any], reason_code: str, by: str) -> None:
    record_decision(
        automation="best_sellers",
        subject="hold",
        version=VERSION,
        inputs={"sku": product.sku},
        output=output,
        reason_code=reason_code,
        actor=by,
    )
