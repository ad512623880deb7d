"""What offers to segments need in the simulated shop: costs of products, and customers who agreed to messages."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from django.utils import timezone

from catalog.customers.models import Customer
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Consent, Purpose
from signals.scores.models import ProductCost
from signals.segments.contact import consent_name

BATCH: Final = 1000
# Of the price; what a small shop that buys and sells again keeps.
COST_SHARE: Final = Decimal("0.65")
# Two customers in three agreed, one product in four has no known cost: so that both cases are seen.
AGREED_OF: Final = 3
UNKNOWN_OF: Final = 4


def show_offers(shop: ShopContext) -> None:
    """Costs for most products and consents for most customers; nothing that stands is touched."""
    with shop_scope(shop.id):
        ProductCost.objects.bulk_create(
            [
                ProductCost(shop_id=shop.id, product_id=pk, cost=(price * COST_SHARE).quantize(Decimal(1)))
                for place, (pk, price) in enumerate(
                    Product.objects.filter(is_service=False, parent=None, price__gt=0)
                    .order_by("pk")
                    .values_list("pk", "price")
                )
                if place % UNKNOWN_OF
            ],
            batch_size=BATCH,
            ignore_conflicts=True,
        )
        Consent.objects.bulk_create(
            [
                Consent(
                    shop_id=shop.id,
                    visitor=consent_name(uid),
                    purpose=Purpose.MESSAGES,
                    given_at=timezone.now(),
                    language=shop.language,
                    proof={"given": {"door": "simulated"}},
                )
                for place, uid in enumerate(Customer.objects.order_by("pk").values_list("uid", flat=True))
                if place % AGREED_OF
            ],
            batch_size=BATCH,
            ignore_conflicts=True,
        )
