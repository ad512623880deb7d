from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from shop_ai.lib.figure import Change, Figure, State, Unit


@pytest.fixture(autouse=True)
def _in_english() -> Any:
    with override("en"):
        yield


def share(value: float | None, **more: Any) -> Figure:
    return Figure("refused", "Refused", Unit.SHARE, value, **({"n": 400} | more))


def basket(value: str, **more: Any) -> Figure:
    return Figure("basket", "Basket", Unit.MONEY, Decimal(value), "DZD", **({"n": 400} | more))


def test_a_figure_under_its_floor_is_withheld_everywhere() -> None:
    thin = share(0.4, n=29, low=0.2, high=0.6, previous=0.1)
    assert thin.state is State.THIN
    assert (thin.shown, thin.interval, thin.against_previous) == ("", "", None)
    assert thin.as_json() == {"value": None, "low": None, "high": None, "n": 29, "reason": "not enough data"}


def test_a_figure_at_its_floor_is_shown() -> None:
    assert share(0.4, n=30).shown == "40.0%"


def test_a_total_has_no_floor() -> None:
    assert Figure("orders", "Orders", Unit.COUNT, 3).shown == "3"


def test_missing_data_is_said_before_anything_else() -> None:
    gone = share(0.4, missing="No spend.")
    assert gone.state is State.MISSING
    assert gone.as_json()["reason"] == "missing data"


def test_money_leaves_as_a_decimal_string_and_shares_as_numbers() -> None:
    assert basket("6480.50", low=Decimal("6000"), high=Decimal("7000")).as_json() == {
        "value": "6480.50", "low": "6000", "high": "7000", "n": 400,
    }  # fmt: skip
    assert share(0.1234567).as_json()["value"] == 0.123457


def test_an_interval_is_written_in_the_unit_of_the_figure() -> None:
    assert share(0.1, low=0.05, high=0.15).interval == "between 5.0% and 15.0%"


def test_money_is_compared_in_percent() -> None:
    change = basket("112", previous=Decimal(100), better="up").against_previous
    assert change == Change("up", "good", "12%", "100\u00a0DA")


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        ("1000", "en", "900%"),
        ("1863", "en", "×18"),
        ("1863", "fr", "×18"),
        ("1863", "ar", "\u200e×18"),
        ("0", "en", "100%"),
    ],
)
def test_beyond_nine_times_more_a_change_is_told_as_times(value: str, language: str, shown: str) -> None:
    with override(language):
        change = basket(value, previous=Decimal(100)).against_previous
    assert change is not None
    assert (change.amount, change.is_times) == (shown, "×" in shown)


def test_shares_are_compared_in_points() -> None:
    assert share(0.127, matched=0.108, better="down").against_matched == Change(
        "up", "bad", "1.9 points", "10.8%"
    )


@pytest.mark.parametrize(("better", "tone"), [("up", "bad"), ("down", "good"), ("", "plain")])
def test_good_news_depends_on_the_figure(better: Any, tone: str) -> None:
    change = basket("50", previous=Decimal(100), better=better).against_previous
    assert change is not None
    assert (change.direction, change.tone) == ("down", tone)


def test_a_difference_too_small_to_write_is_no_change() -> None:
    change = share(0.10001, previous=0.1, better="up").against_previous
    assert change is not None
    assert (change.direction, change.tone) == ("same", "plain")


def test_nothing_is_compared_with_zero_or_with_nothing() -> None:
    assert basket("5", previous=Decimal(0)).against_previous is None
    assert basket("5").against_previous is None


def test_days_have_their_plural() -> None:
    assert Figure("wait", "Wait", Unit.DAYS, 1).shown == "1 day"
    assert Figure("wait", "Wait", Unit.DAYS, 3, previous=1).change(1) == Change(
        "up", "plain", "2 days", "1 day"
    )
