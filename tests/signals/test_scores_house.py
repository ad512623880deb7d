"""The house score on 30: the average post has 15, no signal exceeds its weight, what is absent is not zero."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signals.scores.house import Rated, band_rates, pooled_rate, rate_posts
from signals.scores.posts import Post, length_band, post_of, read, written
from signals.scores.priors import WEIGHTS

FACEBOOK = Path(__file__).resolve().parents[1] / "data" / "facebook_metrics.csv"
RATES = {"rewatches": 0.05, "completions": 0.4, "shares": 0.01, "comments": 0.02, "likes": 0.08}


def a_post(number: int, views: float = 1000, **counts: float) -> Post:
    return Post(number, "reel|middle|views", views, counts)


def average(number: int = 1, views: float = 1000, times: float = 1) -> Post:
    """A post whose every count is ``times`` the usual."""
    return a_post(number, views, **{signal: rate * views * times for signal, rate in RATES.items()})


def rated(posts: list[Post], weights: dict[str, int] | None = None) -> list[Rated]:
    return rate_posts(posts, weights or WEIGHTS, seed=3)


posts = st.lists(
    st.builds(
        lambda views, counts: (views, {name: min(count, views) for name, count in counts.items()}),
        st.integers(1, 5000),
        st.dictionaries(st.sampled_from(list(WEIGHTS)), st.integers(0, 500), min_size=1),
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize("views", [1, 60, 1000, 10**6])
def test_the_average_post_has_exactly_15(views: float) -> None:
    found = rated([average(1, 1000), average(2, views)])
    assert [one.rating for one in found] == pytest.approx([15, 15], abs=1e-9)


@settings(deadline=None, max_examples=40)
@given(posts)
def test_the_score_is_bounded_and_no_signal_exceeds_its_weight(
    given_posts: list[tuple[int, dict[str, int]]],
) -> None:
    for one in rated([a_post(at, views, **counts) for at, (views, counts) in enumerate(given_posts)]):
        assert one.rating is not None
        assert 0 <= one.rating < 30
        assert sum(part.points for part in one.parts) == pytest.approx(one.rating)
        assert sum(part.most for part in one.parts) == pytest.approx(30)
        assert all(0 <= part.points < part.most for part in one.parts)


def test_one_viral_signal_cannot_lift_a_post_above_its_weight() -> None:
    viral = a_post(9, 1000, **{**average().counts, "likes": 1000})
    one = rated([*(average(number) for number in range(8)), viral])[-1]
    assert one.rating is not None
    assert one.rating < 15 + WEIGHTS["likes"] / 2


def test_more_of_a_signal_never_lowers_the_score() -> None:
    ratings = [
        rated([average(1), average(2), a_post(3, 1000, **{**average().counts, "shares": s})])[-1].rating
        for s in range(0, 60, 6)
    ]
    assert ratings == sorted(ratings, key=lambda rating: rating or 0)


def test_shops_whose_rates_are_all_higher_get_the_same_scores() -> None:
    """The same events on a third of the views: every rate is three times as high, and so is what is usual."""
    plain = [average(1), average(2, times=2), average(3, times=0.5)]
    dense = [replace(post, exposure=post.exposure / 3) for post in plain]
    assert [one.rating for one in rated(plain)] == pytest.approx([one.rating for one in rated(dense)])


def test_a_missing_signal_is_left_out_and_the_others_count_for_30() -> None:
    """Instagram knows no second look: 3 of 5 signals, and the average is still 15."""
    thin = [a_post(n, 1000, likes=80, comments=20, shares=10) for n in (1, 2)]
    one = rated(thin)[0]
    assert one.rating == pytest.approx(15)
    assert one.missing == ("rewatches", "completions")
    assert {part.signal: part.most for part in one.parts} == {"shares": 15, "comments": 10, "likes": 5}


def test_absent_is_not_zero() -> None:
    absent, zero = a_post(1, 1000, likes=80), a_post(2, 1000, likes=80, shares=0)
    sharing = [a_post(n, 1000, likes=80, shares=10) for n in (3, 4)]
    found = rated([absent, zero, *sharing])
    assert found[0].rating == pytest.approx(15)
    assert found[1].rating is not None
    assert found[1].rating < 13


def test_a_signal_that_nobody_in_the_band_has_tells_nobody_apart() -> None:
    found = rated([a_post(1, 500, likes=10, shares=0), a_post(2, 500, likes=10, shares=0)])
    assert [one.rating for one in found] == [15, 15]


def test_a_post_without_exposure_or_without_any_signal_has_no_score() -> None:
    assert [one.rating for one in rated([a_post(1, 0, likes=3), a_post(2, 900)])] == [None, None]


def test_promoted_means_a_probability_of_four_fifths_and_not_a_rating_above_15() -> None:
    many = [average(number) for number in range(8)]
    lucky = rated([*many, average(9, 60, times=1.3)])[-1]
    proven = rated([*many, average(9, 20_000, times=1.6)])[-1]
    assert lucky.rating is not None
    assert lucky.rating > 15
    assert not lucky.is_promoted
    assert proven.is_promoted
    assert proven.chance is not None
    assert proven.chance > 0.99


def test_a_weight_of_zero_leaves_its_signal_out() -> None:
    one = rated([average(1), average(2, times=3)], {**WEIGHTS, "completions": 0})[1]
    assert "completions" not in {part.signal for part in one.parts}
    assert sum(part.most for part in one.parts) == pytest.approx(30)


def test_the_order_of_the_weights_changes_nothing() -> None:
    """The ledger keeps no order of keys, and a replay must give the same draws."""
    shop = [average(1), average(2, times=2)]
    assert rated(shop) == rated(shop, dict(reversed(WEIGHTS.items())))


def test_watching_again_may_exceed_the_views() -> None:
    one = rated([a_post(1, 100, rewatches=180), a_post(2, 100, rewatches=60)])[0]
    assert one.rating is not None
    assert one.low is not None
    assert one.high is not None
    assert 15 < one.low < one.rating < one.high < 30


def test_lengths_and_measures_of_exposure_are_compared_apart() -> None:
    assert [length_band(seconds) for seconds in (14, 15, 60, 61, None)] == [
        "short",
        "middle",
        "middle",
        "long",
        "",
    ]
    made = post_of(1, "reel", 20, {"reach": "50", "impressions": 90, "likes": 3, "saves": 4}, tuple(WEIGHTS))
    assert made == Post(1, "reel|middle|reach", 50, {"likes": 3})
    assert read(written(made)) == made
    rates = band_rates([a_post(1, 100, likes=10), replace(a_post(2, 100, likes=40), band="other")], ["likes"])
    assert rates == {"reel|middle|views": {"likes": 0.1}, "other": {"likes": 0.4}}


def test_two_events_of_the_band_are_added_to_every_rate() -> None:
    assert pooled_rate(0, 0, 0.05) == pytest.approx(0.05)
    assert pooled_rate(8, 160, 0.05) == pytest.approx(10 / 200)


def test_the_posts_of_the_public_facebook_set_are_rated_and_their_sums_hold() -> None:
    """500 posts of a cosmetics brand (Moro et al. 2016): interactions = comments + likes + shares, empty is absent."""
    with FACEBOOK.open() as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    names = {"comments": "comment", "likes": "like", "shares": "share"}
    found = []
    for number, row in enumerate(rows):
        metrics = {name: int(row[column]) for name, column in names.items() if row[column]}
        assert sum(metrics.values()) == int(row["Total Interactions"])
        metrics["reach"] = int(row["Lifetime Post Total Reach"])
        found.append(post_of(number, row["Type"].lower(), None, metrics, tuple(WEIGHTS)))
    ratings = rated(found)
    assert len(ratings) == 500
    assert [len(one.parts) for one in ratings].count(3) == 496
    assert all(one.rating is not None and 0 < one.rating < 30 for one in ratings)
    assert 150 < sum(one.is_promoted for one in ratings) < 300
