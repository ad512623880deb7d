"""What the owner reads of visits: shares with their floor, conversions only where orders are known, what is missing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from catalog.people.models import Role
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.intervals import wilson
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from signals.ingest.health import health
from signals.rollups.services import fold_waiting
from signals.sessions.panels import session_table
from signals.sessions.selectors import sessions_by
from tests.factories import join, log_in, make_user
from tests.signals.conftest import Post, event, open_shop
from tests.signals.test_sessions_counting import START, Sent, send


@pytest.fixture
def reader(shop: ShopContext) -> Client:
    user = make_user("reader@example.com", language="en")
    join(shop, user, Role.MANAGER)
    return log_in(user)


def period(shop: ShopContext) -> Period:
    day = START.astimezone(shop.zone).date()
    return Period(day, day + timedelta(days=3))


def visits(number: int, **of: str) -> list[Sent]:
    return [Sent(1, f"{of}{place}"[-40:], **of) for place in range(number)]  # type: ignore[arg-type]


def test_shares_have_an_interval_from_thirty_visits_on(shop: ShopContext) -> None:
    send(shop, [*visits(30), *visits(29, channel="instagram")])
    direct, instagram = sessions_by(shop.id, period(shop))
    assert (direct.key, direct.sessions, instagram.sessions) == ("direct", 30, 29)
    assert (direct.bounce, instagram.bounce) == (wilson(30, 30), None)


def test_conversion_is_known_only_where_orders_are(shop: ShopContext) -> None:
    seen = visits(40)
    send(shop, seen)
    (before,) = sessions_by(shop.id, period(shop))
    assert before.conversion is None
    send(shop, [Sent(3, seen[0].visitor, "order"), Sent(3, seen[1].visitor, "order")])
    (after,) = sessions_by(shop.id, period(shop))
    assert (after.with_order, after.conversion) == (2, wilson(2, 40))


def test_visits_by_day_and_device_sum_to_the_same(shop: ShopContext) -> None:
    send(shop, [*visits(3), Sent(1500, "late")])
    assert [one.sessions for one in sessions_by(shop.id, period(shop), "day")] == [3, 1]
    assert [(one.key, one.sessions) for one in sessions_by(shop.id, period(shop), "device")] == [
        ("mobile", 4)
    ]
    with pytest.raises(ValueError, match="not kept by"):
        sessions_by(shop.id, period(shop), "visitor")


def test_the_list_leaves_open_what_is_not_known(shop: ShopContext) -> None:
    send(shop, visits(2))
    (row,) = session_table(sessions_by(shop.id, period(shop)), "").rows
    assert row.cells[1:] == (2, 1.0, None, None, None, None, None)


def test_what_never_came_is_named_with_its_way(post: Post, shop: ShopContext, reader: Client) -> None:
    with shop_scope(shop.id):
        Product.objects.create(sku="ROBE", title="Robe")
    today = datetime.now(UTC).astimezone(shop.zone).date()
    assert "view" in health(shop.id, today).missing
    post(event(), event("add_to_cart"), event("message"))
    fold_waiting()
    assert health(shop.id, today).missing == (
        "begin_checkout",
        "search",
        "save",
        "completion",
        "product",
        "campaign",
    )
    post(event(sku="ROBE", utm={"source": "ig"}), event("search", query="robe"))
    fold_waiting()
    assert health(shop.id, today).missing == ("begin_checkout", "save", "completion")
    page = reader.get(f"/shops/{shop.slug}/signals/").content.decode()
    assert "data-shopai=&quot;begin_checkout&quot;" in page


def test_counting_that_stands_still_is_said(post: Post, shop: ShopContext, reader: Client) -> None:
    from tests.signals.test_rollups_folding import age_inbox

    post(event())
    today = datetime.now(UTC).astimezone(shop.zone).date()
    assert (health(shop.id, today).waiting, health(shop.id, today).is_behind) == (1, False)
    age_inbox(1)
    assert health(shop.id, today).is_behind
    assert b"waits to be counted" in reader.get(f"/shops/{shop.slug}/signals/").content
    fold_waiting()
    assert not health(shop.id, today).is_behind


def test_the_page_shows_visits_and_its_download_their_rows(shop: ShopContext, reader: Client) -> None:
    send(shop, visits(3))
    days = period(shop)
    query = f"from={days.start}&to={days.end}"
    assert "Visits by channel" in reader.get(f"/shops/{shop.slug}/signals/?{query}").content.decode()
    sheet = reader.get(f"/shops/{shop.slug}/signals/sessions.csv?{query}&raw").content.decode("utf-8-sig")
    assert sheet.splitlines()[1].startswith(f"{days.start},direct,mobile,3,3,")


def test_the_live_part_is_the_last_events_alone(post: Post, shop: ShopContext, reader: Client) -> None:
    post(event(page="/p/live"))
    fold_waiting()
    part = reader.get(f"/shops/{shop.slug}/signals/tail").content.decode()
    assert "/p/live" in part
    assert "<html" not in part


def test_a_manager_sets_the_retention_and_only_to_what_is_offered(shop: ShopContext, reader: Client) -> None:
    from signals.rollups.expiry import kept_months

    address = f"/shops/{shop.slug}/signals/retention"
    for said, kept in (("3", 3), ("99", 3), ("x", 3), ("37", 37)):
        reader.post(address, {"months": said})
        assert kept_months(shop.id) == kept
    assert kept_months(open_shop("autre").id) == 13
