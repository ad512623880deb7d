"""The past of a record is kept by the database itself, whoever changes it and how."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from catalog.history.models import RecordChange
from catalog.orders.models import Order, OrderLine
from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope
from tests.factories import make_order, make_playlist, make_product, make_shop

pytestmark = pytest.mark.django_db


def changes(what: str) -> list[tuple[str, dict[str, object], list[str]]]:
    return list(RecordChange.objects.filter(what=what).order_by("id").values_list("act", "before", "hidden"))


def test_only_the_columns_that_changed_are_kept() -> None:
    shop = make_shop()
    with shop_scope(shop.id):
        product = make_product(shop, price=Decimal("4500.00"))
        Product.objects.filter(pk=product.pk).update(price=Decimal("3900.00"))
        assert changes("product") == [("changed", {"price": "4500.00"}, [])]


def test_a_statement_that_changes_nothing_kept_writes_nothing() -> None:
    shop = make_shop()
    with shop_scope(shop.id):
        product = make_product(shop, stock=7)
        product.save()
        Product.objects.filter(pk=product.pk).update(stock=3)
        assert changes("product") == []
