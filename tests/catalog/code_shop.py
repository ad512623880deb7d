"""A shop with codes, for the tests of codes and landing pages."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from catalog.codes.models import CodeUse, PlaylistCode
from catalog.codes.services import CodeFields, create_code
from catalog.codes.settling import settle_codes
from catalog.orders.models import Order
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.factories import make_order


def make_code(shop: ShopContext, code: str = "RAMADAN20", **fields: Any) -> PlaylistCode:
    """A code of 20 % seen on Instagram."""
    given: CodeFields = {
        "code": code,
        "channel": "instagram",
        "discount_kind": "percent",
        "discount": Decimal(20),
    }
    return create_code(shop, {**given, **fields})  # type: ignore[typeddict-item]  # a test names the fields


def order_with(shop: ShopContext, code: str, **fields: Any) -> Order:
    """An order on its way that names a code, with the uses brought in line."""
    given: dict[str, Any] = {"delivered": False, "code": code, "discount_amount": Decimal(500)}
    order = make_order(shop, **(given | fields))
    settle_codes(shop)
    return order


def change(shop: ShopContext, order: Order, **values: Any) -> None:
    """Change the order's row as an import would, and settle."""
    with shop_scope(shop.id):
        Order.objects.filter(pk=order.pk).update(**values)
    settle_codes(shop)


def uses(shop: ShopContext) -> list[tuple[str, str]]:
    """State and reason of each use, oldest first."""
    with shop_scope(shop.id):
        return list(CodeUse.objects.order_by("pk").values_list("state", "reason"))


def taken(shop: ShopContext, code: PlaylistCode) -> tuple[int, Decimal]:
    """Places and money taken, as the code's row has them; they always are the sums of its counted uses."""
    with shop_scope(shop.id):
        row = PlaylistCode.objects.get(pk=code.pk)
        counted = CodeUse.objects.filter(code=code, state="counted").values_list("discount", flat=True)
        assert (row.uses, row.given) == (len(counted), sum(counted, Decimal(0)))
        return row.uses, row.given
