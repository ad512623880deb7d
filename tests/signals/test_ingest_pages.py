"""What the owner sees of the collection."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.keys.selectors import live_public_key
from catalog.people.models import Role
from catalog.shops.context import ShopContext
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from signals.ingest.models import Outcome
from signals.ingest.selectors import FunnelStep, funnel, intake, intake_total, tail
from signals.rollups.services import fold_waiting
from tests.factories import join, log_in, make_order, make_product, make_user
from tests.signals.conftest import Post, counts, event, open_shop
from transparency.ledger.switches import set_switch


@pytest.fixture
def manager(shop: ShopContext) -> Client:
    user = make_user("manager@example.com", language="en")
    join(shop, user, Role.MANAGER)
    return log_in(user)


def public_key(shop: ShopContext) -> str:
    return live_public_key(shop.id)[0]


def today(shop: ShopContext) -> Period:
    day = datetime.now(shop.zone).date()
    return Period(day - timedelta(days=2), day)


def test_received_is_the_sum_of_all_outcomes_folded_or_not(post: Post, shop: ShopContext) -> None:
    first = event()
    post(first, event(), event(type="purchase"), event(time="2020-01-01T00:00:00Z"))
    post(first, event(), DNT="1")
    post(first)
    waiting = intake_total(intake(shop.id, 2))
    fold_waiting()
    assert waiting == intake_total(intake(shop.id, 2))
    assert waiting == {"stored": 2, "duplicate": 1, "invalid": 1, "too_old": 1, "opted_out": 2}
    assert sum(hour.received for hour in intake(shop.id, 2)) == 7


def test_the_counters_of_another_shop_stay_there(post: Post, shop: ShopContext) -> None:
    other = open_shop("bijoux")
    post(event())
    assert (intake_total(intake(other.id, 2)), tail(other.id)) == ({}, ())


def test_the_intake_has_an_entry_for_every_hour(shop: ShopContext) -> None:
    now = datetime(2026, 3, 4, 10, 59, tzinfo=UTC)
    hours = intake(shop.id, 24, now)
    assert [hours[0].hour, hours[-1].hour, len(hours)] == [
        datetime(2026, 3, 3, 11, tzinfo=UTC),
        datetime(2026, 3, 4, 10, tzinfo=UTC),
        24,
    ]


def test_the_funnel_goes_from_pages_to_orders(post: Post, shop: ShopContext) -> None:
    post(
        event(),
        event(),
        event(),
        event(),
        event("add_to_cart"),
        event("add_to_cart"),
        event("begin_checkout"),
    )
    fold_waiting()
    product = make_product(shop)
    make_order(shop, lines=[(product, 1, 100)], at=datetime.now(UTC))
    assert funnel(shop.id, today(shop)) == (
        FunnelStep("view", 4, None),
        FunnelStep("add_to_cart", 2, 0.5),
        FunnelStep("begin_checkout", 1, 0.5),
        FunnelStep("orders", 1, 1.0),
    )


def test_a_funnel_without_events_has_no_shares(shop: ShopContext) -> None:
    assert {(step.count, step.kept) for step in funnel(shop.id, today(shop))} == {(0, None)}


def test_the_tail_shows_the_newest_first_with_the_products_sku(post: Post, shop: ShopContext) -> None:
    product = make_product(shop)
    now = datetime.now(UTC)
    post(
        event(time=(now - timedelta(minutes=2)).isoformat(), sku=product.sku, utm={"source": "ig"}),
        event("search", time=now.isoformat(), lang="fr-DZ"),
    )
    fold_waiting()
    newest, older = tail(shop.id)
    assert (newest.type, newest.language, newest.sku, newest.device) == ("search", "fr-DZ", "", "mobile")
    assert (older.type, older.sku, older.channel) == ("view", product.sku, "instagram")
    assert tail(shop.id, length=1) == (newest,)


def test_the_page_tells_what_became_of_the_events(post: Post, shop: ShopContext, manager: Client) -> None:
    post(event(), event(type="purchase"))
    fold_waiting()
    html = manager.get(f"/shops/{shop.slug}/signals/").content.decode()
    assert "1 event could not be used" in html
    assert f"data-key=&quot;{public_key(shop)}&quot;" in html
    assert str(Outcome.INVALID.label) in html


def test_the_page_says_that_counting_is_off(shop: ShopContext, manager: Client) -> None:
    with shop_scope(shop.id):
        set_switch("measurement", is_on=False, by="owner")
    assert "Counting is switched off." in manager.get(f"/shops/{shop.slug}/signals/").content.decode()


def test_a_manager_makes_the_key_once(shop: ShopContext, manager: Client) -> None:
    assert public_key(shop) == ""
    assert "Make the key" in manager.get(f"/shops/{shop.slug}/signals/").content.decode()
    for _ in range(2):
        assert manager.post(f"/shops/{shop.slug}/signals/key").status_code == 302
    assert public_key(shop).startswith("pk_")


def test_a_viewer_cannot_make_a_key(shop: ShopContext) -> None:
    viewer = make_user("viewer@example.com")
    join(shop, viewer, Role.VIEWER)
    assert log_in(viewer).post(f"/shops/{shop.slug}/signals/key").status_code == 403
    assert public_key(shop) == ""


@pytest.mark.parametrize(
    "query", ["?hours=168", "?preset=last_30_days", "?from=2026-01-01&to=x", "?from=2026-02-01&to=2026-01-01"]
)
def test_every_address_of_the_page_answers(shop: ShopContext, manager: Client, query: str) -> None:
    assert manager.get(f"/shops/{shop.slug}/signals/{query}").status_code == 200


def test_what_is_shown_can_be_downloaded(post: Post, shop: ShopContext, manager: Client) -> None:
    post(event(page="=1+1"), event(type="purchase"))
    fold_waiting()
    base = f"/shops/{shop.slug}/signals"
    hours = manager.get(f"{base}/intake.csv?raw=1").content.decode().splitlines()
    assert (len(hours), hours[0].split(",")[:3]) == (25, ["hour", "received", "stored"])
    assert sum(int(line.split(",")[1]) for line in hours[1:]) == 2
    assert "Pages opened,1" in manager.get(f"{base}/funnel.csv?raw=1").content.decode()
    assert ",'=1+1," in manager.get(f"{base}/tail.csv?raw=1").content.decode()


def test_the_page_makes_a_constant_number_of_queries(post: Post, shop: ShopContext, manager: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert manager.get(f"/shops/{shop.slug}/signals/").status_code == 200
        return len(captured)

    products = [make_product(shop) for _ in range(3)]
    post(event(sku=products[0].sku))
    fold_waiting()
    few = queries()
    post(*[event(sku=products[number % 3].sku) for number in range(60)])
    fold_waiting()
    assert queries() == few


@pytest.mark.parametrize("path", ["/s.js", "/w/v1.js"])
def test_a_script_is_small_cached_and_open_to_every_site(db: None, path: str) -> None:
    plain = Client().get(path)
    packed = Client().get(path, headers={"Accept-Encoding": "gzip, br"})
    assert gzip.decompress(packed.content) == plain.content
    assert (plain["Content-Type"], packed["Content-Encoding"]) == ("text/javascript; charset=utf-8", "gzip")
    assert len(packed.content) <= (3 if path == "/s.js" else 10) * 1024
    for answer in (plain, packed):
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "max-age=3600" in answer["Cache-Control"]
        assert "Accept-Encoding" in answer["Vary"]
        assert not answer.cookies
    assert plain["ETag"] != packed["ETag"]


@pytest.mark.parametrize("path", ["/s.js", "/w/v1.js"])
def test_a_script_that_is_known_is_not_sent_again(db: None, path: str) -> None:
    first = Client().get(path)
    again = Client().get(path, headers={"If-None-Match": f'"old", W/{first["ETag"]}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_nothing_is_counted_by_looking(shop: ShopContext, manager: Client) -> None:
    manager.get(f"/shops/{shop.slug}/signals/")
    assert counts(shop) == {}
