"""Proposed paths: what stands together, in which order, what is left out, and what refusals change."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.proposals.compute import (
    ALIKE,
    MOST_OF_THEME,
    MOST_STANDING,
    NEAR_DUPLICATE,
    Night,
    Proposed,
    propose,
)
from signals.proposals.learning import Refused, lessons_of
from signals.proposals.replay import replays
from signals.proposals.rules import LEAST_STOCK, MARGIN_FLOOR, jaccard, kept_low
from signals.proposals.scene import Facts, Lesson, Scene, Standing
from signals.proposals.titles import TEMPLATES, title_of
from signals.proposals.written import as_candidates, as_output, from_candidates

DAY = date(2026, 3, 2)


def product(number: int, **fields: Any) -> Facts:
    """A product of theme 1 at 1,000 with plenty of everything."""
    given_: dict[str, Any] = {
        "id": number,
        "category": 1,
        "price": 1000.0,
        "margin": 0.4,
        "stock": 50,
        "orders": 0,
        "back": 0,
        "place": 50.0,
        "advice": "keep",
        "buyers": 20,
    }
    return Facts(**given_ | fields)


# Easy, easy, proof, further: a shop in which one path is possible.
SMALL = Scene(
    products=(
        product(1, price=400.0),
        product(2, price=500.0),
        product(3, price=1200.0, orders=40),
        product(4, price=3000.0),
    ),
    pairs=((1, 3, 9), (3, 4, 7)),
    buyers=100,
)


def with_product(scene: Scene, number: int, **fields: Any) -> Scene:
    return replace(
        scene, products=tuple(replace(one, **fields) if one.id == number else one for one in scene.products)
    )


def steps(found: Proposed) -> list[tuple[int, str, str]]:
    return [(place.product, place.step, place.reason) for place in found.places]


def test_a_path_leads_from_what_is_easy_over_the_proof_to_what_goes_further() -> None:
    (found,) = propose(SMALL).proposed
    assert steps(found) == [
        (1, "discovery", "place_bought_with"),
        (2, "discovery", "place_easy"),
        (3, "proof", "place_kept"),
        (4, "step_up", "place_bought_with"),
    ]
    assert found.theme == 1
    assert dict(found.checks)["check_proof"] == 40


def test_bought_together_needs_five_buyers() -> None:
    (found,) = propose(replace(SMALL, pairs=((1, 3, 4), (3, 4, 4)))).proposed
    assert [reason for _product, _step, reason in steps(found)] == [
        *("place_easy", "place_easy", "place_kept", "place_further")
    ]
    assert all("buyers" not in place.values for place in found.places)


def test_products_of_different_themes_that_nobody_bought_together_make_no_path() -> None:
    apart = replace(SMALL, pairs=(), products=tuple(replace(one, category=one.id) for one in SMALL.products))
    assert propose(apart).proposed == ()


def test_a_pack_that_holds_the_proof_goes_further() -> None:
    scene = replace(SMALL, products=(*SMALL.products, product(5, price=1500.0, category=0, parts=(1, 3))))
    (found,) = propose(scene).proposed[:1]
    assert steps(found)[-1] == (5, "step_up", "place_pack")


@pytest.mark.parametrize(
    "fault",
    [{"price": None}, {"stock": 2}, {"stock": 0}, {"margin": 0.14}, {"advice": "stop"}],
    ids="-".join,
)
def test_nothing_without_a_price_stock_or_margin_stands_on_a_path(fault: dict[str, Any]) -> None:
    assert propose(with_product(SMALL, 4, **fault)).proposed == ()


def test_the_proof_needs_five_delivered_orders_that_stayed() -> None:
    assert propose(with_product(SMALL, 3, orders=4)).proposed == ()
    assert propose(with_product(SMALL, 3, orders=20, back=10)).proposed != ()  # everything comes back here
    scene = replace(SMALL, products=(*SMALL.products, product(6, category=9, orders=200)))
    assert propose(with_product(scene, 3, orders=20, back=10)).proposed == ()


def test_a_playlist_that_holds_half_of_it_keeps_a_path_away() -> None:
    assert propose(replace(SMALL, taken=((1, 2, 3, 4),))).proposed == ()
    (other,) = propose(replace(SMALL, taken=((1, 3),))).proposed  # another way to the same proof
    assert other.products == (2, 3, 4)
    assert propose(replace(SMALL, taken=((1, 3), (2, 3)))).proposed == ()
    assert propose(replace(SMALL, taken=((1, 8, 9),))).proposed != ()


def test_an_occasion_lifts_a_path_and_names_it() -> None:
    (plain,) = propose(SMALL).proposed
    (lifted,) = propose(
        replace(with_product(SMALL, 4, seasons=("ramadan",)), seasons=("eid_fitr", "ramadan"))
    ).proposed
    assert (plain.season, lifted.season) == ("", "ramadan")
    assert lifted.score == pytest.approx(plain.score * 1.15, abs=1e-6)


def test_what_stands_already_is_counted_and_ends_when_it_no_longer_holds() -> None:
    standing = Standing("a", 1, (1, 2, 3, 4))
    assert propose(replace(SMALL, standing=(standing,))) == Night((), ())
    for fault, code in (
        ({"stock": 1}, "ended_stock"),
        ({"margin": 0.1}, "ended_margin"),
        ({"price": None}, "ended_gone"),
    ):
        night = propose(with_product(replace(SMALL, standing=(standing,)), 4, **fault))
        assert night.ended == (("a", code),)
    assert propose(replace(SMALL, standing=(replace(standing, is_over=True),))).ended == (
        ("a", "ended_by_time"),
    )
    assert propose(replace(SMALL, standing=(standing,), taken=((1, 2, 3),))).ended == (("a", "ended_made"),)
    gone = replace(SMALL, standing=(replace(standing, products=(1, 2, 99)),))
    assert propose(gone).ended == (("a", "ended_gone"),)


def test_lessons_bar_products_themes_and_pairs() -> None:
    for lesson in (
        Lesson("products", (4,)),
        Lesson("theme", (1,)),
        Lesson("together", (1, 2, 3)),
    ):
        assert propose(replace(SMALL, lessons=(lesson,))).proposed == ()
    (lowered,) = propose(replace(SMALL, lessons=(Lesson("theme", (1,), 0.5),))).proposed
    (plain,) = propose(SMALL).proposed
    assert lowered.score == pytest.approx(plain.score / 2, abs=1e-6)
    assert lowered.parts["taught"] == 0.5


def test_a_lesson_about_stock_ends_when_there_is_more_of_it() -> None:
    lesson = Lesson("products", (4,), 0.0, above_stock=50)
    assert propose(replace(SMALL, lessons=(lesson,))).proposed == ()
    assert propose(with_product(replace(SMALL, lessons=(lesson,)), 4, stock=51)).proposed != ()


REFUSED = Refused(7, (1, 2, 3), (12, None, 4), (0.5, 0.2, 0.3))


@pytest.mark.parametrize(
    ("cause", "taught"),
    [
        ("not_in_season", [("theme", (7,), 0.0, 60, None)]),
        ("low_stock", [("products", (3,), 0.0, 30, 4)]),
        ("low_margin", [("products", (2,), 0.0, 90, None)]),
        ("does_not_fit", [("together", (1, 2, 3), 0.0, 180, None)]),
        ("already_done", [("together", (1, 2, 3), 0.0, 90, None), ("theme", (7,), 0.5, 60, None)]),
        ("other", [("together", (1, 2, 3), 0.0, 30, None)]),
    ],
)
def test_each_cause_teaches_its_rule(cause: str, taught: list[Any]) -> None:
    found = lessons_of(REFUSED, cause, DAY)
    assert [
        (one.kind, one.refs, one.factor, (one.until - DAY).days, one.above_stock) for one in found
    ] == taught


def test_without_a_theme_or_counted_stock_the_products_are_kept_apart() -> None:
    nameless = replace(REFUSED, theme=0, stocks=(None, None, None))
    for cause, days in (("not_in_season", 60), ("low_stock", 30), ("already_done", 90)):
        (found,) = lessons_of(nameless, cause, DAY)
        assert (found.kind, found.until) == ("together", DAY + timedelta(days=days))


def test_titles_are_written_in_the_language_of_the_page_and_differ() -> None:
    for language, templates in TEMPLATES.items():
        first = title_of(language, theme="Beauté", occasion="", product="Savon noir")
        second = title_of(
            language, theme="Beauté", occasion="", product="Savon noir", taken=frozenset([first])
        )
        assert first == templates["theme"].format(theme="Beauté")
        assert second == templates["around"].format(theme="Beauté", product="Savon noir")
        assert title_of(language, theme="", occasion="", product="x" * 90).count("x") == 59
    assert (
        title_of("fr", theme="", occasion="Ramadan", product="Dattes")
        == "Ramadan\u00a0: autour de «\u00a0Dattes\u00a0»"
    )
    assert title_of("de", theme="T", occasion="O", product="P") == "O: T"


def test_the_kept_share_is_read_carefully() -> None:
    assert kept_low(0, 0) == 0.0
    assert kept_low(40, 37) == pytest.approx(0.036834, abs=1e-6)  # Wilson of 3 in 40, as statsmodels gives it
    assert kept_low(100, 0) > kept_low(10, 0) > kept_low(10, 1)


prices = st.one_of(st.none(), st.floats(50, 9000).map(lambda value: round(value, 2)))
facts = st.builds(
    Facts,
    id=st.just(0),
    category=st.integers(0, 4),
    price=prices,
    margin=st.floats(-0.2, 0.8).map(lambda value: round(value, 6)),
    stock=st.one_of(st.none(), st.integers(0, 60)),
    orders=st.integers(0, 80),
    back=st.integers(0, 8),
    place=st.one_of(st.none(), st.floats(0, 100)),
    advice=st.sampled_from(["keep", "promote", "stop", "thin", ""]),
    buyers=st.integers(0, 60),
    parts=st.one_of(st.just(()), st.lists(st.integers(1, 30), min_size=2, max_size=3).map(tuple)),
    seasons=st.sampled_from([(), ("ramadan",), ("ramadan", "summer")]),
)


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    products = tuple(
        replace(one, id=number, back=min(one.back, one.orders))
        for number, one in enumerate(draw(st.lists(facts, max_size=30)), 1)
    )
    ids = [one.id for one in products]
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids), st.integers(2, 30)) if ids else st.nothing()
    found = {(a, b): n for a, b, n in draw(st.lists(pairs, max_size=60)) if a < b} if ids else {}
    sets = st.lists(st.integers(1, 30), min_size=1, max_size=4, unique=True).map(tuple)
    return Scene(
        products=products,
        pairs=tuple((a, b, n) for (a, b), n in sorted(found.items())),
        buyers=draw(st.integers(0, 500)),
        seasons=draw(st.sampled_from([(), ("ramadan",)])),
        taken=tuple(draw(st.lists(sets, max_size=4))),
        standing=tuple(
            Standing(str(number), draw(st.integers(0, 4)), products)
            for number, products in enumerate(draw(st.lists(sets, max_size=6)))
        ),
        lessons=tuple(
            draw(
                st.lists(
                    st.builds(
                        Lesson,
                        kind=st.sampled_from(["products", "theme", "together"]),
                        refs=sets,
                        factor=st.sampled_from([0.0, 0.5]),
                    ),
                    max_size=3,
                )
            )
        ),
    )


@settings(max_examples=150, deadline=None)
@given(scenes())
def test_every_path_is_whole_in_stock_priced_and_above_the_floor(scene: Scene) -> None:
    night = propose(scene)
    kept = [one for one in scene.standing if one.id not in dict(night.ended)]
    assert len(night.proposed) <= max(0, MOST_STANDING - len(kept))
    for path in night.proposed:
        ids = path.products
        assert len(set(ids)) == len(ids)
        assert {place.step for place in path.places} == {"discovery", "proof", "step_up"}
        for number in ids:
            one = scene.by_id[number]
            assert one.price
            assert one.stock is None or one.stock >= LEAST_STOCK
            assert one.margin >= MARGIN_FLOOR
            assert not any(
                lesson.kind == "products" and lesson.factor == 0 and number in lesson.refs
                for lesson in scene.lessons
            )
        assert all(jaccard(ids, other) < NEAR_DUPLICATE for other in scene.taken)
        assert all(jaccard(ids, one.products) < ALIKE for one in kept)
    for number, path in enumerate(night.proposed):
        others = night.proposed[number + 1 :]
        assert all(jaccard(path.products, other.products) < ALIKE for other in others)
    themes = [path.theme for path in night.proposed if path.theme]
    assert all(themes.count(theme) <= MOST_OF_THEME for theme in themes)


@settings(max_examples=100, deadline=None)
@given(scenes())
def test_a_stored_night_replays_bit_for_bit(scene: Scene) -> None:
    stored = json.loads(json.dumps([as_candidates(scene), as_output(propose(scene))]))
    assert from_candidates(stored[0]) == scene
    assert replays(*stored)
    stored[1]["ended"].append(["made up", "ended_stock"])
    assert not replays(*stored)


def test_the_order_in_which_products_are_read_changes_nothing() -> None:
    shuffled = replace(SMALL, products=tuple(reversed(SMALL.products)))
    assert propose(shuffled) == propose(SMALL)
