"""The baskets of the retail file, read without the product's importer: what models are compared on.

UCI Online Retail (id 352; Chen, Sain & Guo 2012), CC BY 4.0.
"""

from __future__ import annotations

import csv
import gzip
import io
from dataclasses import dataclass
from datetime import date

import numpy as np

from benchmarks.retail import FILE
from signals.backtest.histories import Orders
from signals.recommenders.interface import NO_CATEGORY, NOBODY


@dataclass(frozen=True, slots=True)
class Basket:
    """One invoice: its day, its customer (0: unknown) and its distinct products, sorted."""

    day: date
    customer: int
    products: tuple[str, ...]


def read_baskets() -> list[Basket]:
    """Invoices that sell something, oldest first. No credit notes, and of the codes only products: five digits first."""
    text = io.StringIO(gzip.decompress(FILE.read_bytes()).decode("utf-8", "replace"))
    held: dict[str, tuple[str, str, set[str]]] = {}
    for row in csv.DictReader(text):
        code = row["StockCode"].upper()
        is_sale = not row["InvoiceNo"].startswith("C") and float(row["Quantity"]) > 0 < float(
            row["UnitPrice"]
        )
        if is_sale and code[:5].isdigit():
            entry = held.setdefault(row["InvoiceNo"], (row["InvoiceDate"], row["CustomerID"], set()))
            entry[2].add(code)
    ordered = sorted(held.items(), key=lambda item: (item[1][0], item[0]))
    return [
        Basket(date.fromisoformat(at[:10]), int(float(customer)) if customer else 0, tuple(sorted(codes)))
        for _number, (at, customer, codes) in ordered
    ]


def as_orders(baskets: list[Basket]) -> Orders:
    """The same as the back-test reads a shop: every product can be had from its first sale on, none has a category."""
    codes = sorted({code for basket in baskets for code in basket.products})
    place = {code: number for number, code in enumerate(codes)}
    since: dict[str, int] = {}
    for basket in baskets:
        for code in basket.products:
            since.setdefault(code, basket.day.toordinal())
    return Orders(
        ids=tuple(range(len(codes))),
        baskets=tuple(tuple(place[code] for code in basket.products) for basket in baskets),
        days=np.asarray([basket.day.toordinal() for basket in baskets], dtype=np.int32),
        buyers=np.asarray([basket.customer or NOBODY for basket in baskets], dtype=np.int64),
        categories=np.full(len(codes), NO_CATEGORY, dtype=np.int32),
        since=np.asarray([since[code] for code in codes], dtype=np.int32),
        can_be_had=np.ones(len(codes), dtype=np.bool_),
    )
