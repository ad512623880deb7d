"""The real file through the whole importer, against a computation with pandas that shares no code."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from django.db.models import Sum
from django.db.models.functions import TruncMonth

from catalog.customers.models import Customer
from catalog.imports.running import run_import
from catalog.imports.services import create_import, undo_import
from catalog.orders.models import Order, OrderLine, Refund, RefundLine
from catalog.products.models import Product
from shop_ai.lib.tenancy import shop_scope
from tests.catalog.import_files import RETAIL
from tests.shops import a_shop


@pytest.mark.long  # each half of it is in the ordinary run: the first path, and undo of small files
@pytest.mark.django_db
def test_the_real_file_imported_imported_again_and_undone() -> None:
    frame = pd.read_csv(RETAIL, dtype={"InvoiceNo": str, "StockCode": str}, parse_dates=["InvoiceDate"])
    frame["cents"] = (frame["Quantity"] * frame["UnitPrice"] * 100).round().astype("int64")
    documents = frame.groupby("InvoiceNo")["cents"].agg(["max", "min"])
    shop = a_shop(currency="GBP", timezone="Europe/London", country="GB")
    batch = create_import(shop, content=RETAIL.read_bytes(), file_name=RETAIL.name)
    outcome = run_import(shop, batch.pk)
    assert (outcome.read, outcome.created, outcome.rejected) == (320_705, 320_705, 0)
    records = {name: count["created"] for name, count in outcome.records.items()}
    assert (records["documents"], records["credit_notes"]) == (16_459, 2_554)
    assert records["orders"] == (documents["max"] > 0).sum()
    with shop_scope(shop.id):
        assert Order.objects.filter(kind="sale").count() == records["orders"]
        assert Customer.objects.count() == frame["CustomerID"].nunique()
        assert Product.objects.count() == frame["StockCode"].nunique()
        assert OrderLine.objects.count() + RefundLine.objects.count() == len(frame)
        net = _months(Order, "placed_on", "total_amount")
        for month, amount in _months(Refund, "refunded_on", "amount").items():
            net[month] = net.get(month, Decimal(0)) - amount
    expected = frame.groupby(frame["InvoiceDate"].dt.strftime("%Y-%m"))["cents"].sum()
    assert {month: int(amount * 100) for month, amount in net.items()} == expected.to_dict()
    assert sum(net.values()) == Decimal("5761931.38")

    again = create_import(shop, content=RETAIL.read_bytes(), file_name=RETAIL.name)
    second = run_import(shop, again.pk)
    assert (second.created, second.updated, second.unchanged) == (0, 0, 320_705)
    undo_import(shop.id, again.pk)
    undo_import(shop.id, batch.pk)
    with shop_scope(shop.id):
        assert not any(model.objects.exists() for model in (Order, OrderLine, Refund, Customer, Product))


def _months(model: type[Order] | type[Refund], day: str, amount: str) -> dict[str, Decimal]:
    rows = model.objects.annotate(month=TruncMonth(day)).values("month").annotate(sum=Sum(amount))
    return {row["month"].strftime("%Y-%m"): row["sum"] for row in rows}
