"""What people change: the weights of the house score, the assumed margin, a product's cost. Each is in the log."""

from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from catalog.outbox.services import enqueue
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.period import local_day
from shop_ai.lib.tenancy import shop_scope
from signals.scores.automations import CONTENT_SCORES, PRODUCT_SCORES
from signals.scores.models import ProductCost, ScoreSettings
from signals.scores.priors import VERSION
from transparency.ledger.services import record_decision


def change_settings(shop: ShopContext, values: dict[str, Any], *, by: str) -> None:
    """Keep weights, margin and cost of a return, note who changed them, and ask for new scores."""
    with shop_scope(shop.id):
        ScoreSettings.objects.update_or_create(shop_id=shop.id, defaults=values | {"changed_by": by})
        noted = {name: str(value) if isinstance(value, Decimal) else value for name, value in values.items()}
        _note(CONTENT_SCORES.code, noted, by)
        ask_again(shop)


def set_cost(shop: ShopContext, uid: uuid.UUID, cost: Decimal | None, *, by: str) -> bool:
    """What a piece costs, None to forget it; False for a product that is not the shop's."""
    with shop_scope(shop.id):
        product = Product.objects.filter(uid=uid).first()
        if product is None:
            return False
        if cost is None:
            ProductCost.objects.filter(product=product).delete()
        else:
            ProductCost.objects.update_or_create(shop_id=shop.id, product=product, defaults={"cost": cost})
        noted = {"sku": product.sku, "cost": None if cost is None else str(cost)}
        _note(PRODUCT_SCORES.code, noted, by)
        ask_again(shop)
    return True


def _note(automation: str, values: dict[str, Any], by: str) -> None:
    record_decision(
        automation=automation,
        subject="choice",
        version=VERSION,
        inputs=values,
        output=values,
        reason_code="score_settings_changed",
        actor=by,
    )


def ask_again(shop: ShopContext) -> None:
    """Scores as of yesterday, soon."""
    now = timezone.now()
    as_of = local_day(now, shop.zone) - timedelta(days=1)
    enqueue(kind="scores", payload={"as_of": as_of.isoformat()}, unique_key=now.isoformat())
