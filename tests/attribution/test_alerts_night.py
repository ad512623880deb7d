"""Alerts at night: kept once, replayed, answered, taught from, and nothing when switched off."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from attribution.alerts.automations import FIGURE_ALERTS
from attribution.alerts.models import AlertBar, AlertNight, Answer, FigureAlert
from attribution.alerts.selectors import standing_alerts
from attribution.alerts.services import answer_alert, forget_bars, watch_figures
from attribution.kpis.models import DailyKpi
from catalog.people.models import User
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.factories import log_in, make_shop, make_user
from transparency.centre.replays import replay
from transparency.ledger.models import Decision
from transparency.ledger.switches import set_switch

TODAY = date(2026, 10, 14)
DAYS = 300


def fill(shop: ShopContext, last: int | None = None, until: date = TODAY) -> None:
    """Prepared days of a busy shop up to ``until``; the last day's orders may be told."""
    rng = np.random.default_rng(8)
    with shop_scope(shop.id):
        rows = []
        for back in range(DAYS, -1, -1):
            day = TODAY - timedelta(days=back)
            placed = int(rng.negative_binomial(20, 20 / (20 + 80)))
            if back == 0 and last is not None:
                placed = last
            if day <= until:
                rows.append(
                    DailyKpi(
                        shop_id=shop.id, day=day, channel="", placed=placed, delivered=placed,
                        revenue_ordered=placed * 2500,
                    )
                )  # fmt: skip
        DailyKpi.objects.bulk_create(rows)


@pytest.fixture
def shop(db: None) -> ShopContext:
    return make_shop("alerts", owner=make_user("alerts@example.com", language="en"))


def found(shop: ShopContext) -> list[tuple[str, str]]:
    with shop_scope(shop.id):
        return list(FigureAlert.objects.order_by("figure").values_list("figure", "direction"))


def test_a_loud_day_is_told_once_with_its_weekdays_and_replays(shop: ShopContext) -> None:
    fill(shop, last=320)
    assert watch_figures(shop.id, TODAY) == {"nights": 7, "alerts": 2}
    assert found(shop) == [("orders", "up"), ("sales", "up")]
    assert watch_figures(shop.id, TODAY) == {"nights": 0, "alerts": 0}
    with shop_scope(shop.id):
        alert = FigureAlert.objects.get(figure="orders")
        decision = Decision.objects.get(uid=alert.decision_uid)
        assert (alert.observed, len(alert.base)) == (320, 8)
        assert alert.low < alert.expected < alert.high < alert.observed
        assert (decision.reason_code, replay(decision)) == ("figures_stood_out", True)
        decision.output = {"alarms": []}
        assert replay(decision) is False


def test_a_usual_night_is_noted_and_tells_nothing(shop: ShopContext) -> None:
    fill(shop)
    watch_figures(shop.id, TODAY)
    with shop_scope(shop.id):
        night = AlertNight.objects.get(day=TODAY)
        assert (night.watched, night.found) == (3, 0)
        assert Decision.objects.get(uid=night.decision_uid).reason_code == "figures_as_usual"
    assert found(shop) == []


def test_a_day_without_records_is_no_drop_and_is_judged_when_they_come(shop: ShopContext) -> None:
    fill(shop, until=TODAY - timedelta(days=3))
    watch_figures(shop.id, TODAY)
    with shop_scope(shop.id):
        # Deliveries of two days ago are missing too: nothing of the last nights can be judged but older deliveries.
        assert AlertNight.objects.get(day=TODAY).watched == 0
        DailyKpi.objects.create(
            shop_id=shop.id, day=TODAY, placed=320, delivered=1, revenue_ordered=320 * 2500
        )
    assert found(shop) == []
    assert watch_figures(shop.id, TODAY)["alerts"] == 2


def test_a_night_that_changed_is_judged_anew_and_answers_stay(shop: ShopContext) -> None:
    fill(shop, last=320)
    watch_figures(shop.id, TODAY)
    with shop_scope(shop.id):
        seen = FigureAlert.objects.get(figure="orders")
        answer_alert(shop.id, seen, Answer.SEEN, by="user:1")
        DailyKpi.objects.filter(day=TODAY).update(placed=80, revenue_ordered=80 * 2500)
    assert watch_figures(shop.id, TODAY) == {"nights": 1, "alerts": 0}
    with shop_scope(shop.id):
        kept = FigureAlert.objects.get()
    assert (kept.figure, kept.answer) == ("orders", Answer.SEEN)
    assert standing_alerts(shop.id, TODAY) == []


def test_not_useful_raises_the_bar_once_until_it_is_forgotten(shop: ShopContext) -> None:
    fill(shop, last=320)
    watch_figures(shop.id, TODAY)
    with shop_scope(shop.id):
        alert = FigureAlert.objects.get(figure="orders")
    for _click in range(2):
        answer_alert(shop.id, alert, Answer.NOT_USEFUL, by="user:1")
    with shop_scope(shop.id):
        bar = AlertBar.objects.get()
        assert (bar.figure, bar.direction, bar.factor, bar.answers) == ("orders", "up", 0.5, 1)
    assert watch_figures(shop.id, TODAY)["nights"] == 1
    with shop_scope(shop.id):
        newest = Decision.objects.filter(subject=f"night {TODAY}").order_by("-sequence")[0]
        factors = {one["figure"]: one["factors"]["up"] for one in newest.candidates}
    assert factors == {"orders": 0.5, "sales": 1.0, "delivered": 1.0}
    forget_bars(shop.id, by="user:1")
    with shop_scope(shop.id):
        assert not AlertBar.objects.exists()
        codes = set(Decision.objects.filter(subject="choice").values_list("reason_code", flat=True))
    assert codes == {"alert_not_useful", "alert_bars_forgotten"}


def test_switched_off_nothing_is_judged(shop: ShopContext) -> None:
    fill(shop, last=320)
    with shop_scope(shop.id):
        set_switch(FIGURE_ALERTS.code, is_on=False, by="test")
    assert watch_figures(shop.id, TODAY) == {"nights": 0, "alerts": 0}
    with shop_scope(shop.id):
        assert not AlertNight.objects.exists()


def test_today_shows_what_stands_out_and_takes_the_answer(shop: ShopContext) -> None:
    fill(shop, last=320)
    watch_figures(shop.id, TODAY)
    client = log_in(make_owner(shop))
    address = f"/shops/{shop.slug}/"
    page = client.get(f"{address}?from={TODAY}&to={TODAY}").content.decode()
    assert "What stands out" in page
    assert "Orders placed: 320 instead of about" in page
    with shop_scope(shop.id):
        alerts = list(FigureAlert.objects.all())
    for alert in alerts:
        answered = client.post(
            f"{address}reports/alerts/{alert.uid}/answer/", {"answer": "seen", "back": address}
        )
        assert answered["Location"] == address
    assert "What stands out" not in client.get(address).content.decode()


def test_an_answer_never_leads_to_another_site(shop: ShopContext) -> None:
    fill(shop, last=320)
    watch_figures(shop.id, TODAY)
    with shop_scope(shop.id):
        alert = FigureAlert.objects.all()[0]
    client = log_in(make_owner(shop))
    answered = client.post(
        f"/shops/{shop.slug}/reports/alerts/{alert.uid}/answer/",
        {"answer": "seen", "back": "https://elsewhere.example/"},
    )
    assert answered["Location"] == f"/shops/{shop.slug}/reports/alerts/"


def test_the_pages_of_alerts_open_with_reason_rows_chart_and_sheet(shop: ShopContext) -> None:
    fill(shop, last=320)
    watch_figures(shop.id, TODAY)
    with shop_scope(shop.id):
        alert = FigureAlert.objects.get(figure="orders")
    client = log_in(make_owner(shop))
    base = f"/shops/{shop.slug}/reports/alerts"
    one = client.get(f"{base}/{alert.uid}/").content.decode()
    assert f"kpis/rows/placed/?from={TODAY}&amp;to={TODAY}" in one
    assert "Wednesdays" in one
    assert "Orders placed" in client.get(f"{base}/").content.decode()
    sheet = client.get(f"{base}.csv?figure=orders&raw=1").content.decode().splitlines()
    assert len(sheet) == 2


def make_owner(shop: ShopContext) -> User:
    """The owner that the fixture made."""
    return User.objects.get(email="alerts@example.com")
