"""A shop's word on its calendar: moved, hidden, added, put back; and its sales beside the last time's."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from catalog.occasions.models import OccasionChange
from catalog.occasions.sales import comparison
from catalog.occasions.selectors import coming, earlier, occasion_of, occasions_between
from catalog.occasions.services import (
    BadDays,
    UnknownOccasion,
    add_occasion,
    hide_occasion,
    move_occasion,
    put_back,
    rename_occasion,
    shift_occasion,
)
from catalog.shops.context import ShopContext
from shop_ai.lib.tenancy import shop_scope
from tests.factories import make_order, make_product, make_shop

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 22)
FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))


@pytest.fixture
def shop() -> ShopContext:
    return make_shop("fetes")


def ids(shop: ShopContext, start: date, end: date) -> list[str]:
    return [one.id for one in occasions_between(shop.id, start, end)]


def test_six_weeks_ahead_are_coming(shop: ShopContext) -> None:
    found = [(one.occasion.id, one.in_days) for one in coming(shop, NOVEMBER)]
    assert found == [("black_friday-2026", 5), ("new_year-2027", 40)]
    during = coming(shop, date(2026, 3, 1))[0]
    assert (during.occasion.id, during.is_on) == ("ramadan-1447", True)


def test_the_moon_may_be_seen_a_day_later_or_earlier(shop: ShopContext) -> None:
    shift_occasion(shop.id, "ramadan-1447", 1)
    (found,) = occasions_between(shop.id, *FEBRUARY)
    assert (found.starts_on, found.ends_on, found.is_changed) == (date(2026, 2, 19), date(2026, 3, 20), True)
    shift_occasion(shop.id, "ramadan-1447", -1)
    (found,) = occasions_between(shop.id, *FEBRUARY)
    assert (found.starts_on, found.is_changed) == (date(2026, 2, 18), False)


def test_a_moved_occasion_is_found_by_its_new_days_only(shop: ShopContext) -> None:
    move_occasion(shop.id, "rentree-2026", starts_on=date(2026, 9, 28), ends_on=date(2026, 10, 5))
    assert ids(shop, date(2026, 9, 1), date(2026, 9, 20)) == []
    assert ids(shop, date(2026, 10, 1), date(2026, 10, 2)) == ["rentree-2026"]


def test_what_is_hidden_is_nowhere_until_it_is_shown_again(shop: ShopContext) -> None:
    hide_occasion(shop.id, "ramadan-1447", is_hidden=True)
    assert ids(shop, *FEBRUARY) == []
    hide_occasion(shop.id, "ramadan-1447", is_hidden=False)
    assert ids(shop, *FEBRUARY) == ["ramadan-1447"]


def test_putting_back_forgets_what_the_shop_said(shop: ShopContext) -> None:
    shift_occasion(shop.id, "ramadan-1447", 1)
    hide_occasion(shop.id, "ramadan-1447", is_hidden=True)
    put_back(shop.id, "ramadan-1447")
    (found,) = occasions_between(shop.id, *FEBRUARY)
    assert (found.starts_on, found.is_hidden) == (date(2026, 2, 18), False)
    with shop_scope(shop.id):
        assert not OccasionChange.objects.exists()


def test_an_occasion_of_its_own_is_added_renamed_moved_and_removed(shop: ShopContext) -> None:
    made = add_occasion(
        shop.id, starts_on=date(2026, 12, 5), ends_on=date(2026, 12, 6), names=("Marché", "", "")
    )
    assert made in ids(shop, date(2026, 12, 6), date(2026, 12, 6))
    found = occasion_of(shop.id, made)
    assert found is not None
    assert (found.name, found.is_own, found.length) == ("Marché", True, 2)
    rename_occasion(shop.id, made, ("Marché", "سوق", "Market"))
    shift_occasion(shop.id, made, 1)
    found = occasion_of(shop.id, made)
    assert found is not None
    assert (found.names[1], found.starts_on) == ("سوق", date(2026, 12, 6))
    put_back(shop.id, made)
    assert occasion_of(shop.id, made) is None


def test_days_that_make_no_sense_are_refused(shop: ShopContext) -> None:
    for start, end in (
        (date(2026, 5, 2), date(2026, 5, 1)),
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(1890, 1, 1), date(1890, 1, 2)),
    ):
        with pytest.raises(BadDays):
            add_occasion(shop.id, starts_on=start, ends_on=end, names=("X", "", ""))
    with pytest.raises(BadDays):
        add_occasion(shop.id, starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 1), names=("", "", ""))
    with pytest.raises(BadDays):
        move_occasion(shop.id, "ramadan-1447", starts_on=date(2026, 8, 1), ends_on=date(2026, 8, 3))
    for unknown in ("ramadan-1", "x", "own-00", "ramadan-99999999999", "nothing-2026"):
        with pytest.raises(UnknownOccasion):
            hide_occasion(shop.id, unknown, is_hidden=True)


def test_one_shops_calendar_is_not_anothers(shop: ShopContext) -> None:
    other = make_shop("voisine")
    made = add_occasion(
        shop.id, starts_on=date(2026, 12, 5), ends_on=date(2026, 12, 6), names=("Marché", "", "")
    )
    hide_occasion(shop.id, "ramadan-1447", is_hidden=True)
    assert ids(other, *FEBRUARY) == ["ramadan-1447"]
    assert occasion_of(other.id, made) is None


def test_a_country_without_a_calendar_shows_its_own_occasions(shop: ShopContext) -> None:
    abroad = make_shop("ailleurs", country="GB")
    add_occasion(abroad.id, starts_on=date(2026, 12, 5), ends_on=date(2026, 12, 6), names=("", "", "Fair"))
    assert [one.name for one in occasions_between(abroad.id, date(2026, 1, 1), date(2026, 12, 31))] == [
        "Fair"
    ]


@pytest.mark.parametrize(
    ("occasion", "before"),
    [
        ("ramadan-1448", date(2026, 2, 18)),
        ("ramadan-1447", date(2025, 3, 1)),
        ("rentree-2026", date(2025, 9, 1)),
        ("black_friday-2026", date(2025, 11, 28)),
        ("eid_adha-1448", date(2026, 5, 27)),
    ],
)
def test_the_last_time_follows_the_moon_where_the_occasion_does(
    shop: ShopContext, occasion: str, before: date
) -> None:
    found = occasion_of(shop.id, occasion)
    assert found is not None
    assert earlier(shop.id, found).starts_on == before


def test_the_last_time_is_as_the_shop_moved_it_even_when_hidden(shop: ShopContext) -> None:
    shift_occasion(shop.id, "ramadan-1447", 1)
    hide_occasion(shop.id, "ramadan-1447", is_hidden=True)
    found = occasion_of(shop.id, "ramadan-1448")
    assert found is not None
    assert earlier(shop.id, found).starts_on == date(2026, 2, 19)


def _sell(shop: ShopContext, day: date, price: int, **fields: object) -> None:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    make_order(shop, lines=[(make_product(shop), 1, price)], at=at, **fields)  # type: ignore[arg-type]


def test_day_k_of_this_ramadan_stands_beside_day_k_of_the_last(shop: ShopContext) -> None:
    """Ramadan 1447 began on 18 February 2026, 1446 on 1 March 2025: day 3 is the 20th, and 3 March."""
    _sell(shop, date(2025, 1, 1), 1)
    _sell(shop, date(2025, 3, 3), 1000)
    _sell(shop, date(2025, 2, 28), 50)
    _sell(shop, date(2026, 2, 20), 1500)
    _sell(shop, date(2026, 2, 20), 500)
    _sell(shop, date(2026, 2, 20), 9999, order_state="cancelled")
    _sell(shop, date(2026, 10, 1), 1)
    found = occasion_of(shop.id, "ramadan-1447")
    assert found is not None
    compared = comparison(shop, found)
    days = {day.k: day for day in compared.days}
    assert (min(days), max(days)) == (-13, 37)
    third = days[3]
    assert (third.day, third.day_then) == (date(2026, 2, 20), date(2025, 3, 3))
    assert third.now is not None
    assert third.then is not None
    assert (third.now.orders, third.now.amount, third.then.amount) == (2, Decimal(2000), Decimal(1000))
    assert (compared.during.change, compared.before.then.amount, compared.before.days) == (
        1.0,
        Decimal(50),
        14,
    )


def test_days_outside_the_records_are_unknown_and_not_zero(shop: ShopContext) -> None:
    _sell(shop, date(2026, 2, 10), 100)
    _sell(shop, date(2026, 2, 21), 100)
    found = occasion_of(shop.id, "ramadan-1447")
    assert found is not None
    compared = comparison(shop, found)
    assert not compared.is_comparable
    assert {day.now is not None for day in compared.days if day.day <= date(2026, 2, 9)} == {False}
    assert all(day.then is None for day in compared.days)
    known = [day.day for day in compared.days if day.now is not None]
    assert (known[0], known[-1]) == (date(2026, 2, 10), date(2026, 2, 21))
    assert known[-1] - known[0] == timedelta(days=len(known) - 1)
