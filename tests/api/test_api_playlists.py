"""Playlists and series by the API: written once, moved, read as JSON and as a schema.org ItemList."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from catalog.series.services import Plan, draft_series
from catalog.shops.context import ShopContext
from tests.api.conftest import Caller, found, problem_of
from tests.catalog.offers import make_offer
from tests.factories import make_playlist, make_product

BODY = {
    "title": "Cadeaux de l’Aïd",
    "language": "fr",
    "texts": {"ar": {"title": "هدايا العيد", "intro": ""}},
    "theme": "eid",
    "use": "to_give",
    "price_rule": "rebate",
    "rebate_percent": 10,
}


def _made(api: Caller, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = found(api.post("playlists", BODY | more), 201)
    return made


def test_a_playlist_is_made_once_under_its_key(api: Caller) -> None:
    first = api.post("playlists", BODY, Idempotency_Key="k1")
    again = api.post("playlists", BODY, Idempotency_Key="k1")
    assert (first.status_code, again.content) == (201, first.content)
    assert len(found(api.get("playlists"))["data"]) == 1
    made = found(first, 201)
    assert (made["slug"], made["theme"], made["texts"]["ar"]["title"]) == (
        "cadeaux-de-l-aid",
        "eid",
        "هدايا العيد",
    )
    assert len(found(api.get("playlists?theme=eid"))["data"]) == 1
    assert found(api.get("playlists?use=to_move"))["data"] == []


def test_products_are_put_moved_and_taken_off(api: Caller, shop: ShopContext) -> None:
    for sku in ("A", "B"):
        make_product(shop, sku=sku)
    address = f"playlists/{_made(api)['id']}"
    for sku in ("A", "B", "A"):
        path = found(api.post(f"{address}/items", {"sku": sku, "step": "discovery"}), 201)
    first, second = path["steps"][0]["items"]
    assert (first["sku"], second["sku"]) == ("A", "B")
    moved = found(api.patch(f"{address}/items/{second['id']}", {"index": 0, "note": "le plus doux"}))
    assert [(one["sku"], one["note"]) for one in moved["steps"][0]["items"]] == [
        ("B", "le plus doux"),
        ("A", ""),
    ]
    moved = found(api.patch(f"{address}/items/{first['id']}", {"step": "proof"}))
    assert [one["sku"] for one in moved["steps"][1]["items"]] == ["A"]
    left = found(api.send("DELETE", f"{address}/items/{first['id']}"))
    assert left["steps"][1]["items"] == []
    problem_of(api.send("DELETE", f"{address}/items/{first['id']}"), 404)
    assert (
        problem_of(api.post(f"{address}/items", {"sku": "X", "step": "proof"}), 422)["errors"][0]["pointer"]
        == "#/sku"
    )


def test_a_playlist_is_changed_in_part_and_under_its_version(api: Caller, shop: ShopContext) -> None:
    make_product(shop, sku="A")
    made = _made(api)
    address = f"playlists/{made['id']}"
    api.post(f"{address}/items", {"sku": "A", "step": "discovery"})
    version = api.get(address)["ETag"]
    assert found(api.patch(address, {"is_published": True}, If_Match=version))["is_published"] is True
    problem_of(api.patch(address, {"title": "x"}, If_Match=version), 412)
    assert found(api.get(address))["title"] == made["title"]
    wrong = problem_of(api.patch(address, {"price_rule": "fixed"}), 422)
    assert wrong["errors"][0]["pointer"] == "#/fixed_price"
    assert api.send("DELETE", address).status_code == 204
    problem_of(api.get(address), 404)


def test_a_playlist_without_a_product_that_customers_see_is_not_published(
    api: Caller, shop: ShopContext
) -> None:
    make_product(shop, sku="A", is_active=False)
    address = f"playlists/{_made(api)['id']}"
    api.post(f"{address}/items", {"sku": "A", "step": "proof"})
    for refused in (
        api.patch(address, {"is_published": True}),
        api.post("playlists", BODY | {"is_published": True}),
    ):
        [error] = problem_of(refused, 422)["errors"]
        assert (error["pointer"], error["code"]) == ("#/is_published", "no_products")
    assert [one["is_published"] for one in found(api.get("playlists"))["data"]] == [False]


def test_a_playlist_is_an_item_list_when_it_is_asked_for(api: Caller, shop: ShopContext) -> None:
    playlist = make_playlist(shop, [make_product(shop, sku="A"), make_product(shop, sku="B")])
    address = f"playlists/pl_{playlist.uid.hex}"
    for answer in (api.get(f"{address}?format=schema_org"), api.get(address, Accept="application/ld+json")):
        assert answer["Content-Type"] == "application/ld+json"
        listed = found(answer)
        assert (listed["@type"], [one["item"]["sku"] for one in listed["itemListElement"]]) == (
            "ItemList",
            ["A", "B"],
        )
    assert problem_of(api.get(f"{address}?format=xml"), 422)["errors"][0]["pointer"] == "#/format"
    assert found(api.get(address, Accept="application/json"))["slug"] == playlist.slug


def test_series_are_read_and_posts_are_settled(api: Caller, shop: ShopContext) -> None:
    offer = make_offer(shop)
    plan = Plan("Rituel", "instagram", "fr", 3, offer.today + timedelta(days=1), time(19, 0))
    made = draft_series(shop, offer.slug, plan)
    [listed] = found(api.get("series"))["data"]
    assert (listed["id"], listed["total"], listed["done"]) == (f"srs_{made.uid.hex}", 3, 0)
    whole = found(api.get(f"series/{listed['id']}"))
    first, second, _third = whole["posts"]
    assert first["due_at"].endswith("T19:00:00+01:00")
    for _again in range(2):
        done = found(
            api.put(f"series/posts/{first['id']}/done", {"permalink": "https://www.instagram.com/p/X/"})
        )
    assert (done["state"], done["permalink"], done["metrics"]) == (
        "done",
        "https://www.instagram.com/p/X/",
        {},
    )
    assert len(found(api.get("content"))["data"]) == 1
    skipped = found(api.put(f"series/posts/{second['id']}/skipped", {"cause": "no_picture"}))
    assert skipped["skip_cause"] == "no_picture"
    problem_of(api.put(f"series/posts/{second['id']}/skipped", {"cause": "lazy"}), 422)
    problem_of(api.get("series/srs_" + "0" * 32), 404)


def test_neighbours_find_nothing_of_ours(api: Caller, neighbour: ShopContext) -> None:
    theirs = make_playlist(neighbour)
    for method, path in (
        ("PATCH", f"playlists/pl_{theirs.uid.hex}"),
        ("DELETE", f"playlists/pl_{theirs.uid.hex}"),
        ("POST", f"playlists/pl_{theirs.uid.hex}/items"),
    ):
        problem_of(api.send(method, path, {"sku": "A", "step": "proof"} if method == "POST" else {}), 404)
