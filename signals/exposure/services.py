"""Running the tests: once a night in full, and whenever enough people came during the day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.utils import timezone

from catalog.shops.directory import all_shop_ids, shop_by_id
from shop_ai.lib.locks import take_turn
from shop_ai.lib.period import DAY, local_day
from shop_ai.lib.tenancy import shop_scope
from signals.exposure.automations import STAGED_EXPOSURE
from signals.exposure.counting import LATE_DAYS, count_days, first_day_to_count, usual_rates
from signals.exposure.models import ExposureTest, Stage
from transparency.ledger.switches import is_on

NOTHING: Final = {"entered": 0, "opened": 0, "looks": 0, "returned": 0, "places": 0}


def run_tests(shop_id: int, as_of: date) -> dict[str, int]:
    """A night: count, let new products enter, look, apply the guard rails, fill the cells, allocate.

    ``as_of`` is the last complete day; nothing happens when switched off. Safe to run twice.
    """
    from signals.exposure.entering import end_wide, enter_new_products, wake_rested
    from signals.exposure.looking import stop_returned

    today, now = as_of + DAY, timezone.now()
    with shop_scope(shop_id):
        take_turn("exposure")
        if not is_on(STAGED_EXPOSURE.code):
            return dict(NOTHING)
        count_days(shop_id, first_day_to_count(today, LATE_DAYS), today)
        wake_rested(today, now)
        end_wide(today)
        entered = enter_new_products(shop_id, today, now)
        returned = stop_returned(shop_id, today, now)
        done = advance(shop_id, today, now, is_night=True)
        return {**NOTHING, "entered": entered, "returned": returned, **done}


def look_now(shop_id: int) -> dict[str, int]:
    """Take the looks that are due by the people of today, and share the places again; reads today's events only."""
    shop = shop_by_id(shop_id)
    if shop is None:
        return dict(NOTHING)
    now = timezone.now()
    today = local_day(now, shop.zone)
    with shop_scope(shop_id):
        take_turn("exposure")
        if not is_on(STAGED_EXPOSURE.code):
            return dict(NOTHING)
        count_days(shop_id, first_day_to_count(today, 0), today)
        return {**NOTHING, **advance(shop_id, today, now)}


def advance(shop_id: int, today: date, now: datetime, *, is_night: bool = False) -> dict[str, int]:
    """Looks, cells and places of the shop in scope, from the people that are counted.

    During the day shares are made again when a look was taken or a test opened or ended, not for every visitor.
    """
    from signals.exposure.allocation import prepare_places
    from signals.exposure.entering import leave_unshowable, open_waiting
    from signals.exposure.looking import look_at

    rates = usual_rates(today)
    leave_unshowable(now)
    open_ones = ExposureTest.objects.filter(stage=Stage.TESTING, is_current=True).order_by("pk")
    looks = sum(look_at(test, rates[test.kind], today, now) for test in open_ones)
    opened = open_waiting(now)
    places = prepare_places(shop_id, rates["product"], today, now, is_moved=is_night or looks > 0)
    return {"looks": looks, "opened": opened, "places": places}


def shops_in_test() -> list[int]:
    """The shops that have an open test; a chore asks them every few minutes."""
    found = []
    for shop_id in all_shop_ids():
        with shop_scope(shop_id):
            if ExposureTest.objects.filter(stage=Stage.TESTING, is_current=True).exists():
                found.append(shop_id)
    return found
