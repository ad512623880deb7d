"""Manual mode for the whole shop: on every path, what machines did stops at once and comes back when it is ended."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Final

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from attribution.alerts.services import watch_figures
from attribution.budget.services import advise_shop
from attribution.customer_value.services import value_customers
from attribution.digest.services import send_due_letters
from attribution.forecast.services import forecast_shop
from attribution.kpis.models import DailyKpi
from attribution.nightly.models import NightlyRun
from catalog.conversations.incoming import Incoming, Message
from catalog.conversations.services import bring
from catalog.keys.services import ensure_public_key
from catalog.products.models import Product
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.exposure.services import run_tests
from signals.exposure.serving import with_tests
from signals.proposals.services import propose_playlists
from signals.recommend.selectors import recommended
from signals.recommend.services import prepare
from signals.scores.services import score_shop_products
from signals.segments.campaigns import Wanted, accept
from signals.segments.choosing import NotPossible
from signals.segments.models import Kind, SegmentCampaign, SegmentSettings
from signals.segments.services import compute_segments
from signals.segments.treated import letters
from signals.widget import api as widget
from tests.attribution import advice_scene
from tests.attribution.test_alerts_night import TODAY as ALERT_DAY
from tests.attribution.test_alerts_night import fill as fill_days
from tests.factories import make_shop, make_user
from tests.shops import a_shop
from tests.signals import exposure_shop, proposal_shop, recommend_shop, score_shop, segment_shop
from transparency.ledger.models import Decision
from transparency.ledger.switches import EVERYTHING, set_switch

pytestmark = pytest.mark.django_db
Act = Callable[[], int]
SECONDS: Final = 5.0


def turn_all(shop: ShopContext, *, is_on: bool) -> None:
    with shop_scope(shop.id):
        set_switch(EVERYTHING, is_on=is_on, by="user:1")


def decided(shop: ShopContext, *codes: str) -> int:
    with shop_scope(shop.id):
        return Decision.objects.filter(automation__in=codes).exclude(subject="switch").count()


def the_widget() -> tuple[ShopContext, Act]:
    shop = recommend_shop.a_pairing_shop(explores=True)
    address = f"/w/{ensure_public_key(shop.id)}/recommendations?slot=product&sku=CUP"

    def items() -> int:
        widget.forget_answers()
        return len(Client().get(address).json()["items"])

    return shop, items


def a_visitors_list() -> tuple[ShopContext, Act]:
    shop = recommend_shop.a_pairing_shop()
    return shop, lambda: len(recommend_shop.listed(shop, seen=("CUP",)))


def exposure() -> tuple[ShopContext, Act]:
    shop = exposure_shop.a_shop_with("NEW1", *(f"OLD{n:02}" for n in range(12)))
    with shop_scope(shop.id):
        old = Product.objects.filter(sku__startswith="OLD")
        old.update(created_at=exposure_shop.NOW - timedelta(days=100))
        Product.objects.filter(sku="NEW1").update(stock=5)
    prepare(shop.id, exposure_shop.TODAY)
    run_tests(shop.id, exposure_shop.YESTERDAY)

    def tests_shown() -> int:
        with shop_scope(shop.id):
            given = recommended(shop.id, limit=10)
            lists = [
                with_tests(shop.id, given, slot="home", sku="", limit=10, at=exposure_shop.NOW + timedelta(seconds=30 * n))
                for n in range(40)
            ]  # fmt: skip
        return sum(item.sku == "NEW1" for items in lists for item in items)

    return shop, tests_shown


def exposure_at_night() -> tuple[ShopContext, Act]:
    shop, _shown = exposure()

    def opened() -> int:
        before = decided(shop, "staged_exposure")
        run_tests(shop.id, exposure_shop.TODAY)
        return decided(shop, "staged_exposure") - before

    return shop, opened


def _offered() -> ShopContext:
    shop = make_shop()
    people = segment_shop.a_street(shop, new=1, regular=6, inactive=30)
    segment_shop.agree(shop, people["inactive"])
    with shop_scope(shop.id):
        SegmentSettings.objects.create(monthly_cap=100_000)
    compute_segments(shop.id, segment_shop.AS_OF)
    return shop


def messages() -> tuple[ShopContext, Act]:
    shop = _offered()
    accept(shop, segment_shop.slot(shop, "inactive", 2).uid, Wanted(), by="test")

    def handed_out() -> int:
        with shop_scope(shop.id):
            campaign = SegmentCampaign.objects.get()
        try:
            return letters(shop, campaign)[1]
        except NotPossible:
            return 0

    return shop, handed_out


def discounts() -> tuple[ShopContext, Act]:
    shop = _offered()

    def begun() -> int:
        found = segment_shop.slot(shop, "inactive", 2)
        assert found.kind == Kind.DISCOUNT
        try:
            return int(accept(shop, found.uid, Wanted(), by="test") is not None)
        except NotPossible:
            return 0

    return shop, begun


def budget() -> tuple[ShopContext, Act]:
    shop, first = a_shop(), date(2026, 1, 5)
    advice_scene.fill(shop, first)
    monday = first + timedelta(weeks=advice_scene.WEEKS)

    def advised() -> int:
        before = decided(shop, "budget_advice", "forecast", "customer_value")
        forecast_shop(shop.id, monday)
        advise_shop(shop.id, monday)
        value_customers(shop.id, monday)
        return decided(shop, "budget_advice", "forecast", "customer_value") - before

    return shop, advised


def alerts() -> tuple[ShopContext, Act]:
    shop = make_shop("alerts")
    fill_days(shop, last=320)
    return shop, lambda: watch_figures(shop.id, ALERT_DAY)["alerts"]


def weekly_letters() -> tuple[ShopContext, Act]:
    monday, seven = date(2026, 11, 23), datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    shop = make_shop("letters", owner=make_user("nadia@example.com", language="fr"))
    with shop_scope(shop.id):
        for back in range(1, 15):
            DailyKpi.objects.create(shop_id=shop.id, day=monday - timedelta(days=back), channel="", placed=9)
        NightlyRun.objects.create(
            shop_id=shop.id, slot=monday, mode="full", version="1", as_of=monday - timedelta(days=1),
            started_at=seven - timedelta(hours=4), finished_at=seven - timedelta(hours=4),
        )  # fmt: skip
    return shop, lambda: send_due_letters(shop.id, seven)


def proposals() -> tuple[ShopContext, Act]:
    shop = make_shop()
    proposal_shop.furnish(shop)

    def proposed() -> int:
        before = decided(shop, "playlist_proposals")
        propose_playlists(shop.id, timezone.now().date())
        return decided(shop, "playlist_proposals") - before

    return shop, proposed


def scores() -> tuple[ShopContext, Act]:
    shop = make_shop()
    score_shop.furnish(shop)
    return shop, lambda: score_shop_products(shop.id, score_shop.TODAY)


def reading_of_messages() -> tuple[ShopContext, Act]:
    shop = make_shop()
    said = Incoming(
        "t", "whatsapp", timezone.now(), messages=(Message(timezone.now(), True, "chhal le prix ?"),)
    )
    return shop, lambda: int(bring(shop, [said], source="api").all[0].rule_says is not None)


PATHS: Final = (
    the_widget, a_visitors_list, exposure, exposure_at_night, messages, discounts,
    pytest.param(budget, marks=pytest.mark.long), alerts, weekly_letters,
    proposals, scores, reading_of_messages,
)  # fmt: skip


def tried(act: Act) -> int:
    """What the path does now; everything is taken back, so that the next look meets the same shop."""
    with transaction.atomic():
        effects = act()
        transaction.set_rollback(True)
    return effects


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
def test_one_press_stops_it_within_five_seconds_and_another_lets_it_go_on(
    path: Callable[[], tuple[ShopContext, Act]],
) -> None:
    shop, act = path()
    usual = tried(act)
    assert usual > 0, "the path does something to be stopped"
    turn_all(shop, is_on=False)
    began = time.monotonic()
    assert tried(act) == 0
    assert time.monotonic() - began < SECONDS
    turn_all(shop, is_on=True)
    assert tried(act) == usual


def test_the_public_page_says_so_at_once() -> None:
    shop = make_shop()
    address = f"/t/{shop.slug}/?lang=en"
    words = "Manual mode: at this moment nothing is automatic."
    assert words not in Client().get(address).content.decode()
    turn_all(shop, is_on=False)
    assert words in Client().get(address).content.decode()
