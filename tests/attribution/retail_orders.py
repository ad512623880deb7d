"""The retail file as orders and refunds of a shop, written straight into the tables.

A second way beside the importer, so that the figures can be judged apart from the import.
"""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal

from catalog.customers.models import Customer
from catalog.orders.models import Order, Refund
from tests.attribution.independent_kpis import FILE, SERVICES

ZERO = Decimal(0)


@dataclass
class Document:
    number: str
    at: datetime
    customer: str
    products: Decimal = ZERO
    services: Decimal = ZERO
    amounts: list[Decimal] = field(default_factory=list)


def documents() -> tuple[dict[str, Document], dict[str, Document]]:
    """Sales (adjustments among them) and refunds, by invoice number."""
    sales: dict[str, Document] = {}
    given_back: dict[str, Document] = {}
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            amount = int(line["Quantity"]) * Decimal(line["UnitPrice"])
            amount = amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
            number, at = line["InvoiceNo"], datetime.fromisoformat(line["InvoiceDate"]).replace(tzinfo=UTC)
            side = given_back if number.startswith("C") or amount < 0 else sales
            found = side.setdefault(number, Document(number, at, line["CustomerID"]))
            found.at = min(found.at, at)
            found.amounts.append(amount)
            if line["StockCode"].upper() in SERVICES:
                found.services += amount
            else:
                found.products += amount
    return sales, given_back


def load_retail(shop_id: int) -> None:
    """All documents of the file into the shop in scope, whose zone must be UTC."""
    sales, given_back = documents()
    names = sorted({d.customer for d in (*sales.values(), *given_back.values())} - {""})
    made = Customer.objects.bulk_create([Customer(shop_id=shop_id) for _ in names], batch_size=2000)
    customers = dict(zip(names, (customer.pk for customer in made), strict=True)) | {"": None}
    orders = [_order(shop_id, document, customers[document.customer]) for document in sales.values()]
    Order.objects.bulk_create(orders, batch_size=2000)
    refunds = [_refund(shop_id, document, customers[document.customer]) for document in given_back.values()]
    Refund.objects.bulk_create(refunds, batch_size=2000)


def _order(shop_id: int, document: Document, customer_id: int | None) -> Order:
    day = document.at.date()
    return Order(
        shop_id=shop_id,
        source="file",
        external_id=document.number,
        kind="sale" if any(amount > 0 for amount in document.amounts) else "adjustment",
        customer_id=customer_id,
        currency="GBP",
        order_state="confirmed",
        parcel_state="delivered",
        placed_at=document.at,
        confirmed_at=document.at,
        shipped_at=document.at,
        delivered_at=document.at,
        placed_on=day,
        confirmed_on=day,
        shipped_on=day,
        delivered_on=day,
        products_amount=document.products,
        services_amount=document.services,
        total_amount=document.products + document.services,
    )


def _refund(shop_id: int, document: Document, customer_id: int | None) -> Refund:
    return Refund(
        shop_id=shop_id,
        source="file",
        external_id=document.number,
        customer_id=customer_id,
        currency="GBP",
        refunded_at=document.at,
        refunded_on=document.at.date(),
        is_credit_note=True,
        amount=-document.products - document.services,
        products_amount=-document.products,
    )
