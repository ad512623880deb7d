"""Key figures, playlists and recommendations by REST: the same as the page and the command say."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from attribution.kpis.selectors import kpi_report
from attribution.kpis.serialise import report_dict
from catalog.shops.context import ShopContext
from shop_ai.lib.period import Period
from signals.recommend.selectors import recommended
from signals.recommend.services import prepare
from tests.api.conftest import Caller, found, problem_of
from tests.cast import furnish
from tests.factories import make_order, make_pack, make_playlist, make_product

MARCH = "kpis?from=2026-03-01&to=2026-03-31"


def test_the_key_figures_are_those_of_the_report(api: Caller, shop: ShopContext) -> None:
    furnish(shop)
    answer = found(api.get(f"{MARCH}&by=channel&as_of=2026-04-30"))
    period = Period(date(2026, 3, 1), date(2026, 3, 31))
    report = kpi_report(shop.id, period=period, by="channel", as_of=date(2026, 4, 30))
    assert answer == report_dict(report)
    assert (answer["shop"], answer["currency"], answer["from"]) == ("boutique", "DZD", "2026-03-01")


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("from=2026-03-02&to=2026-03-01", "#/to"),
        ("from=0001-01-01&to=9999-12-31", "#/to"),
        ("from=2026-02-30&to=2026-03-01", "#/from"),
        ("to=2026-03-01", "#/from"),
        ("from=2026-03-01&to=2026-03-01&by=colour", "#/by"),
    ],
)
def test_a_period_that_is_none_is_pointed_at(api: Caller, query: str, pointer: str) -> None:
    assert problem_of(api.get(f"kpis?{query}"), 422)["errors"][0]["pointer"] == pointer


def test_a_playlist_is_read_with_its_steps_and_stock(api: Caller, shop: ShopContext) -> None:
    robe = make_product(shop, sku="R-1", stock=4)
    pack = make_pack(shop, [robe], sku="C-1")
    playlist = make_playlist(shop, [robe, pack])
    listed = found(api.get("playlists"))["data"]
    assert [one["id"] for one in listed] == [f"pl_{playlist.uid.hex}"]
    path = found(api.get(f"playlists/{listed[0]['id']}"))
    items = {step["step"]: [(item["sku"], item["stock"]) for item in step["items"]] for step in path["steps"]}
    assert items == {"discovery": [("R-1", 4)], "proof": [("C-1", 4)], "step_up": []}


def test_a_neighbours_playlist_is_not_found(api: Caller, neighbour: ShopContext) -> None:
    theirs = make_playlist(neighbour)
    problem_of(api.get(f"playlists/pl_{theirs.uid.hex}"), 404)


def test_recommendations_are_the_prepared_rows(api: Caller, shop: ShopContext) -> None:
    for sku in ("R-1", "R-2"):
        product = make_product(shop, sku=sku)
        for _ in range(4):
            make_order(shop, lines=[(product, 1, 2500)], at=timezone.now())
    prepare(shop.id, timezone.now().date())
    served = recommended(shop.id, limit=6)
    answer = found(api.get("recommendations?slot=product"))
    assert answer["slot"] == "product"
    assert [(one["sku"], one["recommendation_id"]) for one in answer["data"]] == [
        (one.sku, one.recommendation_id) for one in served
    ]
    assert served, "the prepared rows are empty: the test would show nothing"
    without = found(api.get(f"recommendations?sku={served[0].sku}&limit=1"))["data"]
    assert served[0].sku not in [one["sku"] for one in without]


def test_an_unknown_slot_is_pointed_at(api: Caller) -> None:
    assert problem_of(api.get("recommendations?slot=moon"), 422)["errors"][0]["pointer"] == "#/slot"
