"""Choosing: parts that sum exactly, the owner's word, variety, replays, and never a product that may not be shown."""

from __future__ import annotations

import json
import math
import random
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from signals.recommend.choosing import (
    Candidate,
    Part,
    best_first,
    boosted,
    choose,
    full_categories,
    rank_without,
    spread,
)
from signals.recommend.drawing import chances, share_of_lists
from signals.recommend.filters import Context, State, drop_reason
from signals.recommend.likeness import likeness, words_of
from signals.recommend.making import code_of, decide, reasons_of, weighed
from signals.recommend.reasons import reason_text
from signals.recommend.replay import batch_hash, replays_served
from signals.recommend.rules import FEWEST_BUYERS, SHOWN_SHARE, UNIT, VERSION
from signals.recommend.served import name_of

WORDS = st.lists(st.sampled_from(["robe", "bleue", "laine", "tasse", "c:1", "p:20"]), max_size=4, unique=True)
PARTS = st.lists(
    st.builds(
        Part,
        code=st.sampled_from(["bought", "alike", "category", "shop"]),
        amount=st.integers(1, 5 * UNIT),
        kind=st.sampled_from(["page", "cart", "seen", "bought", "ordered"]),
        source=st.integers(1, 5),
        buyers=st.integers(0, 40),
    ),
    max_size=6,
)
CANDIDATES = st.lists(
    st.builds(
        lambda ref, parts, category, words, choice: Candidate(
            ref, boosted(parts, choice), category, tuple(sorted(words)), choice
        ),
        st.integers(1, 10_000),
        PARTS,
        st.integers(0, 4),
        WORDS,
        st.sampled_from(["", "", "", "", "pin", "boost"]),
    ),
    unique_by=lambda c: c.product_id,
    max_size=30,
)


@given(CANDIDATES, st.integers(1, 12))
def test_the_list_does_not_depend_on_the_order_of_what_it_is_chosen_from(
    pool: list[Candidate], limit: int
) -> None:
    shown = choose(pool, limit)
    assert shown == choose(list(reversed(pool)), limit)
    assert len(shown) == min(limit, len(pool)) == len({c.product_id for c in shown})


@given(CANDIDATES, st.integers(1, 12), st.integers(0, 2))
def test_pinned_products_come_first_as_many_as_may(pool: list[Candidate], limit: int, pins: int) -> None:
    first = [c.product_id for c in best_first(pool) if c.choice == "pin"][:pins][:limit]
    assert [c.product_id for c in choose(pool, limit, pins)][: len(first)] == first


@given(CANDIDATES, st.integers(1, 12))
def test_of_six_neighbouring_places_two_are_of_one_category_while_others_are_left(
    pool: list[Candidate], limit: int
) -> None:
    plain = [c for c in pool if c.choice != "pin"]
    shown = choose(plain, limit)
    for place, one in enumerate(shown):
        full = full_categories([c.category for c in shown[:place]])
        left = [c for c in plain if c not in shown[:place]]
        assert one.category not in full or all(c.category in full for c in left)


def test_what_is_alike_gives_way_to_what_is_not() -> None:
    cup, other_cup = (Candidate(n, (Part("shop", 100 - n),), words=("tasse", "bleue")) for n in (1, 2))
    lamp = Candidate(3, (Part("shop", 90),), words=("lampe",))
    assert [c.product_id for c in choose([cup, other_cup, lamp], 3)] == [1, 3, 2]


def test_relevance_and_likeness_are_weighed_as_published() -> None:
    """.75 rel - .25 cos by hand: the second place is worth .75 x 96/100 - .25 = .47 against .75 x 60/100 = .45."""
    first = Candidate(1, (Part("shop", 100),), words=("a",))
    alike = Candidate(2, (Part("shop", 96),), words=("a",))
    other = Candidate(3, (Part("shop", 60),), words=("b",))
    assert [c.product_id for c in choose([first, alike, other], 2)] == [1, 2]
    weaker = Candidate(2, (Part("shop", 93),), words=("a",))
    assert [c.product_id for c in choose([first, weaker, other], 2)] == [1, 3]


@given(PARTS)
def test_contributions_sum_to_the_score(parts: list[Part]) -> None:
    candidate = Candidate(1, tuple(parts))
    shown = weighed(candidate, {})
    assert math.isclose(sum(part.amount for part in shown), candidate.score / UNIT, abs_tol=1e-9)
    if candidate.score:
        assert math.isclose(sum(part.share for part in shown), 1.0, abs_tol=1e-9)


@given(PARTS, st.integers(1, 5))
def test_without_a_source_the_score_is_lower_by_exactly_its_parts(parts: list[Part], source: int) -> None:
    candidate = Candidate(1, tuple(parts))
    lost = sum(part.amount for part in parts if part.source == source)
    assert candidate.without(source).score == candidate.score - lost


@given(CANDIDATES, st.integers(1, 5))
def test_the_place_without_a_source_is_that_of_choosing_without_it(
    pool: list[Candidate], source: int
) -> None:
    left = [c for c in (one.without(source) for one in pool) if c.score > 0 or c.choice == "pin"]
    places = [c.product_id for c in choose(left, len(left))]
    for one in pool:
        expected = places.index(one.product_id) + 1 if one.product_id in places else 0
        assert rank_without(pool, one.product_id, source) == expected


@given(CANDIDATES)
def test_reasons_are_a_tenth_or_more_and_tell_of_five_buyers_or_more(pool: list[Candidate]) -> None:
    for one in pool:
        told = reasons_of(one, {})
        shares = [share for code, _source, share in told if code not in {"picked_by_shop", "in_the_shop"}]
        assert all(share >= SHOWN_SHARE for share in shares)
        named = {"bought_together", "because_you_bought", "because_in_cart"}
        for code, source, _share in told:
            if code in named:
                assert any(p.source == source and p.buyers >= FEWEST_BUYERS for p in one.parts)


def test_under_five_buyers_nothing_is_said_of_purchases() -> None:
    for kind in ("page", "cart", "seen", "bought", "ordered"):
        assert code_of(Part("bought", 1, kind, 7, FEWEST_BUYERS - 1)) == "may_go_with"
        assert code_of(Part("bought", 1, kind, 7, FEWEST_BUYERS)) != "may_go_with"


def test_every_reason_has_its_sentence() -> None:
    codes = {
        code_of(Part(c, 1, k, 1, b))
        for c in ("bought", "alike")
        for k in ("page", "cart", "seen", "bought", "ordered")
        for b in (0, 9)
    }
    codes |= {code_of(Part(c, 1)) for c in ("category", "shop", "boost")}
    codes |= {"picked_by_shop", "exploring", "for_use", "within_budget"}
    unknown = reason_text("in_the_shop", {})
    assert all(reason_text(code, {}) != unknown for code in codes)
    assert all(reason_text(code, {"title": "Tasse"}) for code in codes)


def content_of(pool: list[Candidate], limit: int, explored: list[object] | None = None) -> dict[str, object]:
    content: dict[str, object] = {
        "version": VERSION,
        "asked": {"slot": "cart", "sources": [["cart", 1]], "has_sources": True},
        "limit": limit,
        "pins": 2,
        "pool": [c.stored() for c in pool],
        "dropped": {},
        "explored": explored,
    }
    return json.loads(json.dumps(content | {"output": decide(content)}))  # type: ignore[no-any-return]


@given(CANDIDATES, st.integers(1, 12), st.booleans())
def test_a_stored_list_replays_bit_for_bit_and_a_changed_one_does_not(
    pool: list[Candidate], limit: int, explores: bool
) -> None:
    content = content_of(pool, limit, [20_000, 1, 0.01] if explores else None)
    assert replays_served(name_of(content), content)
    changed = json.loads(json.dumps(content))
    changed["limit"] += 1
    assert not replays_served(name_of(content), changed)
    if content["output"]:
        forged = json.loads(json.dumps(content))
        forged["output"][0][1] += 1
        assert not replays_served(name_of(forged), forged)


def test_what_is_explored_stands_in_its_place_and_nowhere_else() -> None:
    pool = [Candidate(n, (Part("shop", 100 - n),), words=(str(n),)) for n in range(1, 9)]
    output = decide(content_of(pool, 6, [5, 3, 0.1]) | {"output": []})
    assert [row[0] for row in output].index(5) == 3
    assert len(output) == 6
    assert output[3][2] == [["exploring", 0, 0.0]]


def test_a_batch_is_named_by_its_lists_in_any_order() -> None:
    names = [name_of({"n": n}) for n in range(5)]
    assert batch_hash(names) == batch_hash(reversed(names))
    assert batch_hash(names) != batch_hash(names[1:])


def a_state(chance: random.Random) -> State:
    """A product that mostly may be shown."""
    return State(
        id=0,
        family=chance.randint(1, 60),
        is_active=chance.random() < 0.9,
        is_service=chance.random() < 0.1,
        sellable=chance.choice([None, -2, 0, 1, 5]),
        choice=chance.choice(["", "", "", "pin", "boost", "hide", "exclude"]),
        is_excluded=chance.random() < 0.1,
        is_held=chance.random() < 0.1,
        category=chance.randint(0, 4),
        price=chance.choice([None, Decimal(chance.randint(0, 1000))]),
    )


TODAY = date(2026, 11, 22)
PRODUCTS = 700


def a_context(chance: random.Random) -> Context:
    """Somebody with a page, a basket, an order, purchases and wishes."""

    def some() -> set[int]:
        return set(chance.sample(range(1, 61), chance.randint(0, 6)))

    return Context(
        on_page=some(),
        in_cart=some(),
        ordered=some(),
        bought=tuple((product, TODAY - timedelta(days=chance.randint(0, 200))) for product in some()),
        lasting=some(),
        dismissed=some(),
        fitting=chance.choice([None, set(range(1, 40))]),
        budget=chance.choice([None, Decimal(500)]),
        today=TODAY,
    )


def is_forbidden(state: State, context: Context) -> bool:
    """The rule said the other way round, as a person would check a page."""
    bought = {product for product, day in context.bought if (TODAY - day).days < 90}
    owned = {product for product, _day in context.bought} & set(context.lasting)
    left_out = {*context.on_page, *context.in_cart, *context.ordered, *context.dismissed, *bought, *owned}
    return (
        not state.is_active
        or state.is_service
        or state.is_held
        or state.is_excluded
        or state.choice in ("hide", "exclude")
        or (state.sellable is not None and state.sellable < 1)
        or state.family in left_out
        or (context.fitting is not None and state.family not in context.fitting)
        or (context.budget is not None and (state.price is None or state.price > context.budget))
    )


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_of_100_000_products_none_is_served_that_may_not_be(seed: int) -> None:
    """150 examples of 700 products each, drawn from a seed because drawing each by hypothesis takes minutes."""
    chance = random.Random(seed)  # no secret
    context = a_context(chance)
    states = [a_state(chance) for _ in range(PRODUCTS)]
    for state in states:
        assert bool(drop_reason(state, context)) == is_forbidden(state, context)


def test_words_tell_likeness() -> None:
    red, blue = (
        words_of("Robe kabyle rouge 38", 4, Decimal(2500)),
        words_of("Robe kabyle bleue", 4, Decimal(2600)),
    )
    assert red == ("kabyle", "robe", "rouge", "c:4", "p:22")
    assert likeness(red, blue) == 4 / 5
    assert likeness(red, ()) == 0.0
    assert likeness(red, red) == 1.0


@given(st.lists(st.integers(0, 3), max_size=30), st.integers(0, 12))
def test_what_falls_out_of_a_prepared_list_leaves_its_order_and_its_variety(
    categories: list[int], limit: int
) -> None:
    prepared = [Candidate(n, (), category) for n, category in enumerate(categories, 1)]
    shown = spread(prepared, limit)
    assert len(shown) == min(limit, len(prepared))
    free = [one.product_id for one in shown if one.category == 0]
    assert free == sorted(free)


def test_chance_has_an_eighth_of_the_places_and_little_beside_tests() -> None:
    for places in (4, 6, 8, 12):
        seeds = [str(n) for n in range(4000)]
        for has_tests, most in ((False, 1 / 8), (True, 1 / 40)):
            share = share_of_lists(places, has_tests=has_tests)
            drawn = sum(chances(seed, "home", "", 0.0)[0] < share for seed in seeds)
            assert drawn / len(seeds) / places <= most + 0.01
    assert chances("1", "home", "", 12.0) == chances("1", "home", "", 29.9) != chances("1", "home", "", 30.0)
