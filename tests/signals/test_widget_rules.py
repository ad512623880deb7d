"""What strangers may ask the widget's door, which choices are offered, and the heading: rules without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signals.recommend.served import Served
from signals.widget.asking import LONGEST_SKU, MOST_CART, MOST_ITEMS, MOST_SEEN, SLOTS, asked
from signals.widget.headings import heading_code
from signals.widget.offers import Offers, Shelved, offered

ITEM = Served(
    sku="A",
    title="A",
    price=None,
    image_url="",
    page_url="",
    rank=1,
    reason_code="best_seller",
    reason_values={},
    decision_uid=None,
    computed_at=datetime(2026, 11, 22, tzinfo=UTC),
    product_uid=UUID(int=1),
    product_id=1,
)


def list_of(*codes: str) -> list[Served]:
    return [replace(ITEM, reason_code=code) for code in codes]


def priced(*prices: int | None) -> list[Shelved]:
    return [Shelved(None if price is None else Decimal(price), (), is_gift=False) for price in prices]


def test_a_question_keeps_what_is_sound() -> None:
    found = asked(
        "pk",
        {
            "slot": "cart",
            "cart": "A, B,,A",
            "seen": "C",
            "use": "every_day",
            "budget": "3000",
            "gift": "1",
            "theme": "eid",
            "visitor": "0190f0c0-1111-7aaa-8bbb-0123456789ab",
        },
    )
    assert (found.slot, found.cart, found.seen, found.use) == ("cart", ("A", "B"), ("C",), "every_day")
    assert (found.budget, found.gift, found.theme, found.limit) == (Decimal(3000), True, "eid", 6)
    assert found.visitor == "0190f0c0-1111-7aaa-8bbb-0123456789ab"


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("slot", "footer", "home"),
        ("limit", "99", MOST_ITEMS),
        ("limit", "0", 1),
        ("limit", "-3", 6),
        ("limit", "٣", 6),
        ("budget", "-1", None),
        ("budget", "1e9", None),
        ("budget", "0", None),
        ("budget", "1234567890", None),
        ("budget", "٣٠٠", None),
        ("gift", "yes", False),
        ("use", "x' OR 1=1", ""),
        ("use", "u" * 41, ""),
        ("theme", "عيد", ""),
        ("visitor", "none", ""),
        ("visitor", "short", ""),
        ("sku", "a\0b", "ab"),
        ("sku", "a\ud800b", "ab"),
    ],
)
def test_what_is_not_sound_is_left_out(name: str, value: str, kept: object) -> None:
    assert getattr(asked("pk", {name: value}), name) == kept


@given(
    st.dictionaries(
        st.sampled_from(
            ["slot", "sku", "lang", "limit", "cart", "seen", "use", "budget", "gift", "theme", "visitor"]
        ),
        st.text(st.characters(), max_size=300) | st.from_regex(r"[\w,]{0,4000}", fullmatch=True),
    )
)
def test_every_question_is_bounded(given: dict[str, str]) -> None:
    found = asked("pk", given)
    assert found.slot in SLOTS
    assert 1 <= found.limit <= MOST_ITEMS
    assert len(found.cart) <= MOST_CART
    assert len(found.seen) <= MOST_SEEN
    for text in (found.sku, *found.cart, *found.seen):
        assert len(text) <= LONGEST_SKU
        assert "\0" not in text
        text.encode()
    assert hash(found) == hash(asked("pk", given))


def test_only_what_this_visitor_did_makes_an_answer_personal() -> None:
    choices = {"use": "x", "budget": "5", "gift": "1", "theme": "eid", "sku": "A", "visitor": "none"}
    assert not asked("pk", choices).is_personal
    for name in ("cart", "seen"):
        assert asked("pk", {name: "A"}).is_personal


def test_a_choice_is_offered_when_it_leaves_something_and_leaves_something_out() -> None:
    def of(*uses: str, gift: bool = False) -> Shelved:
        return Shelved(None, uses, is_gift=gift)

    assert offered([of("a"), of("a"), of("b"), of()]).uses == ("a",)
    assert offered([of("a"), of("a")]).uses == ()
    assert offered([of("b"), of("b"), of("a", "b"), of("a"), of()]).uses == ("b", "a")
    assert offered([of("to_give", gift=True), of("to_give", gift=True), of()]) == Offers(
        (), (), has_gifts=True
    )
    assert not offered([of(gift=True), of()]).has_gifts
    assert len(offered([of(*"abcdefg"), of(*"abcdefg"), of()]).uses) == 4


def test_budgets_are_round_and_each_keeps_three_products_and_leaves_one_out() -> None:
    assert offered(priced(900, 1200, 1900, 2600, 4100, 4800, 7700, 15400)).budgets == (
        Decimal(2000),
        Decimal(5000),
        Decimal(8000),
    )
    assert offered(priced(100, 100, 100)).budgets == ()
    assert offered(priced(100, 100, 100, 100, None)).budgets == ()
    assert offered(priced(1, 1, 1, 2)).budgets == (Decimal(1),)


@given(st.lists(st.decimals("0.01", "9999999", places=2), max_size=60))
def test_no_budget_is_offered_that_changes_nothing(prices: list[Decimal]) -> None:
    for budget in offered([Shelved(price, (), is_gift=False) for price in prices]).budgets:
        kept = sum(price <= budget for price in prices)
        assert 3 <= kept < len(prices)


def test_the_heading_says_the_rule_of_at_least_half_of_the_list() -> None:
    assert heading_code(list_of("bought_together", "bought_together", "best_seller")) == "bought_together"
    assert heading_code(list_of("best_seller_counted", "in_the_shop", "exploring")) == "best_seller"
    assert heading_code(list_of("similar_to", "bought_together", "best_seller")) == "mixed"
    assert heading_code(list_of("picked_by_shop", "because_in_cart")) == "because_in_cart"
    assert heading_code(list_of("picked_by_shop", "boosted_by_shop")) == "picked_by_shop"
    assert heading_code([]) == "best_seller"
