"""Results of playlists: who came how far, which orders came through it, and what they brought on which day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.playlists.models import Playlist, PlaylistItem, Step
from catalog.playlists.services import change_address
from catalog.products.models import Product
from shop_ai.lib.period import Period
from shop_ai.lib.tenancy import shop_scope
from signals.consent.models import Purpose
from signals.consent.services import decide
from signals.playlist_results.selectors import playlist_result, playlist_results, rows_behind
from signals.playlist_results.services import find_visit_orders
from signals.rollups.models import PlaylistVisitor, Reached
from tests.catalog.pages import Desk, make_desk
from tests.factories import NOON, log_in, make_api_key, make_order, make_playlist, make_product, make_refund
from tests.factories import make_shop as another_shop
from tests.signals.conftest import Post, event

pytestmark = pytest.mark.django_db
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))
TODAY = NOON.date()
QUERY = "from=2026-03-01&to=2026-03-31"


def a_path(desk: Desk, slug: str, products: list[Product]) -> Playlist:
    """Three products, one a step."""
    playlist: Playlist = make_playlist(desk.shop, products, slug=slug, title=slug.title())
    return playlist


def seen(desk: Desk, playlist: Playlist, reached: int, people: int, day: date = TODAY) -> None:
    with shop_scope(desk.shop.id):
        PlaylistVisitor.objects.bulk_create(
            PlaylistVisitor(
                shop_id=desk.shop.id,
                day=day,
                playlist_ref=playlist.pk,
                visitor=f"v{reached}-{number}-{day}",
                reached=reached,
            )
            for number in range(people)
        )


@pytest.fixture
def desk() -> Desk:
    return make_desk()


@pytest.fixture
def products(desk: Desk) -> list[Product]:
    return [make_product(desk.shop, title=f"Produit {number}", sku=f"P{number}") for number in range(3)]


@pytest.fixture
def summer(desk: Desk, products: list[Product]) -> Playlist:
    return a_path(desk, "ete", products)


def test_visitors_are_counted_by_the_step_they_came_to(desk: Desk, summer: Playlist) -> None:
    seen(desk, summer, Reached.OPENED, 40)
    seen(desk, summer, Reached.OPENED | Reached.STEP_1, 30)
    seen(desk, summer, Reached.STEP_3, 20)  # what came before was lost on the way
    seen(desk, summer, Reached.OPENED | Reached.CLICKED, 5)
    seen(desk, summer, Reached.OPENED, 7, day=MARCH.end + timedelta(days=1))
    found = playlist_result(desk.shop, MARCH, "ete")
    assert found
    assert (found.funnel.opened, found.funnel.steps, found.funnel.clicked) == (95, (50, 20, 20), 5)


@pytest.mark.parametrize(
    "named", [{"code": "ETE"}, {"campaign": "ete"}, {"code": "ete", "campaign": "autre"}]
)
def test_an_order_belongs_to_the_playlist_that_it_names(
    desk: Desk, summer: Playlist, products: list[Product], named: dict[str, Any]
) -> None:
    make_order(desk.shop, lines=[(products[0], 2, 1000)], **named)
    make_order(desk.shop, lines=[(products[0], 1, 1000)], code="other")
    found = playlist_result(desk.shop, MARCH, "ete")
    assert found
    sales = found.sales
    assert (sales.placed, sales.delivered, sales.net) == (1, 1, Decimal(2000))
    assert (sales.whole, sales.unattributed, sales.whole_orders) == (Decimal(3000), Decimal(1000), 2)
    assert sales.unattributed_share == pytest.approx(1 / 3)


def test_only_its_own_products_count_less_the_discount_in_proportion(
    desk: Desk, summer: Playlist, products: list[Product]
) -> None:
    lines: list[tuple[Product, int, Decimal | int]] = [
        (products[0], 1, 3000),
        (make_product(desk.shop), 1, 1000),
    ]
    make_order(desk.shop, lines=lines, code="ete", discount_amount=400)
    found = playlist_result(desk.shop, MARCH, "ete")
    assert found
    assert found.sales.amount == Decimal("2700.00")


def test_a_variant_counts_as_its_product_and_once(
    desk: Desk, summer: Playlist, products: list[Product]
) -> None:
    red = make_product(desk.shop, parent=products[0])
    with shop_scope(desk.shop.id):
        PlaylistItem.objects.create(
            shop_id=desk.shop.id, playlist=summer, step=Step.PROOF, position=99, product=red
        )
    make_order(desk.shop, lines=[(red, 1, 500)], code="ete")
    found = playlist_result(desk.shop, MARCH, "ete")
    assert found
    assert found.sales.amount == Decimal(500)


def test_sales_count_on_delivery_and_refunds_on_their_own_day(
    desk: Desk, summer: Playlist, products: list[Product]
) -> None:
    order = make_order(desk.shop, lines=[(products[0], 1, 2000)], at=NOON + timedelta(days=25), code="ete")
    make_refund(desk.shop, order, 500)
    make_order(desk.shop, lines=[(products[1], 1, 900)], delivered=False, code="ete")
    april = Period(date(2026, 4, 1), date(2026, 4, 30))
    in_march, in_april = (playlist_result(desk.shop, one, "ete") for one in (MARCH, april))
    assert in_march
    assert in_april
    assert (in_march.sales.placed, in_march.sales.delivered, in_march.sales.net) == (2, 1, Decimal(2000))
    assert (in_april.sales.placed, in_april.sales.amount, in_april.sales.refunds) == (
        0,
        Decimal(0),
        Decimal(500),
    )
    assert in_april.sales.net == Decimal(-500)


def test_the_rows_behind_add_up_to_the_net_and_lead_to_the_orders(
    desk: Desk, summer: Playlist, products: list[Product]
) -> None:
    orders = [make_order(desk.shop, lines=[(products[0], n, 700)], code="ete") for n in (1, 2, 3)]
    make_refund(desk.shop, orders[0], 300)
    rows = rows_behind(desk.shop, MARCH, summer.pk)
    found = playlist_result(desk.shop, MARCH, "ete")
    assert found
    assert sum(row.amount for row in rows) == found.sales.net == Decimal(3900)
    assert sum(row.kind == "order" for row in rows) == found.sales.placed == 3
    page = desk.get("playlist-result", QUERY, playlist="ete")
    for order in orders:
        assert f"/orders/{order.uid}/" in page
    assert "3,900 DA" in page


def test_a_recognised_visitors_order_belongs_to_the_playlist_seen_last(
    desk: Desk, summer: Playlist, products: list[Product], post: Post
) -> None:
    winter = a_path(desk, "hiver", products)
    order = _ordered_after(desk, post, ["ete", "hiver"], agrees=True)
    assert find_visit_orders(desk.shop.id, datetime.now(UTC).date()) == 1
    assert find_visit_orders(desk.shop.id, datetime.now(UTC).date()) == 0
    today = datetime.now(desk.shop.zone).date()
    found = {one.slug: one for one in playlist_results(desk.shop, Period(today - timedelta(days=2), today))}
    assert (found["hiver"].sales.by_visit, found["ete"].sales.by_visit) == (1, 0)
    with shop_scope(desk.shop.id):
        order.code = "ete"
        order.save()
    found = {one.slug: one for one in playlist_results(desk.shop, Period(today - timedelta(days=2), today))}
    assert (found["hiver"].sales.placed, found["ete"].sales.placed, found["ete"].sales.by_visit) == (0, 1, 0)
    assert winter.pk != summer.pk


def test_without_consent_an_order_belongs_to_no_playlist(desk: Desk, summer: Playlist, post: Post) -> None:
    _ordered_after(desk, post, ["ete"], agrees=False)
    assert find_visit_orders(desk.shop.id, datetime.now(UTC).date()) == 0


def _ordered_after(desk: Desk, post: Post, playlists: list[str], *, agrees: bool) -> Any:
    """A visitor who opens playlists, one an hour, and then orders; the shop's server tells of the order."""
    from catalog.keys.services import ensure_public_key
    from signals.rollups.services import fold_waiting

    now = datetime.now(UTC)
    order = make_order(desk.shop, at=now, delivered=False, number="CMD-77")
    if agrees:
        decide(desk.shop.id, "amina", {Purpose.MEASUREMENT: True})
    for hours, slug in enumerate(reversed(playlists), 1):
        moment = (now - timedelta(hours=hours)).isoformat()
        sent = event("playlist_view", playlist=slug, vid="amina", time=moment)
        post(sent, to=ensure_public_key(desk.shop.id))
    _key, secret = make_api_key(desk.shop, ["events:write"])
    told = event("order", order="CMD-77", visitor="amina", value=2500, time=now.isoformat())
    answer = log_in(None).post(
        "/api/v1/events",
        {"events": [told]},
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.status_code == 202, answer.content
    while fold_waiting():
        pass
    return order


def test_the_list_compares_playlists_and_can_be_sorted_and_downloaded(
    desk: Desk, summer: Playlist, products: list[Product]
) -> None:
    winter = a_path(desk, "hiver", products)
    seen(desk, summer, Reached.STEP_3, 90)
    seen(desk, summer, Reached.OPENED, 10)
    seen(desk, winter, Reached.OPENED, 100)
    page = desk.get("playlist-results", f"{QUERY}&sort=title")
    assert page.index("<bdi>Ete</bdi>") < page.index("<bdi>Hiver</bdi>")
    assert "Ete leads more of its visitors to the last step than the others: 90%." in page
    lines = desk.agent.get(f"{desk.url('playlist-results-csv')}?raw&{QUERY}").content.decode().splitlines()
    assert len(lines) == 3
    assert any(line.startswith("Hiver,hiver,100,0,0,0,0,0.0,") for line in lines)


def test_which_step_loses_most_is_said_only_beyond_chance(desk: Desk, summer: Playlist) -> None:
    seen(desk, summer, Reached.STEP_1, 5)
    assert "Too few visitors" in desk.get("playlist-result", QUERY, playlist="ete")
    seen(desk, summer, Reached.STEP_1, 60, day=NOON.date() + timedelta(days=1))
    seen(desk, summer, Reached.STEP_3, 40)
    seen(desk, summer, Reached.OPENED, 4)
    assert "Most leave between step 1 and step 2: 62%" in desk.get("playlist-result", QUERY, playlist="ete")


def test_sheets_hold_days_and_orders(desk: Desk, summer: Playlist, products: list[Product]) -> None:
    seen(desk, summer, Reached.STEP_2, 3)
    make_order(desk.shop, lines=[(products[0], 1, 700)], code="ete")
    days = desk.agent.get(f"{desk.url('playlist-result-days', playlist='ete')}?raw&{QUERY}").content.decode()
    assert "2026-03-02,3,3,3,0,0" in days
    orders = desk.agent.get(
        f"{desk.url('playlist-result-orders', playlist='ete')}?raw&{QUERY}"
    ).content.decode()
    assert "Its code names it,700.00" in orders


def test_the_api_gives_the_same_results(desk: Desk, summer: Playlist, products: list[Product]) -> None:
    seen(desk, summer, Reached.STEP_3, 40)
    make_order(desk.shop, lines=[(products[0], 1, 700)], code="ete")
    _key, secret = make_api_key(desk.shop, ["playlists:read"])
    address = f"/api/v1/playlists/pl_{summer.uid.hex}/results"
    told = {"Authorization": f"Bearer {secret}"}
    found = log_in(None).get(f"{address}?{QUERY}", headers=told).json()
    assert (found["opened"], found["steps"], found["loses_most"]) == (40, [40, 40, 40], None)
    assert (found["sales"]["net"], found["sales"]["unattributed_share"]) == ("700.00", 0.0)
    assert found["passages"][0]["kept"]["n"] == 40
    assert log_in(None).get(f"{address}?from=2026-03-01", headers=told).status_code == 422
    foreign = make_playlist(another_shop("voisin"))
    assert (
        log_in(None).get(f"/api/v1/playlists/pl_{foreign.uid.hex}/results", headers=told).status_code == 404
    )


def test_the_pages_ask_as_many_questions_for_many_playlists_as_for_one(
    desk: Desk, summer: Playlist, products: list[Product]
) -> None:
    few = desk.queries("playlist-results")
    for number in range(5):
        a_path(desk, f"autre-{number}", products)
    assert desk.queries("playlist-results") == few <= 8
    assert desk.queries("playlist-result", playlist="ete") <= 11


def test_a_playlist_of_another_shop_is_not_found(desk: Desk) -> None:
    theirs = make_playlist(another_shop("voisin"))
    assert desk.agent.get(desk.url("playlist-result", playlist=theirs.slug)).status_code == 404


def test_the_playlists_own_page_tells_its_results_in_short(
    desk: Desk, summer: Playlist, products: list[Product]
) -> None:
    page = desk.get("playlist", playlist="ete")
    assert "Results of the last 90 days" in page
    assert "Visitors who opened it" in page
    draft = make_playlist(desk.shop, products, slug="ebauche", is_published=False)
    assert "Results of the last 90 days" not in desk.get("playlist", playlist=draft.slug)


def test_an_order_that_names_an_old_address_belongs_to_the_playlist_that_had_it(
    desk: Desk, summer: Playlist, products: list[Product]
) -> None:
    make_order(desk.shop, lines=[(products[0], 1, 700)], code="ete")
    change_address(desk.shop.id, "ete", "plage")
    found = playlist_result(desk.shop, MARCH, "plage")
    assert found
    assert found.sales.net == Decimal(700)


def test_a_playlist_without_products_still_has_its_pages() -> None:
    desk = make_desk()
    with shop_scope(desk.shop.id):
        Playlist.objects.create(slug="vide", title="Vide", is_published=True)
    for name in ("playlist", "playlist-result"):
        assert desk.manager.get(desk.url(name, playlist="vide")).status_code == 200
