"""A simulated shop comes in through the doors: what was made is what the importer and the intake report."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, Sum
from django.utils import timezone, translation

from catalog.content.models import ContentPiece
from catalog.conversations.models import Conversation
from catalog.heard.models import HeardAnswer
from catalog.imports.models import ImportBatch
from catalog.orders.models import Order
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from catalog.shops.directory import shop_by_slug
from shop_ai.lib.tenancy import shop_scope
from shop_ai.simulator.doors import Doors
from shop_ai.simulator.model.plan import Plan
from shop_ai.simulator.model.sales import STATES
from shop_ai.simulator.model.world import World
from shop_ai.simulator.services import simulate
from shop_ai.simulator.writers.clock import midnight
from signals.ingest import api, callers
from signals.ingest.limits import Buckets
from signals.rollups import services as rollups
from signals.rollups.models import DailySignal, Event
from tests.shops import a_shop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def open_doors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "shop_limit", Buckets(1e6, 1e6))
    monkeypatch.setattr(api, "address_limit", Buckets(1e6, 1e6))
    callers.forget_callers()
    rollups._months.clear()


def a_world(**fields: Any) -> World:
    yesterday = timezone.now().date() - timedelta(days=1)
    defaults: dict[str, Any] = {
        "last": yesterday,
        "days": 20,
        "orders": 80,
        "visits_per_day": 8.0,
        "products": 14,
    }
    return World(Plan(**{**defaults, **fields}))


def filled(shop: ShopContext, world: World) -> dict[str, Any]:
    now = timezone.now()
    doors = Doors(shop, world, now, say=lambda _line: None)
    return simulate(world, [doors], zone=shop.zone, now=now)


def states(shop: ShopContext) -> Counter[str]:
    """Orders by the model's words for where they stand."""
    with shop_scope(shop.id):
        pairs = list(Order.objects.values_list("order_state", "parcel_state").annotate(n=Count("pk")))
    found: Counter[str] = Counter()
    for order, parcel, n in pairs:
        found[parcel if parcel != "none" else order] += n
    return found


def test_what_was_made_is_what_the_doors_report_and_keep() -> None:
    shop, world = a_shop(is_simulated=True), a_world()
    made = filled(shop, world)
    told = made["sinks"][0]
    live = told["live"]
    assert made["orders"] == 80
    assert told["products"] == {"created": 14}
    assert told["orders"]["rejected"] == told["history"]["rejected"] == told["talks"]["rejected"] == 0
    assert told["history"]["created"] + live["stored"] == made["events"]
    assert live["duplicate"] == 0
    assert not [name for name in live if name.startswith("dropped")]
    with shop_scope(shop.id):
        assert Order.objects.count() == 80
        by_file = Conversation.objects.values_list("source").annotate(n=Count("pk"))
        assert dict(by_file)["sheet"] == told["talks"]["created"]
        assert dict(by_file)["whatsapp_file"] > 0
        assert 0 < HeardAnswer.objects.filter(order__isnull=False).count() == told["talks"]["answers"]
        assert Event.objects.count() == made["events"]
        assert DailySignal.objects.aggregate(n=Sum("count"))["n"] == made["events"]
        assert Event.objects.filter(type="view", product_id=None).count() == 0
        assert Product.objects.count() == 14


def test_orders_stand_where_the_model_says_and_bring_its_revenue() -> None:
    shop, world = a_shop(is_simulated=True), a_world(visits_per_day=0.0)
    now = timezone.now()
    filled(shop, world)
    expected: Counter[str] = Counter()
    value = 0
    for day in world.days():
        at = day.orders.states((now - midnight(day.date, shop.zone)).total_seconds())
        expected.update(STATES[state] for state in at.tolist())
        value += int(day.orders.value.sum())
    assert states(shop) == expected
    with shop_scope(shop.id):
        assert Order.objects.aggregate(s=Sum("products_amount"))["s"] == value


def test_content_comes_with_its_metrics_and_its_visits() -> None:
    shop, world = a_shop(is_simulated=True), a_world()
    told = filled(shop, world)["sinks"][0]["content"]
    assert told["created"] == len(world.posts)
    with shop_scope(shop.id):
        assert ContentPiece.objects.count() == len(world.posts)
        assert Event.objects.filter(content_ref__isnull=False).exists()


def test_the_same_shop_again_changes_nothing() -> None:
    shop, world = a_shop(is_simulated=True), a_world(days=8, orders=20)
    first = filled(shop, world)["sinks"][0]
    second = filled(shop, world)["sinks"][0]
    assert second["orders"]["created"] == second["history"]["created"] == 0
    assert second["live"]["stored"] == 0
    assert second["live"]["duplicate"] == first["live"]["stored"]


@pytest.mark.parametrize(
    "sizes", [{"orders": 0, "visits_per_day": 0.0}, {"orders": 1, "days": 1, "products": 1}]
)
def test_tiny_shops_are_filled(sizes: dict[str, Any]) -> None:
    shop = a_shop(is_simulated=True)
    made = filled(shop, a_world(**sizes))
    assert made["orders"] == sizes["orders"]


def test_the_command_makes_a_shop_that_is_marked_as_simulated(tmp_path: Path) -> None:
    out = StringIO()
    sizes = ["--days", "5", "--orders", "10", "--visits-per-day", "3", "--products", "4"]
    files = ["--out", str(tmp_path), "--truth", str(tmp_path / "truth.json")]
    call_command("simulate", "--create", "demo-10", *sizes, *files, "--json", stdout=out)
    said = json.loads(out.getvalue())
    shop = shop_by_slug("demo-10")
    assert shop is not None
    assert shop.is_simulated
    assert said["orders"] == 10
    assert said["sinks"][0]["orders"]["created"] >= 10  # rows: an order has one or more
    assert len(json.loads((tmp_path / "truth.json").read_text())["products"]) == 4
    with shop_scope(shop.id):
        assert set(ImportBatch.objects.values_list("kind", flat=True)) >= {"orders", "events"}


def test_a_real_shop_is_not_filled() -> None:
    shop = a_shop()
    with translation.override("en"), pytest.raises(CommandError, match="real"):
        call_command("simulate", "--shop", shop.slug, "--days", "2", "--orders", "1")
