"""The whole way of a test: the widget shows it, pages report it, the fold counts it, a look decides."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.period import last_complete_day
from shop_ai.lib.tenancy import shop_scope
from signals.exposure.models import ExposureTest, Stage
from signals.exposure.services import look_now, run_tests
from signals.recommend.services import prepare
from signals.rollups.services import fold_waiting
from signals.widget import api as widget
from tests.shops import a_product
from tests.signals.conftest import PHONE, Post, event
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db


def shown_to(post: Post, item: dict[str, Any], people: range, *, clicks: int) -> None:
    facts = {name: item[name] for name in ("sku", "recommendation_id", "rank")} | {"slot": "home"}
    for person in people:
        events = [event("reco_impression", **facts)]
        if person < clicks:
            events.append(event("reco_click", **facts))
        assert post(*events, **{"User-Agent": f"{PHONE} {person}"}).status_code == 202


def test_what_the_widget_shows_is_counted_and_decided(shop: ShopContext, key: str, post: Post) -> None:
    widget.forget_answers()
    with shop_scope(shop.id):
        for number in range(12):
            a_product(shop.id, f"OLD{number}")
        Product.objects.update(created_at=timezone.now() - timedelta(days=90))
        a_product(shop.id, "NEW", stock=5)
        set_switch("exploration", is_on=False, by="user:1")
    as_of = last_complete_day(timezone.now(), shop.zone)
    prepare(shop.id, as_of)
    run_tests(shop.id, as_of)
    answer = Client().get(f"/w/{key}/recommendations?limit=12&lang=en").json()
    item = next(one for one in answer["items"] if one["reason_code"] == "new_in_test")
    assert (item["sku"], item["rank"], len(answer["items"])) == ("NEW", 7, 12)
    shown_to(post, item, range(50), clicks=9)
    shown_to(post, item, range(20), clicks=0)  # the same people again
    fold_waiting()
    assert look_now(shop.id)["looks"] == 1
    with shop_scope(shop.id):
        test = ExposureTest.objects.get(product__sku="NEW")
    assert (test.shown, test.taken, test.stage) == (50, 9, Stage.WIDE)
    widget.forget_answers()
    after = Client().get(f"/w/{key}/recommendations?limit=12&lang=en").json()
    assert [one["reason_code"] for one in after["items"] if one["sku"] == "NEW"] == ["liked_when_new"]
