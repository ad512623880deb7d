"""The widget's answers per second and their slowest hundredth, beside an empty Django JSON view.

For one shop, for the home pages of 200 prepared shops, for their 8,000 product pages (where next to nothing is asked twice
within a second), and for questions that only one visitor asks. And the night that has the answers of 200 shops ready.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
from collections.abc import Callable
from functools import cache

from benchmarks.ingest import Bed, bed
from benchmarks.load import Load, fire
from benchmarks.report import Row
from shop_ai.services.paths import ROOT

NAMES = ("widget", "widget_200_shops", "widget_product_pages", "widget_personal")
SHOPS, PRODUCTS, ORDERS = 200, 40, 60
ROUNDS, SECONDS, CONNECTIONS = 3, 4.0, 16
SEED = 20261122

# Each shop sells 40 products in 60 orders of three; products that are bought together lie near each other.
MAKE = """
import json, time
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from random import Random
from catalog.customers.models import Customer
from catalog.keys.services import ensure_public_key
from catalog.orders.models import Order, OrderLine
from catalog.products.models import Product
from catalog.shops.services import create_shop
from shop_ai.lib.tenancy import shop_scope
from signals.recommend.services import prepare
from signals.widget.renewing import prepare_answers
noon, rng, keys, nights = datetime(2026, 11, 20, 11, tzinfo=timezone.utc), Random(%(seed)d), [], []
for number in range(%(shops)d):
    shop = create_shop(slug=f"bench-{number}", name="Boutique", currency="DZD", timezone="Africa/Algiers", language="fr",
        owner=None)
    with shop_scope(shop.id):
        products = Product.objects.bulk_create(Product(shop_id=shop.id, sku=f"SKU-{n}", title=f"Robe brodée main {n}",
            price=Decimal(900 + 150 * n), stock=50, page_url=f"https://boutique.example/produits/robe-{n}",
            image_url=f"https://cdn.boutique.example/robe-{n}.webp") for n in range(%(products)d))
        people = Customer.objects.bulk_create(Customer(shop_id=shop.id) for _ in range(%(orders)d))
        orders = Order.objects.bulk_create(Order(shop_id=shop.id, source="bench", external_id=str(n), currency="DZD",
            customer=person, order_state="confirmed", parcel_state="delivered", placed_at=noon, placed_on=noon.date(),
            delivered_at=noon, delivered_on=noon.date()) for n, person in enumerate(people))
        lines = []
        for order in orders:
            first = rng.randrange(%(products)d)
            for position, near in enumerate((0, 1, rng.randrange(2, 5)), 1):
                lines.append(OrderLine(shop_id=shop.id, order=order, position=position, quantity=1, unit_price=100,
                    amount=100, product=products[(first + near) %% %(products)d]))
        OrderLine.objects.bulk_create(lines)
    prepare(shop.id, date(2026, 11, 22))
    began = time.perf_counter()
    prepare_answers(shop.id, pages=%(products)d)
    nights.append(time.perf_counter() - began)
    keys.append(ensure_public_key(shop.id))
print("keys" + json.dumps([keys, sum(nights)]))
"""


@cache
def shops() -> tuple[list[str], float]:
    """The public keys of the prepared shops, and the seconds that the night took to have all their answers ready."""
    code = MAKE % {"seed": SEED, "shops": SHOPS, "products": PRODUCTS, "orders": ORDERS}
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", code]
    done = subprocess.run(command, env=bed().told, cwd=ROOT, check=True, capture_output=True, text=True)
    keys, seconds = json.loads(done.stdout.split("keys")[1])
    return keys, seconds


def get(path: str) -> bytes:
    """A browser's request."""
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip, deflate, br\r\n"
    return f"{head}User-Agent: Mozilla/5.0 (Linux; Android 14) Mobile\r\n\r\n".encode()


def questions(name: str) -> Callable[[], str]:
    """The addresses that are asked for, drawn with a fixed seed."""
    rng, (keys, _seconds) = random.Random(SEED), shops()

    def sku() -> str:
        return f"SKU-{rng.randrange(PRODUCTS)}"

    def one_shop() -> str:
        return f"/w/{keys[0]}/recommendations?slot=home&visitor=none&lang=fr&limit=6"

    def all_shops() -> str:
        return f"/w/{rng.choice(keys)}/recommendations?slot=home&visitor=none&lang=fr&limit=6"

    def product_pages() -> str:
        return f"/w/{rng.choice(keys)}/recommendations?slot=product&sku={sku()}&visitor=none&lang=fr&limit=6"

    def personal() -> str:
        seen = ",".join(sku() for _ in range(5))
        return f"/w/{rng.choice(keys)}/recommendations?slot=cart&sku=&cart={sku()},{sku()}&seen={seen}&lang=ar&limit=6"

    kinds = {"widget": one_shop, "widget_200_shops": all_shops, "widget_product_pages": product_pages}
    return kinds.get(name, personal)


def _load(port: int, path: Callable[[], str]) -> Load:
    load = fire(port, lambda: get(path()), seconds=SECONDS, connections=CONNECTIONS)
    if set(load.answers) != {200}:
        raise RuntimeError(f"{path()} answered {dict(load.answers)}")
    return load


def run(name: str) -> list[Row]:
    """Answers per second and p99 at 16 connections; ours and the floor in turn."""
    made: Bed = bed()
    ask = questions(name)
    _load(made.port, ask)  # the processes import what they need before they are measured
    pairs = [(_load(made.port, ask), _load(made.bare_port, lambda: "/empty")) for _ in range(ROUNDS)]
    speed, least = (statistics.median(loads[at].per_second for loads in pairs) for at in (0, 1))
    late, least_late = (statistics.median(loads[at].p99 for loads in pairs) for at in (0, 1))
    rows = [
        _row(name, speed, "answers/s", least),
        _row(f"{name}_p99", late, "ms", least_late),
    ]
    if name == "widget_200_shops":
        night = round(shops()[1], 2)
        rows.append(
            Row(name="widget_night_200_shops", value=night, unit="s", floor=None, ratio=None, n=SHOPS)
        )
    return rows


def _row(name: str, value: float, unit: str, floor: float) -> Row:
    return Row(
        name=name,
        value=round(value, 2),
        unit=unit,
        floor=round(floor, 2),
        ratio=round(value / floor, 3),
        n=ROUNDS,
    )
