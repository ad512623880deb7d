"""The audience: customers in one group each, small groups hidden everywhere, the same in page, sheet and API."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from signals.audience.communes import communes_of
from signals.audience.selectors import audience, moments
from signals.audience.tastes import tastes
from signals.rollups.models import DailyMoment
from signals.sessions.models import Session
from tests.catalog.pages import Desk, make_desk
from tests.factories import log_in, make_api_key, make_category, make_customer, make_order, make_product

pytestmark = pytest.mark.django_db
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
QUERY = "from=2026-03-01&to=2026-03-31"
AT = datetime(2026, 3, 3, 13, tzinfo=UTC)  # a Tuesday, 14:00 in Algiers


@pytest.fixture
def desk() -> Desk:
    return make_desk()


def buyers(shop: ShopContext, count: int, product: Product, *, returning: int = 0, **order: object) -> None:
    """So many customers with an order in March each; the first ``returning`` of them ordered in February too."""
    for number in range(count):
        customer = make_customer(shop, wilaya="", commune="Bab Ezzouar")
        if number < returning:
            make_order(shop, lines=[(product, 1, 100)], at=AT - timedelta(days=30), customer=customer)
        make_order(
            shop,
            lines=[(product, 1, 1000)],
            customer=customer,
            **{"at": AT, "wilaya": "oran"} | order,  # type: ignore[arg-type]
        )


def counts(shop: ShopContext, kind: str) -> dict[str, int]:
    return {group.key: group.customers for group in audience(shop, MARCH).groups[kind]}


def test_a_customer_is_in_the_group_of_the_last_order_and_is_counted_once(desk: Desk) -> None:
    product, customer = make_product(desk.shop), make_customer(desk.shop, wilaya="")
    for days, wilaya, channel in ((0, "oran", "instagram"), (2, "alger", "facebook")):
        make_order(
            desk.shop,
            lines=[(product, 1, 1000)],
            at=AT + timedelta(days=days),
            customer=customer,
            wilaya=wilaya,
            channel=channel,
        )
    found = audience(desk.shop, MARCH)
    assert counts(desk.shop, "wilaya") == {"alger": 1}
    assert counts(desk.shop, "channel") == {"facebook": 1}
    assert (found.total.customers, found.total.orders, found.total.amount) == (1, 2, Decimal(2000))


def test_an_order_without_a_wilaya_takes_the_customers_and_one_without_a_customer_stands_apart(
    desk: Desk,
) -> None:
    make_order(desk.shop, at=AT, customer=make_customer(desk.shop, wilaya="setif"), wilaya="")
    make_order(desk.shop, at=AT)
    found = audience(desk.shop, MARCH)
    assert counts(desk.shop, "wilaya") == {"setif": 1}
    assert (found.total.orders, found.nameless) == (1, 1)


def test_who_ordered_before_the_period_is_returning(desk: Desk) -> None:
    buyers(desk.shop, 7, make_product(desk.shop), returning=3)
    assert counts(desk.shop, "who") == {"new": 4, "returning": 3}


def test_every_kind_of_group_adds_up_to_all_customers(desk: Desk) -> None:
    product = make_product(desk.shop)
    buyers(desk.shop, 4, product, wilaya="oran", channel="instagram")
    buyers(desk.shop, 3, product, wilaya="", channel="")
    for kind in ("wilaya", "channel", "who"):
        assert sum(counts(desk.shop, kind).values()) == 7


def test_the_page_shows_large_groups_and_the_small_ones_as_others(desk: Desk) -> None:
    product = make_product(desk.shop)
    for wilaya, count in (("oran", 14), ("alger", 12), ("setif", 6), ("blida", 5)):
        buyers(desk.shop, count, product, wilaya=wilaya)
    page = desk.get("audience", QUERY)
    wilayas = page[page.index("By wilaya</h2>") : page.index("By channel</h2>")]
    assert re.findall(r"<bdi>([^<]+)</bdi>", wilayas) == [
        "Oran",
        "Alger",
        "Others (fewer than 10 each, or hidden with them)",
    ]
    assert "Sétif" not in page
    assert [int(n) for n in re.findall(r'data-label="Customers">(\d+)<', wilayas)] == [14, 12, 11]
    assert "not enough data (n = 14)" in wilayas


def test_thirty_delivered_orders_have_a_mean_with_its_interval(desk: Desk) -> None:
    buyers(desk.shop, 31, make_product(desk.shop))
    page = desk.get("audience", QUERY)
    assert "DZD 1,000" in page or "1,000 DA" in page
    assert "not enough data (n = 31)" not in page


def test_the_hours_are_those_of_the_shops_clock_and_days_without_an_hour_are_left_out(desk: Desk) -> None:
    product = make_product(desk.shop)
    buyers(desk.shop, 2, product)
    make_order(desk.shop, lines=[(product, 1, 1)], at=datetime(2026, 3, 4, 23, tzinfo=UTC))
    assert moments(desk.shop, MARCH, "orders") == {(2, 14): 2}


def test_visits_are_counted_by_hour_device_and_language(desk: Desk) -> None:
    with shop_scope(desk.shop.id):
        DailyMoment.objects.create(
            shop_id=desk.shop.id, day=AT.date(), hour=14, type="view", device="mobile", count=25
        )
        for visitor in range(12):
            for language in ("fr-DZ", "fr"):
                Session.objects.create(
                    shop_id=desk.shop.id,
                    visitor=f"v{visitor}",
                    run_started_at=AT,
                    started_at=AT,
                    ended_at=AT,
                    first_event=f"00000000-0000-0000-0000-0000000{visitor:03d}{len(language):02d}",
                    day=AT.date(),
                    device="mobile",
                    language=language,
                    **dict.fromkeys(
                        ("events", "pages", "product_views", "acts", "carts", "messages", "checkouts"), 1
                    ),
                    orders=0,
                    seconds=1,
                )
    assert moments(desk.shop, MARCH, "visits") == {(2, 14): 25}
    found = audience(desk.shop, MARCH).visits
    assert [(one.key, one.visitors, one.sessions) for one in found["device"]] == [("mobile", 12, 24)]
    assert [(one.key, one.visitors, one.sessions) for one in found["language"]] == [("fr", 12, 24)]
    page = desk.get("audience", f"{QUERY}&heat=visits")
    assert "Phone" in page
    assert "Français" in page


def test_a_taste_is_the_share_of_the_group_beside_the_share_of_all(desk: Desk) -> None:
    robes = make_product(desk.shop, category=make_category(desk.shop, name="Robes"))
    sacs = make_product(desk.shop, category=make_category(desk.shop, name="Sacs"))
    buyers(desk.shop, 20, robes, returning=20)
    buyers(desk.shop, 20, sacs)
    found = tastes(desk.shop, MARCH, "returning")
    assert (found.size, found.customers) == (20, 40)
    shown = {taste.name: taste for taste in found.themes}
    assert (shown["Sacs"].buyers, shown["Sacs"].average) == (None, 0.5)
    # 20 of 40 in the whole and 20 here would say that nobody else bought it, which is nobody in particular.
    assert (shown["Robes"].buyers, shown["Robes"].verdict) == (20, "more")
    page = desk.get("audience", QUERY)
    assert "20 customers of this group, of 40" in page


def test_a_small_group_or_a_small_rest_of_the_shop_has_no_tastes(desk: Desk) -> None:
    product = make_product(desk.shop, category=make_category(desk.shop, name="Robes"))
    buyers(desk.shop, 30, product, returning=24)
    assert tastes(desk.shop, MARCH, "new").size is None
    assert tastes(desk.shop, MARCH, "returning").size is None
    assert tastes(desk.shop, MARCH, "nonsense:x").size is None
    assert "Tastes need a group of ten customers" in desk.get("audience", QUERY)


def test_a_wilaya_opens_into_its_communes_unless_it_is_small_itself(desk: Desk) -> None:
    product = make_product(desk.shop)
    buyers(desk.shop, 12, product, wilaya="alger")
    buyers(desk.shop, 3, product, wilaya="oran")
    buyers(desk.shop, 11, product, wilaya="setif")
    assert communes_of(desk.shop, MARCH, "alger").counts == {"bab-ezzouar": 12}
    page = desk.get("audience", f"{QUERY}&wilaya=alger")
    assert "By commune: Alger" in page
    assert "Bab Ezzouar" in page
    assert "By commune" not in desk.get("audience", f"{QUERY}&wilaya=oran")
    assert desk.agent.get(f"{desk.url('audience-csv')}?{QUERY}&wilaya=oran&part=communes").status_code == 404


def test_every_part_is_a_sheet_with_the_same_groups_hidden(desk: Desk) -> None:
    product = make_product(desk.shop, category=make_category(desk.shop, name="Robes"))
    for wilaya, count in (("oran", 14), ("alger", 12), ("setif", 6), ("blida", 5)):
        buyers(desk.shop, count, product, wilaya=wilaya)

    def sheet(part: str) -> list[str]:
        answer = desk.agent.get(f"{desk.url('audience-csv')}?{QUERY}&part={part}&raw")
        assert answer.status_code == 200, part
        return str(answer.content.decode()).strip().split("\n")

    assert [line.split(",")[:2] for line in sheet("wilaya")[1:3]] == [["Oran", "14"], ["Alger", "12"]]
    assert sheet("wilaya")[3].startswith('"Others')
    assert len(sheet("wilaya")) == 4
    for part in ("channel", "who", "device", "language", "heat", "tastes"):
        assert sheet(part)
    assert desk.agent.get(f"{desk.url('audience-csv')}?part=nonsense").status_code == 404


def test_without_a_period_the_last_ninety_days_of_the_records_are_shown(desk: Desk) -> None:
    buyers(desk.shop, 11, make_product(desk.shop))
    page = desk.get("audience", "from=2026-04-01&to=2026-03-01&heat=x&group=nobody")
    assert "Oran" in page


def test_the_page_takes_the_same_queries_for_few_customers_and_for_many(desk: Desk) -> None:
    product = make_product(desk.shop, category=make_category(desk.shop, name="Robes"))
    buyers(desk.shop, 2, product)
    few = desk.queries("audience")
    buyers(desk.shop, 30, product, wilaya="alger")
    assert desk.queries("audience") == few <= 12


def test_the_api_hides_what_the_page_hides(desk: Desk) -> None:
    product = make_product(desk.shop)
    for wilaya, count in (("oran", 31), ("alger", 12), ("setif", 6), ("blida", 5)):
        buyers(desk.shop, count, product, wilaya=wilaya)
    _key, secret = make_api_key(desk.shop, ["audience:read"])
    headers = {"Authorization": f"Bearer {secret}"}

    def ask(query: str) -> tuple[int, dict[str, object]]:
        answer = log_in(None).get(f"/api/v1/audience?{query}", headers=headers)
        return answer.status_code, answer.json()

    status, body = ask(QUERY)
    assert (status, body["customers"], body["from"], body["to"]) == (200, 54, "2026-03-01", "2026-03-31")
    groups = body["groups"]
    assert isinstance(groups, dict)
    assert [(row["key"], row["people"]) for row in groups["wilaya"]] == [
        ("oran", 31),
        ("alger", 12),
        ("others", 11),
    ]
    assert groups["wilaya"][0]["basket"] == {"value": "1000.00", "low": "1000.00", "high": "1000.00", "n": 31}
    assert groups["wilaya"][1]["basket"]["reason"] == "not enough data"
    assert ask("from=2026-03-01")[0] == 422
    assert ask("from=2026-03-01&to=2026-02-01")[0] == 422
    assert ask("")[0] == 200
