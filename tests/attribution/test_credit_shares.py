"""Shares against a known truth: sums, calibration, intervals, and the warning when rules disagree."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from attribution.credit.bands import bands
from attribution.credit.calibration import beliefs, beliefs_beyond_codes, readiness
from attribution.credit.compute import Touch, parts_of, paths_of, rounded, to_the_centime
from attribution.credit.reading import with_nulls
from attribution.credit.replay import as_candidates, as_output, replays
from attribution.credit.reporting import Shares, shares
from attribution.credit.rules import ORDER_RULES, PATH_RULES, RULES
from attribution.credit.sharing import resampled
from attribution.roles.compute import Counts, judge, more_often, share_below
from tests.attribution.credit_worlds import a_world, distance


def by_name(one: Shares, rule: str) -> dict[str, float]:
    return dict(zip(one.names, one.rules[rule].shares.tolist(), strict=True))


def test_every_rule_adds_up_to_the_orders_and_to_the_cent() -> None:
    world = a_world(1, 300)
    found = shares(world.scene, 90, 30, None)
    total = int(world.scene.documents.cents.sum())
    assert set(found.rules) == set(RULES) - {"codes"}
    for one in found.rules.values():
        assert float(one.orders.sum()) == pytest.approx(300, abs=1e-9)
        assert float(one.shares.sum()) == pytest.approx(1, abs=1e-9)
        assert int(one.cents.sum()) == total


def test_a_refund_lowers_money_and_no_order() -> None:
    world = a_world(2, 50)
    some = world.scene.documents
    back = type(some)(
        np.append(some.path, 0), np.append(some.cents, -some.cents[0]), np.append(some.is_delivery, False)
    )
    days = np.append(world.scene.days, world.scene.days[0])
    scene = replace(world.scene, days=days, documents=back)
    found = shares(scene, 90, 30, None)
    for one in found.rules.values():
        assert float(one.orders.sum()) == pytest.approx(50, abs=1e-9)
        assert int(one.cents.sum()) == int(some.cents[1:].sum())


def test_the_question_comes_within_a_tenth_of_the_truth_at_two_hundred_orders() -> None:
    """The mean total variation over 20 shops; the rules are all far beyond."""
    off: dict[str, list[float]] = {rule: [] for rule in (*PATH_RULES, "question")}
    for seed in range(20):
        world = a_world(100 + seed, 200)
        found = shares(world.scene, 90, 30, None)
        for rule, distances in off.items():
            distances.append(distance(by_name(found, rule), world.truth))
    means = {rule: float(np.mean(distances)) for rule, distances in off.items()}
    assert means["question"] <= 0.10
    assert min(means[rule] for rule in PATH_RULES) > 0.15
    assert means["last"] > means["first"]


# Influencers' customers give their code eight times as often as those who saw a video.
READY = (0.1, 0.8, 0.3, 0.1, 0.1)


def _off(rule: str, seeds: range, orders: int, answered: float) -> float:
    """The mean distance of a rule from the truth over shops whose customers use codes unevenly."""
    worlds = [a_world(20_000 + seed, orders, answered, ready=READY) for seed in seeds]
    return float(np.mean([distance(by_name(shares(w.scene, 90, 30, None), rule), w.truth) for w in worlds]))


def test_codes_are_weighed_by_how_readily_each_channels_customers_use_them() -> None:
    """Where nobody is asked the bias of codes stays; the answers of three in ten take most of it away."""
    unasked, asked = _off("codes", range(20), 400, 0.0), _off("codes", range(20), 400, 0.3)
    assert asked <= 0.10
    assert asked < unasked / 3
    assert unasked < _off("last", range(20), 400, 0.0)


def test_an_order_with_a_code_is_tracked_as_what_was_recorded_without_it() -> None:
    """Else every code would confirm itself, and nothing be learnt of the orders without one."""
    by_search: list[Touch] = [[600, "google", "", "visit"]]
    coded: list[Touch] = [*by_search, [0, "influencer", "", "code"]]
    world = a_world(1, 40).scene
    scene = replace(
        world,
        touches=[coded] * 20 + [by_search] * 20,
        known={"question": [""] * 40, "codes": ["influencer"] * 20 + [""] * 20},
    )
    found = by_name(shares(scene, 90, 30, None), "codes")
    # 20 told; of the others (20 + 6 · .3) of 26 are believed, but for the part of the prior that nobody named.
    assert found["influencer"] == pytest.approx((20 + 20 * (20 + 6 * 0.3 * 21 / 22) / 26) / 40)


def test_codes_used_alike_everywhere_say_the_same_with_and_without_answers() -> None:
    crossed = np.array([[5.0, 3.0, 0.0], [1.0, 8.0, 2.0], [0.0, 0.0, 0.0]])
    alike = readiness(np.zeros(3), np.zeros(3))
    assert alike == pytest.approx([0.5, 0.5, 0.5])
    assert beliefs_beyond_codes(crossed, alike) == pytest.approx(beliefs(crossed))
    learnt = readiness(np.array([30.0, 3.0]), np.array([60.0, 60.0]))
    average = 34 / 122
    assert learnt == pytest.approx([(30 + 6 * average) / 66, (3 + 6 * average) / 66])
    assert beliefs_beyond_codes(np.zeros((2, 2)), learnt).sum(axis=1) == pytest.approx([1, 1])


@pytest.mark.long
def test_the_question_improves_with_orders_and_stays_within_its_bound() -> None:
    means = []
    for orders in (100, 200, 1000):
        seeds = range(200)
        worlds = (a_world(10_000 * orders + seed, orders) for seed in seeds)
        means.append(
            float(
                np.mean(
                    [distance(by_name(shares(w.scene, 90, 30, None), "question"), w.truth) for w in worlds]
                )
            )
        )
    assert means == sorted(means, reverse=True)
    assert means[1] <= 0.10
    assert means[2] <= 0.05


def coverage(shops: int, orders: int, replicates: int) -> dict[str, float]:
    """How often the interval of a rule's share holds the share of a very large shop of the same kind."""
    large = shares(a_world(999, 40_000).scene, 90, 30, None)
    held: dict[str, list[bool]] = {rule: [] for rule in ("first", "linear", "position", "markov")}
    for seed in range(shops):
        world = a_world(5_000 + seed, orders)
        found = shares(world.scene, 90, 30, resampled(orders, replicates, seed))
        for rule, cases in held.items():
            whole, bounds = by_name(large, rule), found.rules[rule].bounds
            assert bounds is not None
            for at, name in enumerate(found.names):
                if whole.get(name, 0) > 0.05:
                    cases.append(bool(bounds[at, 0] <= whole[name] <= bounds[at, 1]))
    return {rule: float(np.mean(cases)) for rule, cases in held.items()}


def test_intervals_hold_the_rules_own_share() -> None:
    for held in coverage(25, 200, 200).values():
        assert 0.85 <= held <= 1


@pytest.mark.long
def test_intervals_hold_in_nineteen_of_twenty_shops() -> None:
    for held in coverage(200, 200, 500).values():
        assert 0.92 <= held <= 0.98


def test_a_warning_stands_where_the_rules_disagree_and_nowhere_else() -> None:
    apart = {"first": {"a": 0.6, "b": 0.4}, "last": {"a": 0.3, "b": 0.7}}
    assert {name: band.flips for name, band in bands(apart).items()} == {"a": True, "b": True}
    together = {"first": {"a": 0.6, "b": 0.4, "": 0.0}, "last": {"a": 0.7, "b": 0.3, "": 0.9}}
    found = bands(together)
    assert not any(band.flips for band in found.values())
    assert (found["a"].low, found["a"].high) == (0.6, 0.7)
    world = shares(a_world(3, 400).scene, 90, 30, None)
    warned = bands({rule: by_name(world, rule) for rule in PATH_RULES})
    assert warned["google"].flips
    assert warned["instagram"].flips


def test_beliefs_begin_at_seventy_of_a_hundred_and_follow_what_is_said() -> None:
    assert beliefs(np.zeros((3, 3)))[0] == pytest.approx([0.7, 0.15, 0.15])
    said = np.zeros((3, 3))
    said[0, 2] = 600
    others = 1.8 / 602
    assert beliefs(said)[0] == pytest.approx([4.2 / 606, others / 606, (600 + 601 * others) / 606])


def test_odd_cents_go_to_the_largest_rests_and_nothing_is_lost() -> None:
    groups = np.array([0, 0, 0, 1, 1])
    cents = np.array([100, 100, 100, -5, -5])
    parts = to_the_centime(cents, np.array([1 / 3, 1 / 3, 1 / 3, 0.5, 0.5]), groups)
    assert parts.tolist() == [34, 33, 33, -3, -2]
    assert rounded(np.array([10.4, 20.4, 30.2]), 61).tolist() == [11, 20, 30]


def test_a_window_leaves_older_touches_out_and_an_empty_way_is_unattributed() -> None:
    journeys = [[[40 * 86_400, "a", "", "visit"], [86_400, "b", "x", "visit"]], []]
    assert paths_of(journeys, 30).names == ("", "b")
    assert paths_of(journeys, 90).names == ("", "a", "b")
    assert paths_of(journeys, 90, by_campaign=True).names == ("\t", "a\t", "b\tx")


def test_campaigns_split_the_part_of_their_channel() -> None:
    journeys = [[[900, "a", "x", "visit"], [600, "a", "y", "visit"], [300, "b", "", "visit"]]]
    finer = paths_of(journeys, 30, by_campaign=True)
    parts = parts_of(paths_of(journeys, 30), finer)
    equal = dict(
        zip(
            (finer.names[at] for at in parts.channel),
            parts.shares[:, ORDER_RULES.index("shapley")],
            strict=True,
        )
    )
    assert equal == {"a\tx": 0.5, "a\ty": 0.0, "b\t": 0.5}


def test_visits_without_order_lower_the_channel_that_loses_them() -> None:
    world = a_world(4, 200)
    without = by_name(shares(world.scene, 90, 30, None), "markov")
    lost = replace(world.scene, nulls={("instagram", "google"): 400, ("tiktok",): 50})
    found = shares(lost, 90, 30, None)
    assert by_name(found, "markov") != without
    assert sum(by_name(found, "markov").values()) == pytest.approx(1)
    paths = with_nulls(paths_of([[]], 30), {("tiktok",): 3})
    assert paths is not None
    assert (paths.names, paths.nulls.tolist()) == (("", "tiktok"), [3.0])


def test_the_nights_shares_replay() -> None:
    world = a_world(5, 120)
    candidates = as_candidates(world.scene, 30)
    output = as_output(candidates, shares(world.scene, 90, 30, None))
    assert replays(candidates, output) is True
    assert replays(candidates[1:], output) is False
    assert output["shares"]["first"].keys() <= set(shares(world.scene, 90, 30, None).names)


def test_the_same_draw_gives_the_same_interval() -> None:
    world = a_world(6, 60)
    one, other = (shares(world.scene, 90, 30, resampled(60, 50, 7)).rules["linear"].bounds for _ in range(2))
    assert one is not None
    assert other is not None
    assert (one == other).all()


@pytest.mark.parametrize(
    ("counts", "role"),
    [
        (Counts(30, 5, 8, 60, 35, 45, 0.5), "discovery"),
        (Counts(8, 5, 30, 60, 20, 45, 0.5), "closing"),
        (Counts(10, 2, 10, 60, 5, 40, 0.5), "loyalty"),
        (Counts(2, 0, 1, 5, 1, 3, 0.5), "uncertain"),
    ],
)
def test_a_role_is_given_only_when_it_is_sure_by_eighty_of_a_hundred(counts: Counts, role: str) -> None:
    assert judge(counts).role == role


def test_probabilities_of_roles_are_those_of_the_beta_distribution() -> None:
    assert more_often(7, 7, 20) == pytest.approx(0.5, abs=1e-9)
    assert share_below(0.5, 5, 10) == pytest.approx(0.5, abs=1e-12)
    chance = np.random.Generator(np.random.PCG64(1))
    one, other = chance.beta(2 + 12, 2 + 18, 400_000), chance.beta(2 + 6, 2 + 24, 400_000)
    assert more_often(12, 6, 30) == pytest.approx(float((one > other).mean()), abs=0.005)
    assert Decimal(str(round(more_often(12, 6, 30) + more_often(6, 12, 30), 9))) == 1
