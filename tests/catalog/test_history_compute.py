"""The past is the present with everything since put back. Pure."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from catalog.history.compute import (
    ADDED,
    CHANGED,
    REMOVED,
    Change,
    Span,
    as_it_was,
    at_ends_of_days,
    lowest,
    parts_as_they_were,
    spans,
    steps,
    value_at,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ALGIERS = ZoneInfo("Africa/Algiers")


def on(day: int, *, act: str = CHANGED, part: int | None = None, **before: Any) -> Change:
    return Change("product", 1, part, act, NOON + timedelta(days=day), before)


def test_changes_are_put_back_newest_first() -> None:
    now = {"price": 30, "title": "C"}
    later = [on(1, price=10), on(2, price=20, title="B")]
    assert as_it_was(now, later) == {"price": 10, "title": "B"}
    assert as_it_was(now, later[1:]) == {"price": 20, "title": "B"}
    assert as_it_was(now, []) == now


def test_a_removed_record_comes_back_whole_and_one_that_came_later_was_not_there() -> None:
    assert as_it_was(None, [on(1, price=10), on(2, act=REMOVED, price=20, title="A")]) == {
        "price": 10,
        "title": "A",
    }
    assert as_it_was({"price": 1}, [on(1, act=ADDED)]) is None
    assert as_it_was({"price": 1}, [on(1, act=ADDED), on(2, act=CHANGED, price=5)]) is None


def test_parts_that_were_replaced_stand_again() -> None:
    now = {7: {"title": "new"}, 8: {"title": "kept"}}
    later = [on(1, part=3, act=REMOVED, title="old"), on(1, part=7, act=ADDED)]
    assert parts_as_they_were(now, later) == {8: {"title": "kept"}, 3: {"title": "old"}}


def test_any_story_can_be_walked_back_to_each_of_its_states() -> None:
    """A random life of a record with parts, told forwards, is found again backwards at every step."""
    chance = random.Random(29)
    for _story in range(200):
        record: dict[str, int] = {"a": 0, "b": 0}
        parts: dict[int, dict[str, int]] = {1: {"n": 0}}
        told: list[Change] = []
        states = [(dict(record), {key: dict(value) for key, value in parts.items()})]
        for moment in range(12):
            kind = chance.choice(["record", "change", "add", "remove"])
            if kind == "record":
                name = chance.choice(["a", "b"])
                told.append(Change("product", 1, None, CHANGED, on(moment).at, {name: record[name]}))
                record[name] += 1
            elif kind == "add" or not parts:
                parts[100 + moment] = {"n": moment}
                told.append(on(moment, act=ADDED, part=100 + moment))
            else:
                part = chance.choice(list(parts))
                before = dict(parts[part])
                told.append(on(moment, act=CHANGED if kind == "change" else REMOVED, part=part, **before))
                if kind == "change":
                    parts[part]["n"] += 1
                else:
                    del parts[part]
            states.append((dict(record), {key: dict(value) for key, value in parts.items()}))
        for taken, (was, had) in enumerate(states):
            of_record = [change for change in told[taken:] if change.part is None]
            assert as_it_was(record, of_record) == was
            assert parts_as_they_were(parts, told[taken:]) == had


def test_one_act_is_told_once_with_before_and_after() -> None:
    told = [on(1, price=10), on(2, price=20), on(2, title="A")]
    newest, oldest = steps({"price": 30, "title": "B"}, told)
    assert newest.pairs == {"price": (20, 30), "title": ("A", "B")}
    assert oldest.pairs == {"price": (10, 20)}


def test_a_change_and_its_reversal_in_one_act_are_no_step() -> None:
    assert steps({"price": 10}, [on(1, price=10), on(1, price=99)]) == []


def test_the_spans_of_a_price_meet_without_a_gap() -> None:
    found = spans("price", 30, NOON, [on(4, price=10), on(9, price=20), on(9, price=25)])
    assert found == [
        Span(10, NOON, NOON + timedelta(days=4)),
        Span(20, NOON + timedelta(days=4), NOON + timedelta(days=9)),
        Span(30, NOON + timedelta(days=9)),
    ]
    assert value_at(found, NOON - timedelta(seconds=1)) is None
    assert [value_at(found, NOON + timedelta(days=day)) for day in (0, 4, 8, 9, 400)] == [10, 20, 20, 30, 30]


def test_the_lowest_price_counts_what_stood_inside_and_nothing_else() -> None:
    found = spans("price", Decimal(30), NOON, [on(4, price=Decimal(10)), on(9, price=Decimal(20))])
    day = timedelta(days=1)
    assert lowest(found, NOON + 3 * day, NOON + 8 * day) == 10
    assert lowest(found, NOON + 4 * day, NOON + 8 * day) == 20
    assert lowest(found, NOON + 9 * day, NOON + 10 * day) == 30
    assert lowest(found, NOON - 9 * day, NOON) is None


def test_as_on_a_day_is_at_its_end_where_the_shop_is() -> None:
    late = datetime(2026, 3, 5, 22, 59, tzinfo=UTC)  # 23:59 in Algiers
    found = [Span(10, NOON, late), Span(20, late)]
    days = [date(2026, 2, 28), date(2026, 3, 4), date(2026, 3, 5)]
    assert at_ends_of_days(found, days, ALGIERS) == [None, 10, 20]
    past_midnight = [Span(10, NOON, late + timedelta(minutes=1)), Span(20, late + timedelta(minutes=1))]
    assert at_ends_of_days(past_midnight, days, ALGIERS) == [None, 10, 10]
