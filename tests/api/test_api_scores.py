"""``/api/v1/scores``: the prepared rows, withheld under the floor, in pages, for keys that may read them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from signals.scores.content import score_shop_content
from signals.scores.services import score_shop_products
from tests.api.conftest import Caller, caller, problem_of
from tests.factories import make_shop
from tests.signals.score_shop import TODAY, furnish, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def key() -> Caller:
    shop = make_shop("robes")
    furnish(shop)
    publish(shop)
    score_shop_products(shop.id, TODAY)
    score_shop_content(shop.id, TODAY)
    return caller(shop)


def read(key: Caller, path: str) -> Any:
    answer = key.get(path)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def test_a_score_comes_with_its_range_n_reason_and_factors_that_add_up(key: Caller) -> None:
    found = {row["title"]: row for row in read(key, "scores/products")["data"]}
    best, unseen = found["Robe kabyle brodée"], found["Bracelet neuf"]
    assert best["advice"] == "promote"
    assert best["product_id"].startswith("prd_")
    assert float(best["value"]["low"]) < float(best["value"]["value"]) < float(best["value"]["high"])
    total = 1000.0
    for factor in best["factors"]:
        total *= factor["factor"]
    assert float(best["value"]["value"]) == pytest.approx(total, abs=0.01)
    assert unseen["score"] == {"value": None, "low": None, "high": None, "n": 0, "reason": "not enough data"}
    assert unseen["value"]["value"] is None


def test_posts_come_with_their_signals_and_what_is_missing(key: Caller) -> None:
    found = {row["title"]: row for row in read(key, "scores/content")["data"]}
    loved, hardly = found["Reel aimé"], found["Story à peine vue"]
    assert loved["is_promoted"] is True
    assert loved["rating"]["value"] == pytest.approx(sum(part["points"] for part in loved["signals"]))
    assert loved["missing"] == ["rewatches", "completions"]
    assert (hardly["rating"]["value"], hardly["rating"]["reason"]) == (None, "not enough data")


def test_lists_come_in_pages_and_are_filtered(key: Caller) -> None:
    seen: list[str] = []
    path = "scores/products?limit=4"
    while path:
        page = read(key, path)
        seen += [row["sku"] for row in page["data"]]
        path = f"scores/products?limit=4&cursor={page['next']}" if page["next"] else ""
    assert len(seen) == len(set(seen)) == 10
    assert [row["title"] for row in read(key, "scores/products?advice=repair")["data"]] == ["Sac en cuir"]
    assert [row["title"] for row in read(key, "scores/content?state=post_thin")["data"]] == [
        "Story à peine vue"
    ]
    problem_of(key.get("scores/products?advice=maybe"), 422)


def test_a_key_needs_the_permission_and_sees_its_own_shop_only(key: Caller) -> None:
    for path in ("scores/products", "scores/content"):
        problem_of(caller(key.shop, ["products:read"]).get(path), 403)
        neighbour = make_shop(f"voisin-{path[-7:]}")
        assert read(caller(neighbour), path)["data"] == []
