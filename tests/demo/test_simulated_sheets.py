"""The simulated shop: the same sheets for the same seed, and what was built in can be found again."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date

from shop_ai.demo.assortment import ARTICLES
from shop_ai.demo.simulated import sheets

TODAY = date(2026, 11, 22)


def _orders(text: str) -> dict[str, dict[str, str]]:
    rows = csv.reader(io.StringIO(text), delimiter=";")
    header = next(rows)
    return {row[0]: dict(zip(header, row, strict=True)) for row in rows}


def test_the_same_seed_gives_the_same_sheets_and_another_seed_others() -> None:
    assert sheets(TODAY) == sheets(TODAY)
    assert sheets(TODAY, seed=1).french != sheets(TODAY, seed=2).french


def test_every_order_stands_in_exactly_one_sheet() -> None:
    made = sheets(TODAY)
    french, arabic = _orders(made.french), _orders(made.arabic)
    assert len(french) + len(arabic) == made.orders
    assert not set(french) & set(arabic)


def test_only_articles_of_the_assortment_are_sold_at_their_price() -> None:
    prices = {article.sku: str(article.price) for article in ARTICLES}
    for row in csv.DictReader(io.StringIO(sheets(TODAY).french), delimiter=";"):
        assert row["Prix"] == prices[row["SKU"]]


def test_refusals_follow_the_channels_they_were_given() -> None:
    states: dict[str, Counter[str]] = {}
    for order in _orders(sheets(TODAY, days=1500).french).values():
        states.setdefault(order["Source"], Counter())[order["Statut"]] += 1
    rate = {
        channel: counted["Refusé"] / (counted["Refusé"] + counted["Livré"])
        for channel, counted in states.items()
    }
    assert rate["WhatsApp"] < rate["Instagram"] < rate["Facebook"]
