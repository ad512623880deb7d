"""Small groups: nothing that is shown lets anyone compute one that is hidden."""

from __future__ import annotations

import itertools
from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.audience.heat import heat_of
from signals.audience.hiding import FEWEST, hidden, may_show_part
from signals.audience.ranks import OTHERS, ranks
from signals.audience.selectors import Group

groups = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(1, 60), max_size=12)


@pytest.mark.parametrize(
    ("counts", "secret"),
    [
        ({"a": 40, "b": 30}, set()),
        ({"a": 40, "b": 30, "c": 3}, {"b", "c"}),
        ({"a": 40, "b": 30, "c": 3, "d": 8}, {"c", "d"}),
        ({"a": 40, "b": 30, "c": 3, "d": 4}, {"b", "c", "d"}),
        ({"a": 40, "b": 30, "c": 9, "d": 9}, {"b", "c", "d"}),
        ({"a": 40, "b": 30, "c": 30, "d": 3}, {"b", "c", "d"}),
        ({"a": 3}, {"a"}),
        ({}, set()),
    ],
)
def test_a_small_group_is_hidden_with_what_would_give_it_away(
    counts: dict[str, int], secret: set[str]
) -> None:
    assert hidden(counts) == secret


@pytest.mark.parametrize(("number", "largest"), [(2, 9), (3, 9), (4, 7)])
def test_every_hidden_group_could_have_another_size(number: int, largest: int) -> None:
    """Every table with groups of up to ``largest`` people and a limit of three, all at once.

    Tables that look alike from outside are put together: who sees the shown groups and the sum of the rest, and
    knows this very rule, must find at least two possible sizes for each hidden group.
    """
    alike = defaultdict(list)
    for sizes in itertools.product(range(largest + 1), repeat=number):
        counts = {key: size for key, size in enumerate(sizes) if size}
        secret = hidden(counts, fewest=3)
        shown = tuple((key, size) for key, size in counts.items() if key not in secret)
        rest = sum(counts[key] for key in secret)
        if secret and rest <= largest:  # larger sums are not met by all the tables that would give them
            alike[(shown, rest)].append(sizes)
    for (shown, _rest), tables in alike.items():
        for key in set(range(number)) - {key for key, _size in shown}:
            possible = {sizes[key] for sizes in tables}
            assert len(possible) > 1 or possible == {0}, (shown, tables)


@given(groups)
def test_what_is_hidden_are_two_groups_and_ten_people_or_everything(counts: dict[str, int]) -> None:
    secret = hidden(counts)
    assert {key for key, count in counts.items() if count < FEWEST} <= secret
    if secret and secret != set(counts):
        assert len(secret) >= 2
        assert sum(counts[key] for key in secret) >= FEWEST


@given(groups)
def test_the_bars_add_up_to_the_whole_and_none_is_small(counts: dict[str, int]) -> None:
    found = ranks(
        [Group(key, count, count * 2, 0, Decimal(0), Decimal(0)) for key, count in counts.items()], str
    )
    assert sum(rank.people for rank in found) == sum(counts.values())
    assert sum(rank.orders for rank in found) == 2 * sum(counts.values())
    assert all(rank.people >= FEWEST for rank in found if rank.key != OTHERS)
    shown = [rank.people for rank in found if rank.key != OTHERS]
    assert shown == sorted(shown, reverse=True)


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 6), st.integers(0, 23)), st.integers(0, 80), min_size=0, max_size=168
    )
)
def test_the_hours_add_up_and_no_small_cell_can_be_read(counts: dict[tuple[int, int], int]) -> None:
    heat = heat_of(counts, "DZ")
    cells = [cell for _hour, row in heat.rows for cell in row]
    assert len(cells) == 7 * 24 // heat.span
    assert heat.total == sum(counts.values())
    shown = [cell.count for cell in cells if cell.count is not None]
    assert all(count >= FEWEST for count in shown)
    unread = len(cells) - len(shown)
    rest = heat.total - sum(shown)
    assert unread != 1
    assert unread == 0 or not shown or rest >= FEWEST


def test_the_week_begins_on_saturday_in_algeria_and_on_monday_elsewhere() -> None:
    assert heat_of({}, "DZ").weekdays == (6, 0, 1, 2, 3, 4, 5)
    assert heat_of({}, "FR").weekdays == (1, 2, 3, 4, 5, 6, 0)


def test_the_grid_is_as_fine_as_its_counts_allow() -> None:
    every = [(day, hour) for day in range(7) for hour in range(24)]
    assert heat_of(dict.fromkeys(every, 12), "DZ").span == 1
    assert heat_of(dict.fromkeys(every, 4), "DZ").span == 3
    assert heat_of(dict.fromkeys(every, 2), "DZ").span == 6
    assert heat_of({}, "DZ").shown == 0


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_part_is_shown_only_when_the_rest_of_the_shop_is_not_small(inside: int, outside: int) -> None:
    is_shown = may_show_part(inside, inside + outside)
    assert is_shown == (inside >= FEWEST and (outside == 0 or outside >= FEWEST))
