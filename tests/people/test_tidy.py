"""What the hourly tidying deletes, and what it leaves."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from catalog.keys.models import StoredAnswer
from catalog.limits.models import GuessBucket
from catalog.limits.services import MOST_IN_A_ROW
from catalog.people.models import RateWindow
from catalog.people.tasks import tidy
from shop_ai.lib.tenancy import shop_scope
from tests.factories import make_api_key, make_shop


def test_counters_go_when_no_limit_looks_at_them(db: None) -> None:
    now = timezone.now()
    for days in (0, 1, 3):
        RateWindow.objects.create(key=f"w{days}", starts_at=now - timedelta(days=days), count=1)
    for days, failures in ((0, 1), (3, 1), (3, MOST_IN_A_ROW), (31, MOST_IN_A_ROW)):
        GuessBucket.objects.create(
            key=f"g{days}-{failures}", next_at=now - timedelta(days=days), in_a_row=failures
        )
    tidy()
    assert set(RateWindow.objects.values_list("key", flat=True)) == {"w0", "w1"}
    assert set(GuessBucket.objects.values_list("key", flat=True)) == {"g0-1", "g3-100"}


def test_ended_sessions_go(db: None) -> None:
    now = timezone.now()
    for key, hours in (("alive", 1), ("ended", -1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(hours=hours))
    tidy()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["alive"]


def test_answers_of_retries_go_after_a_day_in_every_shop(db: None) -> None:
    shops = [make_shop(), make_shop()]
    for shop in shops:
        key, _secret = make_api_key(shop, [])
        with shop_scope(shop.id):
            for name, hours in (("young", 23), ("old", 25)):
                row = StoredAnswer.objects.create(api_key=key, key=name, request_hash="x")
                StoredAnswer.objects.filter(pk=row.pk).update(
                    created_at=timezone.now() - timedelta(hours=hours)
                )
    tidy()
    for shop in shops:
        with shop_scope(shop.id):
            assert list(StoredAnswer.objects.values_list("key", flat=True)) == ["young"]
