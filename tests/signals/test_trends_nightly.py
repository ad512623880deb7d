"""The weekly lists: what is counted, when nothing is said, and that every list has its decision."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from signals.trends.models import Measure, State, TrendItem, TrendRun, Verdict
from signals.trends.replay import replays
from signals.trends.services import find_trends
from tests.factories import make_category, make_customer, make_order, make_product, make_shop
from tests.signals.trend_shops import FIRST, NEW, RISING, SUNDAY, look_at, search, usual_searches
from transparency.ledger.models import Decision
from transparency.ledger.selectors import verify_chain
from transparency.ledger.switches import set_switch

pytestmark = pytest.mark.django_db
WEDNESDAY = SUNDAY + timedelta(days=3)


@pytest.fixture
def shop() -> ShopContext:
    return make_shop("tendances")


def run_of(shop: ShopContext, measure: Measure = Measure.SEARCHES) -> TrendRun:
    with shop_scope(shop.id):
        found: TrendRun = TrendRun.objects.get(measure=measure)
        return found


def listed(shop: ShopContext, measure: Measure = Measure.SEARCHES) -> dict[str, str]:
    with shop_scope(shop.id):
        items = TrendItem.objects.filter(run__measure=measure).exclude(verdict="")
        return dict(items.values_list("label", "verdict"))


def test_a_rise_of_two_weeks_is_a_trend_and_one_of_a_week_is_to_watch(shop: ShopContext) -> None:
    usual_searches(shop)
    search(shop, "robe kabyle", RISING)
    search(shop, "burnous", NEW)
    search(shop, "un seul acheteur", RISING, by=2)
    assert find_trends(shop.id, WEDNESDAY) == {"weeks": 1, "trends": 1, "to_watch": 1}
    assert listed(shop) == {"robe kabyle": Verdict.TREND, "burnous": Verdict.WATCH}
    run = run_of(shop)
    assert (run.week, run.state, run.weeks_known) == (date(2026, 11, 9), State.JUDGED, 8)
    assert run.total == 20 * 20 + 60 + 60 + 60


def test_the_week_under_way_is_not_judged(shop: ShopContext) -> None:
    usual_searches(shop)
    search(shop, "robe kabyle", RISING)
    find_trends(shop.id, SUNDAY - timedelta(days=1))
    assert run_of(shop).week == date(2026, 11, 2)


def test_spellings_are_one_term_and_a_person_who_uses_two_counts_once(shop: ShopContext) -> None:
    usual_searches(shop)
    search(shop, "djellaba", [1, 2, 1, 2, 1, 2, 30, 30], by=2)
    search(shop, "djelaba", [1, 1, 1, 1, 1, 1, 25, 30], by=2)
    find_trends(shop.id, WEDNESDAY)
    assert listed(shop) == {}
    with shop_scope(shop.id):
        item = TrendItem.objects.get(label="djellaba")
    assert (item.counts[-1], item.people, item.spellings) == (60, 2, ["djelaba"])


def test_a_hundred_searches_list_nothing_but_the_raw_counts(shop: ShopContext) -> None:
    usual_searches(shop, terms=2)
    search(shop, "robe kabyle", RISING)
    find_trends(shop.id, WEDNESDAY)
    run = run_of(shop)
    assert (run.state, run.total, listed(shop), run.decision_uid) == (State.FEW, 100, {}, None)
    with shop_scope(shop.id):
        assert TrendItem.objects.order_by("rank").values_list("label", flat=True)[0] == "robe kabyle"


def test_less_than_eight_weeks_of_records_judge_nothing(shop: ShopContext) -> None:
    usual_searches(shop, first=FIRST + timedelta(days=7))
    find_trends(shop.id, SUNDAY)
    run = run_of(shop)
    assert (run.state, run.weeks_known) == (State.SHORT, 7)


def test_the_decision_replays_and_the_chain_holds(shop: ShopContext) -> None:
    usual_searches(shop)
    search(shop, "robe kabyle", RISING)
    search(shop, "burnous", NEW)
    find_trends(shop.id, WEDNESDAY)
    with shop_scope(shop.id):
        decision = Decision.objects.get(automation="trends")
        assert verify_chain().holds
    assert decision.reason_code == "rose_beyond_chance"
    assert replays(decision.candidates, decision.output)
    decision.candidates[0]["counts"][-1] = 3
    assert not replays(decision.candidates, decision.output)


def test_running_again_writes_nothing_until_a_count_changes(shop: ShopContext) -> None:
    usual_searches(shop)
    search(shop, "robe kabyle", RISING)
    assert find_trends(shop.id, WEDNESDAY)["weeks"] == 1
    before = run_of(shop).pk
    assert find_trends(shop.id, WEDNESDAY)["weeks"] == 0
    assert run_of(shop).pk == before
    search(shop, "en retard", [0, 0, 0, 0, 0, 0, 0, 7])
    assert find_trends(shop.id, WEDNESDAY)["weeks"] == 1
    with shop_scope(shop.id):
        assert Decision.objects.filter(automation="trends").count() == 2


def test_switched_off_nothing_new_is_found_and_the_lists_stay(shop: ShopContext) -> None:
    usual_searches(shop)
    find_trends(shop.id, WEDNESDAY)
    with shop_scope(shop.id):
        set_switch("trends", is_on=False, by="user:1")
    search(shop, "robe kabyle", RISING)
    assert find_trends(shop.id, WEDNESDAY) == {"weeks": 0, "trends": 0, "to_watch": 0}
    assert run_of(shop).total == 400


def test_a_product_looked_at_by_one_visitor_is_no_trend(shop: ShopContext) -> None:
    for _ in range(12):
        look_at(shop, make_product(shop), [20] * 8)
    many, single = make_product(shop, title="MANY"), make_product(shop, title="SINGLE")
    with shop_scope(shop.id):
        look_at(shop, make_product(shop), [1], first=FIRST - timedelta(days=7))
    for product, visitors in ((many, 9), (single, 1)):
        look_at(shop, product, RISING)
        _events(shop, product.pk, visitors)
    first = find_trends(shop.id, WEDNESDAY)
    assert listed(shop, Measure.PRODUCT_VIEWS) == {"MANY": Verdict.TREND}
    # The same views again tell the same, and nobody asks the raw events who looked.
    with CaptureQueriesContext(connection) as asked:
        again = find_trends(shop.id, WEDNESDAY)
    assert again == first | {"weeks": 0}
    assert not [one for one in asked.captured_queries if "signals_event" in one["sql"]]
    # Views that came late, and they are judged again.
    look_at(shop, make_product(shop), [0, 0, 0, 9])
    assert find_trends(shop.id, WEDNESDAY)["weeks"] == 1


def _events(shop: ShopContext, product: int, visitors: int) -> None:
    """Views of the last two weeks as raw events, which is where distinct visitors are counted."""
    with shop_scope(shop.id), connection.cursor() as cursor:
        for week in (6, 7):
            day = FIRST + timedelta(days=7 * week + 2)
            cursor.execute("SELECT signals_make_partition(%s)", [day])
            cursor.executemany(
                "INSERT INTO signals_event (shop_id, occurred_at, event_id, day, type, product_id, visitor)"
                " VALUES (%s, %s, %s, %s, 'view', %s, %s)",
                [
                    (
                        shop.id,
                        datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
                        uuid.uuid4(),
                        day,
                        product,
                        f"v{n}",
                    )
                    for n in range(visitors)
                ],
            )


def test_delivered_orders_count_by_product_and_theme_and_variants_with_their_product(
    shop: ShopContext,
) -> None:
    theme = make_category(shop, name="Robes")
    parent = make_product(shop, title="ROBE", category=theme)
    variant = make_product(shop, title="ROBE M", parent=parent)
    at = datetime(2026, 11, 10, 12, tzinfo=UTC)
    buyer = make_customer(shop)
    make_order(shop, lines=[(parent, 1, 100), (variant, 2, 100)], at=at, customer=buyer)
    make_order(shop, lines=[(variant, 1, 100)], at=at, customer=buyer)
    make_order(shop, lines=[(variant, 1, 100)], at=at, delivered=False)
    find_trends(shop.id, WEDNESDAY)
    for measure, label in ((Measure.PRODUCT_ORDERS, "ROBE"), (Measure.THEME_ORDERS, "Robes")):
        with shop_scope(shop.id):
            item = TrendItem.objects.get(run__measure=measure)
        assert (item.label, item.counts[-1], item.people, run_of(shop, measure).total) == (label, 2, 1, 2)


def test_records_that_ended_long_ago_keep_their_last_whole_week(shop: ShopContext) -> None:
    """The last search is of a Wednesday: its week may have gone on, so the one before is the last that is whole."""
    usual_searches(shop)
    find_trends(shop.id, SUNDAY + timedelta(days=400))
    assert run_of(shop).week == date(2026, 11, 2)


def test_lists_older_than_26_weeks_are_let_go(shop: ShopContext) -> None:
    usual_searches(shop)
    find_trends(shop.id, WEDNESDAY)
    usual_searches(shop, first=FIRST + timedelta(weeks=30))
    find_trends(shop.id, WEDNESDAY + timedelta(weeks=30))
    assert run_of(shop).week == date(2026, 11, 9) + timedelta(weeks=30)
