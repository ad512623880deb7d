"""Content by REST: pieces, and what was measured of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.content.models import ContentMetric, ContentPiece
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.api.conftest import Caller, caller, found, problem_of
from tests.factories import make_playlist, make_product, make_shop

REEL: dict[str, Any] = {
    "channel": "instagram",
    "kind": "reel",
    "title": "Robe kabyle",
    "external_id": "18000000000000001",
    "permalink": "https://www.instagram.com/reel/EX1/",
    "published_at": "2026-09-15T18:00:00+01:00",
    "length_seconds": 27,
    "language": "fr",
    "is_ai_assisted": True,
}
METRICS = {"measured_on": "2026-09-20", "metrics": {"views": 15400, "likes": 640, "watch_seconds": 812.5}}


@pytest.fixture
def reel(api: Caller) -> str:
    """The id of a piece."""
    return str(found(api.post("content", REEL), 201)["id"])


def test_a_piece_is_created_and_read_back(api: Caller) -> None:
    created = api.post("content", REEL)
    piece = found(created, 201)
    assert {name: piece[name] for name in REEL if name != "published_at"} == {
        name: value for name, value in REEL.items() if name != "published_at"
    }
    assert piece["id"].startswith("cnt_")
    assert created["Location"] == f"/api/v1/content/{piece['id']}"
    assert piece["metrics"] == {}
    assert found(api.get(f"content/{piece['id']}")) == piece


def test_a_piece_names_its_playlist_and_products(api: Caller, shop: ShopContext) -> None:
    product, playlist = make_product(shop), make_playlist(shop)
    piece = found(api.post("content", REEL | {"playlist": playlist.slug, "skus": [product.sku]}), 201)
    assert (piece["playlist"], piece["skus"]) == (playlist.slug, [product.sku])
    changed = found(api.patch(f"content/{piece['id']}", {"skus": [], "playlist": None}))
    assert (changed["playlist"], changed["skus"], changed["title"]) == (None, [], "Robe kabyle")


@pytest.mark.parametrize(
    ("sent", "pointer", "code"),
    [
        ({"playlist": "nulle"}, "#/playlist", "unknown_playlist"),
        ({"skus": ["NULLE"]}, "#/skus/0", "unknown_sku"),
        ({"kind": "podcast"}, "#/kind", "invalid_choice"),
        ({"length_seconds": 0}, "#/length_seconds", "min_value"),
        ({"views": 5}, "#/views", "unknown_field"),
        ({"channel": "Mon canal"}, "#/channel", "invalid"),
    ],
)
def test_what_cannot_be_kept_is_pointed_at(
    api: Caller, shop: ShopContext, sent: dict[str, Any], pointer: str, code: str
) -> None:
    problem = problem_of(api.post("content", REEL | sent), 422)
    assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [(pointer, code)]
    with shop_scope(shop.id):
        assert not ContentPiece.objects.exists()


def test_a_platforms_id_that_is_taken_names_the_piece_in_the_way(api: Caller, reel: str) -> None:
    assert problem_of(api.post("content", REEL), 409)["existing"] == reel
    assert api.post("content", REEL | {"channel": "facebook"}).status_code == 201


def test_metrics_are_put_for_a_day_and_putting_them_again_changes_nothing(
    api: Caller, reel: str, shop: ShopContext
) -> None:
    first = found(api.put(f"content/{reel}/metrics", METRICS))
    assert first["metrics"] == {"likes": 640, "views": 15400, "watch_seconds": 812.5}
    assert found(api.put(f"content/{reel}/metrics", METRICS)) == first
    with shop_scope(shop.id):
        rows = ContentMetric.objects.order_by("name").values_list("name", "value", "measured_on", "source")
        assert list(rows) == [
            ("likes", 640, date(2026, 9, 20), "api"),
            ("views", 15400, date(2026, 9, 20), "api"),
            ("watch_seconds", Decimal("812.5"), date(2026, 9, 20), "api"),
        ]


def test_what_is_left_out_stays_and_null_takes_a_value_away(api: Caller, reel: str) -> None:
    api.put(f"content/{reel}/metrics", METRICS)
    sent = METRICS | {"metrics": {"views": 16000, "likes": None}}
    assert found(api.put(f"content/{reel}/metrics", sent))["metrics"] == {
        "views": 16000,
        "watch_seconds": 812.5,
    }


def test_the_history_of_metrics_tells_every_day(api: Caller, reel: str) -> None:
    api.put(f"content/{reel}/metrics", METRICS)
    api.put(f"content/{reel}/metrics", {"measured_on": "2026-09-27", "metrics": {"views": 20000}})
    history = found(api.get(f"content/{reel}/metrics"))["data"]
    assert [(day["measured_on"], day["metrics"].get("views"), day["sources"]) for day in history] == [
        ("2026-09-27", 20000, ["api"]),
        ("2026-09-20", 15400, ["api"]),
    ]
    assert "likes" not in history[0]["metrics"]
    assert found(api.get(f"content/{reel}"))["metrics"]["views"] == 20000


@pytest.mark.parametrize(
    ("metrics", "pointer"),
    [
        ({"claps": 1}, "#/metrics/claps"),
        ({"views": -1}, "#/metrics/views"),
        ({"views": "many"}, "#/metrics/views"),
    ],
)
def test_a_metric_that_cannot_be_kept_is_pointed_at(
    api: Caller, reel: str, metrics: dict[str, Any], pointer: str
) -> None:
    problem = problem_of(api.put(f"content/{reel}/metrics", {"metrics": metrics}), 422)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]


def test_nothing_is_measured_on_a_day_to_come(api: Caller, reel: str) -> None:
    sent = {"measured_on": "2999-01-01", "metrics": {"views": 1}}
    assert problem_of(api.put(f"content/{reel}/metrics", sent), 422)["errors"][0]["code"] == "in_future"


def test_a_retry_with_the_same_key_makes_one_piece(api: Caller, shop: ShopContext) -> None:
    first = api.post("content", REEL, Idempotency_Key="once")
    again = api.post("content", REEL, Idempotency_Key="once")
    assert (first.status_code, again.status_code, again["Idempotent-Replayed"]) == (201, 201, "true")
    with shop_scope(shop.id):
        assert ContentPiece.objects.count() == 1


def test_a_change_of_an_old_version_is_refused(api: Caller, reel: str) -> None:
    version = api.get(f"content/{reel}")["ETag"]
    found(api.patch(f"content/{reel}", {"title": "Robe"}, If_Match=version))
    problem_of(api.patch(f"content/{reel}", {"title": "Sac"}, If_Match=version), 412)


def test_the_list_is_filtered_and_goes_on_by_cursor(api: Caller) -> None:
    for number in range(3):
        api.post("content", REEL | {"external_id": str(number), "title": f"Robe {number}"})
    api.post("content", REEL | {"channel": "tiktok", "kind": "video", "title": "Sac"})
    assert [one["title"] for one in found(api.get("content?channel=tiktok"))["data"]] == ["Sac"]
    first = found(api.get("content?kind=reel&limit=2"))
    rest = found(api.get(f"content?kind=reel&limit=2&cursor={first['next']}"))
    assert [one["title"] for one in first["data"] + rest["data"]] == ["Robe 2", "Robe 1", "Robe 0"]
    assert rest["next"] is None
    assert [one["title"] for one in found(api.get("content?q=sac"))["data"]] == ["Sac"]


def test_a_long_list_takes_as_many_queries_as_a_short_one(api: Caller) -> None:
    counts = []
    for number in range(6):
        api.post("content", REEL | {"external_id": str(number)})
        with CaptureQueriesContext(connection) as queries:
            assert len(found(api.get("content"))["data"]) == number + 1
        counts.append(len(queries))
    assert len(set(counts)) == 1


def test_a_neighbours_piece_is_not_found(api: Caller, reel: str) -> None:
    stranger = caller(make_shop())
    for answer in (
        stranger.get(f"content/{reel}"),
        stranger.patch(f"content/{reel}", {"title": "x"}),
        stranger.put(f"content/{reel}/metrics", METRICS),
        stranger.get(f"content/{reel}/metrics"),
    ):
        problem_of(answer, 404)


def test_reading_and_writing_are_two_permissions(api: Caller, shop: ShopContext, reel: str) -> None:
    reader = caller(shop, ["content:read"])
    assert reader.get(f"content/{reel}").status_code == 200
    problem_of(reader.post("content", REEL), 403)
    problem_of(reader.put(f"content/{reel}/metrics", METRICS), 403)
    problem_of(caller(shop, ["products:read"]).get("content"), 403)
