"""The retail file as orders and refunds of a shop, written straight into the tables.

A second way beside the importer, so that the figures can be judged apart from the import.
"""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.db import connection

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


STAGE = """CREATE TEMP TABLE retail_document (
    number text, at timestamptz, customer text, is_refund boolean, is_sale boolean, products numeric, services numeric
) ON COMMIT DROP"""
CUSTOMERS = """
WITH named AS (SELECT DISTINCT customer FROM retail_document WHERE customer <> ''),
made AS (
    INSERT INTO catalog_customer (shop_id, phone_index, email_index, name_index, wilaya, language, created_at, updated_at)
    SELECT %(shop)s, '', customer, '{}', '', '', now(), now() FROM named RETURNING id, email_index
)
UPDATE retail_document d SET customer = made.id FROM made WHERE made.email_index = d.customer"""
ORDERS = """
INSERT INTO catalog_order (
    shop_id, source, external_id, number, kind, customer_id, channel, campaign, code, currency, wilaya, order_state,
    parcel_state, money_state, placed_at, confirmed_at, shipped_at, delivered_at, delivery_date_known, placed_on,
    confirmed_on, shipped_on, delivered_on, products_amount, services_amount, shipping_amount, discount_amount,
    total_amount, created_at, updated_at
)
SELECT %(shop)s, 'file', number, number, CASE WHEN is_sale THEN 'sale' ELSE 'adjustment' END,
       nullif(customer, '')::bigint, '', '', '', 'GBP', '', 'confirmed', 'delivered', 'collected', at, at, at, at, true,
       at::date, at::date, at::date, at::date, products, services, 0, 0, products + services, now(), now()
FROM retail_document WHERE NOT is_refund"""
REFUNDS = """
INSERT INTO catalog_refund (
    shop_id, source, external_id, customer_id, channel, currency, refunded_at, refunded_on, date_known, is_credit_note,
    amount, products_amount, reason, created_at, updated_at
)
SELECT %(shop)s, 'file', number, nullif(customer, '')::bigint, '', 'GBP', at, at::date, true, true,
       -products - services, -products, '', now(), now()
FROM retail_document WHERE is_refund"""


def load_retail(shop_id: int) -> None:
    """All documents of the file into the shop in scope, whose zone must be UTC."""
    sales, given_back = documents()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
        cursor.execute(STAGE)
        with cursor.copy("COPY retail_document FROM STDIN") as copy:
            for is_refund, side in ((False, sales), (True, given_back)):
                for document in side.values():
                    copy.write_row(_row(document, is_refund=is_refund))
        for statement in (CUSTOMERS, ORDERS, REFUNDS):
            cursor.execute(statement, {"shop": shop_id})


def _row(document: Document, *, is_refund: bool) -> tuple[object, ...]:
    is_sale = any(amount > 0 for amount in document.amounts)
    amounts = (document.products, document.services)
    return (document.number, document.at, document.customer, is_refund, is_sale, *amounts)
